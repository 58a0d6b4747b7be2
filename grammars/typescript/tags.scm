; inherits: javascript
; What TypeScript adds: types, modules, members with modifiers.

(abstract_class_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum
(type_alias_declaration name: (_) @name) @definition.type
(function_signature name: (_) @name) @definition.function
(internal_module name: (_) @name body: (statement_block) @body) @definition.module
(module name: (_) @name) @definition.module
(ambient_declaration "global" (#set! name "global")) @definition.module

; members
(class_body (abstract_method_signature name: (_) @name) @definition.method)
(class_body (method_signature name: (_) @name) @definition.method)
(class_body (public_field_definition name: (_) @name
  value: [
    (arrow_function body: (statement_block) @body)
    (function_expression body: (statement_block) @body)
  ]) @definition.method)
(class_body (public_field_definition name: (_) @name value: (arrow_function body: (expression) @body.expression)
  (#set! filler "null")) @definition.method)
(class_body (public_field_definition name: (_) @name value: [(object) (array)] @body) @definition.field)
(class_body (public_field_definition name: (_) @name) @definition.field)
(class_body (decorator) @attribute)
(method_definition (accessibility_modifier "private") @private) @definition.method
(public_field_definition (accessibility_modifier "private") @private) @definition.field

; constants
(program (_ (variable_declarator name: (identifier) @name
  value: (_ [(object) (array)] @body)) @definition.constant))
(program (export_statement (_ (variable_declarator name: (identifier) @name
  value: [(as_expression [(object) (array)] @body) (satisfies_expression [(object) (array)] @body)
    (satisfies_expression (as_expression [(object) (array)] @body))]) @definition.constant)))
(internal_module body: (statement_block (_ (variable_declarator name: (identifier) @name) @definition.constant)))
(internal_module body: (statement_block (export_statement
  (_ (variable_declarator name: (identifier) @name) @definition.constant))))

(expression_statement . (internal_module) @inner .) @outer
(ambient_declaration (_) @inner) @outer

(program (import_alias) @import)
