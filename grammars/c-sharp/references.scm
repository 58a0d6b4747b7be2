; Names that C# uses from elsewhere. Types are identifiers like any other: `type/identifier` is one where a type stands.
; The convention of the captures is in server/src/languages/references.ts.

(invocation_expression function: [
  (identifier) @reference.call
  (generic_name . (identifier) @reference.call)])
(invocation_expression function: [
  (member_access_expression expression: _ @receiver name: (identifier) @reference.call)
  (member_access_expression expression: _ @receiver name: (generic_name . (identifier) @reference.call))
  (conditional_access_expression condition: (_) @receiver
    (member_binding_expression name: (identifier) @reference.call))
  (conditional_access_expression condition: (_) @receiver
    (member_binding_expression name: (generic_name . (identifier) @reference.call)))])
(attribute name: (identifier) @reference.call)
(attribute name: (qualified_name qualifier: (_) @receiver name: (_) @reference.call))
(object_creation_expression type: [
  (identifier) @reference.new
  (generic_name . (identifier) @reference.new)
  (qualified_name qualifier: (_) @receiver name: (identifier) @reference.new)
  (qualified_name qualifier: (_) @receiver name: (generic_name . (identifier) @reference.new))])
; by their names classes and interfaces are told apart
(class_declaration (base_list [
  (identifier) @reference.extends
  (generic_name . (identifier) @reference.extends)
  (qualified_name qualifier: (_) @receiver name: (identifier) @reference.extends)
  (primary_constructor_base_type type: (identifier) @reference.extends)])
  (#not-match? @reference.extends "^I[A-Z]"))
(class_declaration (base_list [
  (identifier) @reference.implements
  (generic_name . (identifier) @reference.implements)
  (qualified_name qualifier: (_) @receiver name: (identifier) @reference.implements)])
  (#match? @reference.implements "^I[A-Z]"))
(record_declaration (base_list [
  (identifier) @reference.extends
  (generic_name . (identifier) @reference.extends)
  (primary_constructor_base_type type: (identifier) @reference.extends)])
  (#not-match? @reference.extends "^I[A-Z]"))
(record_declaration (base_list [
  (identifier) @reference.implements
  (generic_name . (identifier) @reference.implements)])
  (#match? @reference.implements "^I[A-Z]"))
(struct_declaration (base_list [
  (identifier) @reference.implements
  (generic_name . (identifier) @reference.implements)
  (qualified_name qualifier: (_) @receiver name: (identifier) @reference.implements)]))
(interface_declaration (base_list [
  (identifier) @reference.extends
  (generic_name . (identifier) @reference.extends)
  (qualified_name qualifier: (_) @receiver name: (identifier) @reference.extends)]))
(type/identifier) @reference.type
(type/generic_name . (identifier) @reference.type)
(type/qualified_name qualifier: (_) @receiver name: (identifier) @reference.type)
(type/qualified_name qualifier: (_) @receiver name: (generic_name . (identifier) @reference.type))
; some types are no `type` to the grammar
(nullable_type type: (identifier) @reference.type)
(nullable_type type: (generic_name . (identifier) @reference.type))
(array_type type: (identifier) @reference.type)
(array_type type: (generic_name . (identifier) @reference.type))
(tuple_element type: (identifier) @reference.type)
(is_pattern_expression pattern: (constant_pattern (identifier) @reference.type))
(explicit_interface_specifier (identifier) @reference.type)
(member_access_expression expression: (generic_name . (identifier) @reference.type))
((identifier) @reference.value)
(member_access_expression expression: _ @receiver name: (identifier) @reference.value)
(member_access_expression expression: (identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(attribute_argument name: (identifier) @reference.none)
(argument name: (identifier) @reference.none)
(enum_member_declaration name: (identifier) @reference.none)
; members of what is made
(initializer_expression (assignment_expression left: (identifier) @reference.none))
(with_initializer (identifier) @reference.none)

; what variables are
(variable_declaration
  type: [
    (identifier) @typed.type
    (generic_name . (identifier) @typed.type)
    (qualified_name) @typed.type
    (nullable_type type: (identifier) @typed.type)]
  (variable_declarator name: (identifier) @typed.name))
(variable_declaration
  type: (implicit_type)
  (variable_declarator name: (identifier) @typed.name [
    (object_creation_expression type: [(identifier) (qualified_name)] @typed.type)
    (object_creation_expression type: (generic_name . (identifier) @typed.type))
    (as_expression right: (identifier) @typed.type)
    (cast_expression type: (identifier) @typed.type)]))
(parameter
  type: [
    (identifier) @typed.type
    (generic_name . (identifier) @typed.type)
    (qualified_name) @typed.type
    (nullable_type type: (identifier) @typed.type)]
  name: (identifier) @typed.name)
(record_declaration (parameter_list (parameter type: (identifier) @typed.type name: (identifier) @typed.field)))
(class_declaration (parameter_list (parameter type: (identifier) @typed.type name: (identifier) @typed.field)))
(property_declaration
  type: [
    (identifier) @typed.type
    (generic_name . (identifier) @typed.type)
    (qualified_name) @typed.type
    (nullable_type type: (identifier) @typed.type)]
  name: (identifier) @typed.name)
(foreach_statement type: (identifier) @typed.type left: (identifier) @typed.name)
(declaration_pattern type: (identifier) @typed.type name: (identifier) @typed.name)
(catch_declaration type: (identifier) @typed.type name: (identifier) @typed.name)

; what names mean inside a method or a type
(parameter name: (identifier) @local)
(implicit_parameter) @local
(variable_declarator name: (identifier) @local)
(foreach_statement left: (identifier) @local)
(declaration_pattern name: (identifier) @local)
(declaration_expression name: (identifier) @local)
(catch_declaration name: (identifier) @local)
(tuple_pattern name: (identifier) @local)
(from_clause name: (identifier) @local)
(type_parameter name: (identifier) @local.type)

; imports
(using_directive !name [(identifier) (qualified_name)] @import.from (#set! import.name "*"))
(using_directive name: (identifier) @import.local (_) @import.from (#set! import.name "*"))
