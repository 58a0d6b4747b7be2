; Names that Python uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

(call function: (identifier) @reference.call)
(call function: (attribute object: (call function: (identifier) @receiver) attribute: (_) @reference.call)
  (#eq? @receiver "super"))
(call function: (attribute object: (_) @receiver attribute: (_) @reference.call))
(decorator [(identifier) @reference.call (attribute object: (_) @receiver attribute: (_) @reference.call)])
(class_definition superclasses: (argument_list [
  (identifier) @reference.extends
  (attribute object: (_) @receiver attribute: (_) @reference.extends)
  (subscript value: (identifier) @reference.extends)]))
(type (identifier) @reference.type)
(type (attribute object: (_) @receiver attribute: (_) @reference.type))
(generic_type (identifier) @reference.type)
(type (subscript value: (identifier) @reference.type))
(type (binary_operator (identifier) @reference.type))
(except_clause value: [
  (identifier) @reference.type
  (attribute object: (_) @receiver attribute: (_) @reference.type)
  (tuple (identifier) @reference.type)
  (tuple (attribute object: (_) @receiver attribute: (_) @reference.type))
  (as_pattern . (identifier) @reference.type)
  (as_pattern . (attribute object: (_) @receiver attribute: (_) @reference.type))
  (as_pattern . (tuple (identifier) @reference.type))
  (as_pattern . (tuple (attribute object: (_) @receiver attribute: (_) @reference.type)))])
((identifier) @reference.value)
(attribute object: (_) @receiver attribute: (_) @reference.value)
(keyword_argument name: (_) @reference.none)

; what variables are
(assignment left: (identifier) @typed.name right: (call function: (identifier) @typed.type)
  (#match? @typed.type "^_*[A-Z]"))
(assignment left: (attribute object: (identifier) @_self) @typed.name right: (call function: (identifier) @typed.type)
  (#eq? @_self "self") (#match? @typed.type "^_*[A-Z]"))
(assignment left: (attribute object: (identifier) @_self) @typed.name right: [(identifier) @typed.as (boolean_operator left: (identifier) @typed.as)]
  (#eq? @_self "self"))
(assignment left: (identifier) @typed.name right: (attribute object: (identifier) @_self) @typed.as
  (#eq? @_self "self"))
(typed_parameter . (identifier) @typed.name type: (type [
  (identifier) @typed.type
  (binary_operator left: (identifier) @typed.type right: (none))]))
(typed_default_parameter name: (identifier) @typed.name type: (type [
  (identifier) @typed.type
  (binary_operator left: (identifier) @typed.type right: (none))]))
(assignment left: (_) @typed.name type: (type [
  (identifier) @typed.type
  (binary_operator left: (identifier) @typed.type right: (none))]))

; what names mean inside a function
(parameters (identifier) @local)
(lambda_parameters (identifier) @local)
(typed_parameter . (identifier) @local)
(default_parameter name: (identifier) @local)
(typed_default_parameter name: (identifier) @local)
(list_splat_pattern (identifier) @local)
(dictionary_splat_pattern (identifier) @local)
(assignment left: (identifier) @local)
(pattern_list (identifier) @local)
(tuple_pattern (identifier) @local)
(for_statement left: (identifier) @local)
(for_in_clause left: (identifier) @local)
(as_pattern_target (identifier) @local)
(named_expression name: (identifier) @local)

; imports
(import_statement name: (dotted_name) @import.from (#set! import.name "*") (#set! import.local "from"))
(import_statement name: (aliased_import name: (_) @import.from alias: (_) @import.local) (#set! import.name "*"))
(import_from_statement module_name: (_) @import.from name: (dotted_name) @import.name)
(import_from_statement module_name: (_) @import.from
  name: (aliased_import name: (_) @import.name alias: (_) @import.local))
(import_from_statement module_name: (_) @import.from (wildcard_import) (#set! import.name "*"))
