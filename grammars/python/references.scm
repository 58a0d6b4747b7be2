; Names that Python uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

(call function: (identifier) @reference.call)
(call function: (attribute object: (_) @receiver attribute: (_) @reference.call))
(decorator [(identifier) @reference.call (attribute object: (_) @receiver attribute: (_) @reference.call)])
(class_definition superclasses: (argument_list [
  (identifier) @reference.extends
  (attribute object: (_) @receiver attribute: (_) @reference.extends)
  (subscript value: (identifier) @reference.extends)]))
(type (identifier) @reference.type)
(type (attribute object: (_) @receiver attribute: (_) @reference.type))
(type (generic_type (identifier) @reference.type))
(type (subscript value: (identifier) @reference.type))
(type (binary_operator (identifier) @reference.type))
(except_clause value: (identifier) @reference.type)
((identifier) @reference.value)

; what variables are
(assignment left: (identifier) @typed.name right: (call function: (identifier) @typed.type)
  (#match? @typed.type "^_*[A-Z]"))
(assignment left: (attribute object: (identifier) @_self) @typed.name right: (call function: (identifier) @typed.type)
  (#eq? @_self "self") (#match? @typed.type "^_*[A-Z]"))
(typed_parameter . (identifier) @typed.name type: (type (identifier) @typed.type))
(assignment left: (identifier) @typed.name type: (type (identifier) @typed.type))

; imports
(import_statement name: (dotted_name) @import.from (#set! import.name "*") (#set! import.local "from"))
(import_statement name: (aliased_import name: (_) @import.from alias: (_) @import.local) (#set! import.name "*"))
(import_from_statement module_name: (_) @import.from name: (dotted_name) @import.name)
(import_from_statement module_name: (_) @import.from
  name: (aliased_import name: (_) @import.name alias: (_) @import.local))
(import_from_statement module_name: (_) @import.from (wildcard_import) (#set! import.name "*"))
