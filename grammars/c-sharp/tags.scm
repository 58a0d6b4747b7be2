; What C# declares. Attribute lists and modifiers are inside the declaration's node.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

; namespaces and types
(namespace_declaration name: (_) @name) @definition.module
(file_scoped_namespace_declaration name: (_) @name) @definition.module
(class_declaration (modifier "public")? @export name: (_) @name) @definition.class
(struct_declaration (modifier "public")? @export name: (_) @name) @definition.class
(record_declaration (modifier "public")? @export name: (_) @name) @definition.class
(interface_declaration (modifier "public")? @export name: (_) @name) @definition.interface
(enum_declaration (modifier "public")? @export name: (_) @name) @definition.enum
(delegate_declaration (modifier "public")? @export name: (_) @name) @definition.type

; methods
(method_declaration (modifier "public")? @export name: (_) @name body: (block)? @body) @definition.method
(method_declaration (modifier "public")? @export name: (_) @name
  body: (arrow_expression_clause (_) @body.expression) (#set! filler "default")) @definition.method
(constructor_declaration (modifier "public")? @export name: (_) @name body: (block)? @body) @definition.method
(constructor_declaration (modifier "public")? @export name: (_) @name
  body: (arrow_expression_clause (_) @body.expression) (#set! filler "default")) @definition.method
(destructor_declaration name: (_) @name body: (block)? @body) @definition.method
(operator_declaration (modifier "public")? @export operator: _ @name body: (block)? @body) @definition.method
(operator_declaration (modifier "public")? @export operator: _ @name
  body: (arrow_expression_clause (_) @body.expression) (#set! filler "default")) @definition.method
(conversion_operator_declaration (modifier "public")? @export type: (_) @name body: (block)? @body) @definition.method
(conversion_operator_declaration (modifier "public")? @export type: (_) @name
  body: (arrow_expression_clause (_) @body.expression) (#set! filler "default")) @definition.method
(local_function_statement name: (_) @name body: (block)? @body) @definition.function
(local_function_statement name: (_) @name
  body: (arrow_expression_clause (_) @body.expression) (#set! filler "default")) @definition.function

; properties, indexers and events; their accessors are methods
(property_declaration (modifier "public")? @export name: (_) @name
  value: (arrow_expression_clause (_) @body.expression) (#set! filler "default")) @definition.field
(property_declaration (modifier "public")? @export name: (_) @name) @definition.field
(indexer_declaration (modifier "public")? @export
  value: (arrow_expression_clause (_) @body.expression)
  (#set! filler "default") (#set! name "this")) @definition.field
(indexer_declaration (modifier "public")? @export (#set! name "this")) @definition.field
(event_declaration (modifier "public")? @export name: (_) @name) @definition.field
(accessor_declaration name: _ @name body: (block) @body) @definition.method
(accessor_declaration name: _ @name
  body: (arrow_expression_clause (_) @body.expression) (#set! filler "default")) @definition.method

; fields
(event_field_declaration (modifier "public")? @export
  (variable_declaration (variable_declarator name: (_) @name))) @definition.field
(field_declaration (modifier "public")? @export
  (variable_declaration (variable_declarator name: (_) @name [
    (initializer_expression) @body
    (object_creation_expression initializer: (_) @body)
    (implicit_object_creation_expression (initializer_expression) @body)
    (array_creation_expression (initializer_expression) @body)
    (implicit_array_creation_expression (initializer_expression) @body)
    (lambda_expression body: (block) @body)
    (anonymous_method_expression (block) @body)
  ]))) @definition.field
(field_declaration (modifier "public")? @export
  (variable_declaration . (_) . (variable_declarator name: (_) @name))) @definition.field

(using_directive) @import
(extern_alias_directive) @import

(verbatim_string_literal) @literal
(raw_string_literal) @literal
(interpolated_string_expression) @literal

(compilation_unit (_) @statement)
