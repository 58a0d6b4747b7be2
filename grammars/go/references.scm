; Names that Go uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

(call_expression function: [
  (identifier) @reference.call
  (parenthesized_expression (identifier) @reference.call)
  (index_expression operand: (identifier) @reference.call)
  (type_instantiation_expression type: (type_identifier) @reference.call)])
(call_expression function: [
  (selector_expression operand: (_) @receiver field: (_) @reference.call)
  (index_expression operand: (selector_expression operand: (_) @receiver field: (_) @reference.call))])
(composite_literal type: [
  (type_identifier) @reference.new
  (qualified_type package: (_) @receiver name: (_) @reference.new)
  (generic_type type: (type_identifier) @reference.new)
  (generic_type type: (qualified_type package: (_) @receiver name: (_) @reference.new))])
; what is embedded
(field_declaration !name type: [
  (type_identifier) @reference.extends
  (qualified_type package: (_) @receiver name: (_) @reference.extends)
  (generic_type type: (type_identifier) @reference.extends)])
(interface_type (type_elem . (type_identifier) @reference.extends .))
(interface_type (type_elem . (qualified_type package: (_) @receiver name: (_) @reference.extends) .))
((type_identifier) @reference.type)
(qualified_type package: (_) @receiver name: (_) @reference.type)
((identifier) @reference.value)
(selector_expression operand: (identifier) @receiver field: (_) @reference.value)
; fields of structs, not keys of maps
(composite_literal type: [(type_identifier) (qualified_type) (generic_type)]
  body: (literal_value (keyed_element key: (literal_element (identifier) @reference.none))))
(literal_element (literal_value (keyed_element key: (literal_element (identifier) @reference.none))))

; what variables are
(parameter_declaration name: (identifier) @typed.name type: [
  (type_identifier) @typed.type
  (qualified_type) @typed.type
  (generic_type type: (_) @typed.type)
  (pointer_type (type_identifier) @typed.type)
  (pointer_type (qualified_type) @typed.type)
  (pointer_type (generic_type type: (_) @typed.type))])
(field_declaration name: (_) @typed.field type: [
  (type_identifier) @typed.type
  (qualified_type) @typed.type
  (generic_type type: (_) @typed.type)
  (pointer_type (type_identifier) @typed.type)
  (pointer_type (qualified_type) @typed.type)
  (pointer_type (generic_type type: (_) @typed.type))])
(var_spec name: (identifier) @typed.name type: [
  (type_identifier) @typed.type
  (qualified_type) @typed.type
  (generic_type type: (_) @typed.type)
  (pointer_type (type_identifier) @typed.type)
  (pointer_type (qualified_type) @typed.type)
  (pointer_type (generic_type type: (_) @typed.type))])
(short_var_declaration left: (expression_list . (identifier) @typed.name) right: (expression_list . [
  (composite_literal type: [(type_identifier) (qualified_type)] @typed.type)
  (composite_literal type: (generic_type type: (_) @typed.type))
  (unary_expression operand: (composite_literal type: [(type_identifier) (qualified_type)] @typed.type))
  (unary_expression operand: (composite_literal type: (generic_type type: (_) @typed.type)))
  (type_assertion_expression type: [(type_identifier) (qualified_type)] @typed.type)
  (type_assertion_expression type: (pointer_type [(type_identifier) (qualified_type)] @typed.type))]))
(short_var_declaration left: (expression_list . (identifier) @typed.name)
  right: (expression_list . (selector_expression) @typed.as))

; what names mean inside a function or a type
(parameter_declaration name: (identifier) @local)
(variadic_parameter_declaration name: (identifier) @local)
(short_var_declaration left: (expression_list (identifier) @local))
(range_clause left: (expression_list (identifier) @local))
(receive_statement left: (expression_list (identifier) @local))
(type_switch_statement alias: (expression_list (identifier) @local))
(var_spec name: (identifier) @local)
(const_spec name: (identifier) @local)
(type_parameter_declaration name: (identifier) @local.type)
(method_declaration receiver: (parameter_list (parameter_declaration type: [
  (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @local.type)))
  (pointer_type (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @local.type))))])))

; imports
(source_file (import_declaration (import_spec !name path: (_) @import.from))
  (#set! import.name "*") (#set! import.local "last"))
(source_file (import_declaration (import_spec_list (import_spec !name path: (_) @import.from)))
  (#set! import.name "*") (#set! import.local "last"))
(source_file (import_declaration (import_spec name: (package_identifier) @import.local path: (_) @import.from))
  (#set! import.name "*"))
(source_file (import_declaration (import_spec_list
  (import_spec name: (package_identifier) @import.local path: (_) @import.from)))
  (#set! import.name "*"))
(source_file (import_declaration (import_spec name: [(dot) (blank_identifier)] path: (_) @import.from))
  (#set! import.name "*"))
(source_file (import_declaration (import_spec_list
  (import_spec name: [(dot) (blank_identifier)] path: (_) @import.from)))
  (#set! import.name "*"))
