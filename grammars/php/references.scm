; Names that PHP uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

; calls
(function_call_expression function: [
  (name) @reference.call
  (qualified_name prefix: (_)? @receiver (name) @reference.call .)])
(member_call_expression object: (_) @receiver name: (name) @reference.call)
(nullsafe_member_call_expression object: (_) @receiver name: (name) @reference.call)
(scoped_call_expression scope: (_) @receiver name: (name) @reference.call)
(attribute [
  (name) @reference.call
  (qualified_name prefix: (_)? @receiver (name) @reference.call .)])
(object_creation_expression [
  (name) @reference.new
  (qualified_name prefix: (_)? @receiver (name) @reference.new .)])

; types; a trait is mixed in
(base_clause [
  (name) @reference.extends
  (qualified_name prefix: (_)? @receiver (name) @reference.extends .)])
(use_declaration [
  (name) @reference.implements
  (qualified_name prefix: (_)? @receiver (name) @reference.implements .)])
(class_interface_clause [
  (name) @reference.implements
  (qualified_name prefix: (_)? @receiver (name) @reference.implements .)])
(named_type [
  (name) @reference.type
  (qualified_name prefix: (_)? @receiver (name) @reference.type .)])
(binary_expression operator: "instanceof" right: [
  (name) @reference.type
  (qualified_name prefix: (_)? @receiver (name) @reference.type .)])
(scoped_call_expression scope: [
  (name) @reference.type
  (qualified_name prefix: (_)? @receiver (name) @reference.type .)])
(class_constant_access_expression . [
  (name) @reference.type
  (qualified_name prefix: (_)? @receiver (name) @reference.type .)])
(scoped_property_access_expression scope: [
  (name) @reference.type
  (qualified_name prefix: (_)? @receiver (name) @reference.type .)])

; constants, in the places where a bare name is one
(class_constant_access_expression . (_) @receiver . (name) @reference.value (#not-eq? @reference.value "class"))
(argument (name) @reference.value)
(argument name: (name) @reference.none)
(binary_expression (name) @reference.value)
(return_statement (name) @reference.value)
(assignment_expression right: (name) @reference.value)
(array_element_initializer (name) @reference.value)
(conditional_expression (name) @reference.value)
(const_element (_) (name) @reference.value)
(property_element default_value: (name) @reference.value)
(simple_parameter default_value: (name) @reference.value)

; what variables, parameters and properties are
(simple_parameter
  type: [(named_type (name) @typed.type) (optional_type (named_type (name) @typed.type))]
  name: (variable_name) @typed.name)
(property_promotion_parameter
  type: [
    (named_type (name) @typed.type)
    (optional_type (named_type (name) @typed.type))
    (union_type (named_type (name) @typed.type))
  ]
  name: (variable_name (name) @typed.field))
(property_declaration
  type: [(named_type (name) @typed.type) (optional_type (named_type (name) @typed.type))]
  (property_element name: (variable_name (name) @typed.field)))
(assignment_expression left: [(variable_name) (member_access_expression object: (variable_name))] @typed.name
  right: (object_creation_expression . (name) @typed.type))
(assignment_expression left: (member_access_expression object: (variable_name)) @typed.name
  right: (variable_name) @typed.as)
(catch_clause type: (type_list . (named_type (name) @typed.type) .) name: (variable_name) @typed.name)

; imports; files are included from anywhere, `__DIR__` is the folder of the file
((namespace_use_declaration) @import.tree)
(include_expression (string) @import.from (#set! import.name "*"))
(include_expression (binary_expression left: (name) @_directory right: (string) @import.from)
  (#eq? @_directory "__DIR__") (#set! import.name "*") (#set! import.prefix "."))
(include_once_expression (string) @import.from (#set! import.name "*"))
(include_once_expression (binary_expression left: (name) @_directory right: (string) @import.from)
  (#eq? @_directory "__DIR__") (#set! import.name "*") (#set! import.prefix "."))
(require_expression (string) @import.from (#set! import.name "*"))
(require_expression (binary_expression left: (name) @_directory right: (string) @import.from)
  (#eq? @_directory "__DIR__") (#set! import.name "*") (#set! import.prefix "."))
(require_once_expression (string) @import.from (#set! import.name "*"))
(require_once_expression (binary_expression left: (name) @_directory right: (string) @import.from)
  (#eq? @_directory "__DIR__") (#set! import.name "*") (#set! import.prefix "."))
