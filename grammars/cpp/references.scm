; inherits: c
; What C++ adds: qualified names, templates, classes.

(call_expression function: [
  (template_function name: (identifier) @reference.call)
  (qualified_identifier scope: (_) @receiver name: (identifier) @reference.call)
  (qualified_identifier scope: (_) @receiver name: (template_function name: (identifier) @reference.call))
  (qualified_identifier name: (qualified_identifier scope: (_) @receiver name: (identifier) @reference.call))
  (qualified_identifier name: (qualified_identifier
    scope: (_) @receiver name: (template_function name: (identifier) @reference.call)))
  (field_expression argument: (_) @receiver field: (template_method name: (field_identifier) @reference.call))])
(field_initializer (field_identifier) @reference.call (#match? @reference.call "^[A-Z]"))
(field_initializer (template_method name: (field_identifier) @reference.call))
(new_expression type: [
  (type_identifier) @reference.new
  (template_type name: (type_identifier) @reference.new)
  (qualified_identifier scope: (_) @receiver name: (type_identifier) @reference.new)
  (qualified_identifier scope: (_) @receiver name: (template_type name: (type_identifier) @reference.new))])
(compound_literal_expression type: [
  (type_identifier) @reference.new
  (template_type name: (type_identifier) @reference.new)
  (qualified_identifier scope: (_) @receiver name: (type_identifier) @reference.new)])
(base_class_clause [
  (type_identifier) @reference.extends
  (template_type name: (type_identifier) @reference.extends)
  (qualified_identifier scope: (_) @receiver name: (type_identifier) @reference.extends)
  (qualified_identifier scope: (_) @receiver name: (template_type name: (type_identifier) @reference.extends))
  (qualified_identifier name: (qualified_identifier scope: (_) @receiver name: (type_identifier) @reference.extends))])
(qualified_identifier scope: (_) @receiver name: (type_identifier) @reference.type)
(qualified_identifier scope: (_) @receiver name: (template_type name: (type_identifier) @reference.type))
(qualified_identifier scope: (namespace_identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(qualified_identifier scope: (_) @receiver name: (identifier) @reference.value)
; names of what is declared outside its class
(function_declarator declarator: (qualified_identifier name: (identifier) @reference.none))
(destructor_name (identifier) @reference.none)
(function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (identifier) @reference.none)))
(declaration declarator: (qualified_identifier name: (identifier) @reference.none))
(init_declarator declarator: (qualified_identifier name: (identifier) @reference.none))
; `Splitter splitter(path);` is read as if it declared a function
(compound_statement (declaration type: (type_identifier) @typed.type
  declarator: (function_declarator declarator: (identifier) @typed.name)))
(compound_statement (declaration declarator: (function_declarator declarator: (identifier) @local)))
(compound_statement (declaration declarator: (function_declarator
  parameters: (parameter_list (parameter_declaration type: (type_identifier) @reference.none !declarator)))))

; what variables are; methods are called through smart pointers
(declaration
  type: [
    (type_identifier) @typed.type
    (struct_specifier name: (_) @typed.type)
    (template_type name: (_) @typed.type)
    (qualified_identifier name: (type_identifier)) @typed.type
    (qualified_identifier name: (template_type name: (_) @typed.type))]
  declarator: [
    (identifier) @typed.name
    (pointer_declarator declarator: (identifier) @typed.name)
    (init_declarator declarator: (identifier) @typed.name)
    (init_declarator declarator: (pointer_declarator declarator: (identifier) @typed.name))]
  (#not-any-of? @typed.type "unique_ptr" "shared_ptr"))
(parameter_declaration
  type: [
    (type_identifier) @typed.type
    (struct_specifier name: (_) @typed.type)
    (template_type name: (_) @typed.type)
    (qualified_identifier name: (type_identifier)) @typed.type
    (qualified_identifier name: (template_type name: (_) @typed.type))]
  declarator: [
    (identifier) @typed.name
    (pointer_declarator declarator: (identifier) @typed.name)
    (reference_declarator (identifier) @typed.name)]
  (#not-any-of? @typed.type "unique_ptr" "shared_ptr"))
(field_declaration
  type: [
    (type_identifier) @typed.type
    (struct_specifier name: (_) @typed.type)
    (template_type name: (_) @typed.type)
    (qualified_identifier name: (type_identifier)) @typed.type
    (qualified_identifier name: (template_type name: (_) @typed.type))]
  declarator: [(field_identifier) @typed.field (pointer_declarator declarator: (field_identifier) @typed.field)]
  (#not-any-of? @typed.type "unique_ptr" "shared_ptr"))
(_ type: (qualified_identifier name: (template_type name: (_) @_pointer
    arguments: (template_argument_list . (type_descriptor type: (_) @typed.type))))
  declarator: [
    (identifier) @typed.name
    (init_declarator declarator: (identifier) @typed.name)
    (reference_declarator (identifier) @typed.name)
    (field_identifier) @typed.field]
  (#any-of? @_pointer "unique_ptr" "shared_ptr"))
(for_range_loop type: (type_identifier) @typed.type
  declarator: [(identifier) @typed.name (reference_declarator (identifier) @typed.name)])
; what tells the type of `auto`
(init_declarator
  declarator: [(identifier) @typed.name (pointer_declarator declarator: (identifier) @typed.name)]
  value: [
    (new_expression type: (type_identifier) @typed.type)
    (new_expression type: (qualified_identifier name: (type_identifier)) @typed.type)
    (new_expression type: (template_type name: (_) @typed.type))
    (call_expression function: (identifier) @typed.type)]
  (#match? @typed.type "^([A-Z]|\\w+::)"))
(init_declarator
  declarator: [(identifier) @typed.name (pointer_declarator declarator: (identifier) @typed.name)]
  value: (call_expression function: [
    (template_function name: (identifier) @_maker
      arguments: (template_argument_list . (type_descriptor type: (_) @typed.type)))
    (qualified_identifier name: (template_function name: (identifier) @_maker
      arguments: (template_argument_list . (type_descriptor type: (_) @typed.type))))])
  (#match? @_maker "(_cast|make_unique|make_shared)$"))

; what names mean inside a function or a template
(reference_declarator (identifier) @local)
(optional_parameter_declaration declarator: (identifier) @local)
(for_range_loop declarator: (identifier) @local)
(structured_binding_declarator (identifier) @local)
(type_parameter_declaration (type_identifier) @local.type)
(optional_type_parameter_declaration name: (type_identifier) @local.type)
(variadic_type_parameter_declaration (type_identifier) @local.type)

; imports
((using_declaration (qualified_identifier) @import.tree) @_using (#not-match? @_using "^using\\s+namespace"))
((using_declaration [(qualified_identifier) (identifier)] @import.from) @_using
  (#match? @_using "^using\\s+namespace") (#set! import.name "*"))
(namespace_alias_definition name: (_) @import.local [(nested_namespace_specifier) (namespace_identifier)] @import.from
  (#set! import.name "*"))
