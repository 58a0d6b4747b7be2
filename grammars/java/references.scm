; Names that Java uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

(method_invocation !object name: (identifier) @reference.call)
(method_invocation object: (_) @receiver name: (identifier) @reference.call)
(method_invocation object: (identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(marker_annotation name: (identifier) @reference.call)
(marker_annotation name: (scoped_identifier scope: (_) @receiver name: (_) @reference.call))
(annotation name: (identifier) @reference.call)
(annotation name: (scoped_identifier scope: (_) @receiver name: (_) @reference.call))
(object_creation_expression type: [
  (type_identifier) @reference.new
  (scoped_type_identifier (_) @receiver (type_identifier) @reference.new .)
  (generic_type . (type_identifier) @reference.new)
  (generic_type . (scoped_type_identifier (_) @receiver (type_identifier) @reference.new .))])
(superclass [
  (type_identifier) @reference.extends
  (scoped_type_identifier (_) @receiver (type_identifier) @reference.extends .)
  (generic_type . (type_identifier) @reference.extends)
  (generic_type . (scoped_type_identifier (_) @receiver (type_identifier) @reference.extends .))])
(extends_interfaces (type_list [
  (type_identifier) @reference.extends
  (scoped_type_identifier (_) @receiver (type_identifier) @reference.extends .)
  (generic_type . (type_identifier) @reference.extends)]))
(super_interfaces (type_list [
  (type_identifier) @reference.implements
  (scoped_type_identifier (_) @receiver (type_identifier) @reference.implements .)
  (generic_type . (type_identifier) @reference.implements)]))
((type_identifier) @reference.type)
(scoped_type_identifier (_) @receiver (type_identifier) @reference.type .)
; a package is no type
(scoped_type_identifier (scoped_type_identifier (type_identifier) @reference.none))
((identifier) @reference.value)
(field_access object: (_) @receiver field: (identifier) @reference.value)
(field_access object: (identifier) @reference.type (#match? @reference.type "^[A-Z][A-Za-z0-9]*[a-z]"))
(method_reference . (identifier) @reference.type . (identifier) (#match? @reference.type "^[A-Z]"))
(method_reference . (_) @receiver (identifier) @reference.value .)
(enum_constant name: (identifier) @reference.none)
(element_value_pair key: (identifier) @reference.none)

; what variables are
(formal_parameter type: [
  (type_identifier) @typed.type
  (scoped_type_identifier) @typed.type
  (generic_type . (_) @typed.type)] name: (identifier) @typed.name)
(field_declaration type: [
  (type_identifier) @typed.type
  (scoped_type_identifier) @typed.type
  (generic_type . (_) @typed.type)] declarator: (variable_declarator name: (identifier) @typed.name))
(local_variable_declaration type: [
  (type_identifier) @typed.type
  (scoped_type_identifier) @typed.type
  (generic_type . (_) @typed.type)] declarator: (variable_declarator name: (identifier) @typed.name)
  (#not-eq? @typed.type "var"))
(local_variable_declaration type: (type_identifier) @_var
  declarator: (variable_declarator name: (identifier) @typed.name value: (object_creation_expression type: [
    (type_identifier) @typed.type
    (scoped_type_identifier) @typed.type
    (generic_type . (_) @typed.type)]))
  (#eq? @_var "var"))
(resource type: (type_identifier) @typed.type name: (identifier) @typed.name (#not-eq? @typed.type "var"))
(enhanced_for_statement type: (type_identifier) @typed.type name: (identifier) @typed.name
  (#not-eq? @typed.type "var"))
(instanceof_expression right: (type_identifier) @typed.type name: (identifier) @typed.name)
(type_pattern (type_identifier) @typed.type (identifier) @typed.name)
(catch_formal_parameter (catch_type . (type_identifier) @typed.type .) name: (identifier) @typed.name)
(record_declaration parameters: (formal_parameters (formal_parameter
  type: (type_identifier) @typed.type name: (identifier) @typed.field)))

; what names mean inside a method or a type
(formal_parameter name: (identifier) @local.value)
(spread_parameter (variable_declarator name: (identifier) @local.value))
(local_variable_declaration declarator: (variable_declarator name: (identifier) @local.value))
(lambda_expression parameters: (identifier) @local.value)
(inferred_parameters (identifier) @local.value)
(resource name: (identifier) @local.value)
(enhanced_for_statement name: (identifier) @local.value)
(instanceof_expression name: (identifier) @local.value)
(type_pattern (identifier) @local.value)
(record_pattern_component (identifier) @local.value)
(catch_formal_parameter name: (identifier) @local.value)
(type_parameter . (type_identifier) @local.type)

; imports
(program (import_declaration (scoped_identifier scope: (_) @import.from name: (_) @import.name) .))
(program (import_declaration (scoped_identifier) @import.from (asterisk)) (#set! import.name "*"))
