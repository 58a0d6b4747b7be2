; inherits: javascript
; What TypeScript adds: types, modules, members with modifiers.

((abstract_class_declaration) @definition.class)
((interface_declaration) @definition.interface)
((enum_declaration) @definition.enum)
((type_alias_declaration) @definition.type)
((function_signature) @definition.function)
((abstract_method_signature) @definition.method)
((internal_module) @definition.module (#set! body "delimited"))
((module) @definition.module)
(ambient_declaration "global" (#set! name "global")) @definition.module

; members
(class_body (method_signature) @definition.method)
(class_body (decorator) @attribute)
(public_field_definition name: (_) @name
  value: [
    (arrow_function body: [(statement_block) @body (expression) @body.expression])
    (function_expression body: (_) @body)
  ] (#set! filler.expression "null")) @definition.method
(public_field_definition name: (_) @name value: [(object) (array)] @body) @definition.field
((public_field_definition) @definition.field)
(method_definition (accessibility_modifier "private") @private) @definition.method
(public_field_definition (accessibility_modifier "private") @private) @definition.field

; constants: `{…} as const satisfies T`
(variable_declarator name: (identifier) @name
  value: [
    (as_expression [(object) (array)] @body)
    (satisfies_expression [(object) (array)] @body)
    (satisfies_expression (as_expression [(object) (array)] @body))
  ]) @definition.constant
(ambient_declaration (_ (variable_declarator) @definition.constant))
(internal_module body: (statement_block [
  (_ (variable_declarator) @definition.constant)
  (export_statement (_ (variable_declarator) @definition.constant))]))

(program (expression_statement . (internal_module) @inner .) @outer)
((ambient_declaration (_) @inner) @outer)

(program (import_alias) @import)
