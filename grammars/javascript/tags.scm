; What JavaScript declares; TypeScript inherits this file, so members of classes are matched by field, not by type.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment
(template_string) @literal

((function_declaration) @definition.function (#set! body "delimited"))
((generator_function_declaration) @definition.function (#set! body "delimited"))
((method_definition) @definition.method (#set! body "delimited"))
((class_static_block) @definition.method (#set! body "delimited") (#set! name "static"))
((class_declaration) @definition.class)
((class) @definition.class)

; functions with the name of a variable, also behind a call: memo(() => {…}), $constructor("Name", (inst) => {…})
(variable_declarator name: (identifier) @name
  value: (arrow_function body: (parenthesized_expression) @body) (#set! filler "null")) @definition.function
(variable_declarator name: (identifier) @name
  value: [
    (arrow_function body: [(statement_block) @body (expression) @body.expression])
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
    (call_expression arguments: (arguments [
      (arrow_function body: (statement_block) @body)
      (function_expression body: (_) @body)
    ]))
  ] (#set! filler.expression "null")) @definition.function


; functions with the name of what they are assigned to, and blocks with a title: describe("…", () => {…})
(expression_statement (assignment_expression left: (_) @name
  right: [
    (arrow_function body: (statement_block) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ])) @definition.function
(expression_statement (assignment_expression left: (_) @export
  right: [(arrow_function) (function_expression) (generator_function)])
  (#match? @export "^(module\\.)?exports\\b")) @definition.function
(expression_statement (call_expression arguments: (arguments . [(string) (template_string)] @name [
  (arrow_function body: (statement_block) @body)
  (function_expression body: (_) @body)
]))) @definition.section

; members with a value
(pair key: (_) @name
  value: [
    (arrow_function body: (statement_block) @body)
    (function_expression body: (_) @body)
    (generator_function body: (_) @body)
  ]) @definition.method
(class_body (_ property: (_) @name
  value: [
    (arrow_function body: [(statement_block) @body (expression) @body.expression])
    (function_expression body: (_) @body)
  ] (#set! filler.expression "null")) @definition.method)
(class_body (_ property: (_) @name value: [(object) (array)]? @body) @definition.field)

; constants
(variable_declarator name: (identifier) @name
  value: [
    [(object) (array)] @body
    (call_expression arguments: (arguments [(object) (array)] @body))
    (new_expression arguments: (arguments [(object) (array)] @body))
  ]) @definition.constant
(program (_ (variable_declarator name: (identifier) @name) @definition.constant))
(program (export_statement (_ (variable_declarator name: (identifier) @name @export.name) @definition.constant)))
; what is exported stands at the top level, also where a syntax error has taken its parent
(ERROR (export_statement (_ (variable_declarator name: (identifier) @name @export.name) @definition.constant)))
; `export const { a, b: c } = …`
(program (export_statement (_ (variable_declarator name: (object_pattern [
  (shorthand_property_identifier_pattern) @name @export.name @definition.constant
  (pair_pattern value: (identifier) @name @export.name @definition.constant)])))))

; export default; a declaration takes the words around it
(export_statement value: [
  (arrow_function body: (statement_block) @body)
  (function_expression body: (_) @body)
  (generator_function body: (_) @body)
] @export (#set! name "default")) @definition.function
(export_statement value: (class) @definition.class @inner @export (#set! name "default")) @outer
(export_statement declaration: (_) @inner @export) @outer
(lexical_declaration . (variable_declarator) @inner .) @outer
(variable_declaration . (variable_declarator) @inner .) @outer

; what is visible by being named elsewhere
((export_specifier) @export.name)
(program (export_statement value: (identifier) @export.name))
(program (expression_statement (assignment_expression
  left: (_) @_left right: [(identifier) @export.name (object (shorthand_property_identifier) @export.name)]
  (#match? @_left "^(module\\.)?exports(\\.|$)"))))

; imports
(program (import_statement) @import)
(program (export_statement [(export_clause) source: (_)]) @import)
(program (_ (variable_declarator value: (call_expression function: (identifier) @_require)
  (#eq? @_require "require"))) @import)

; the rest, also inside a function that is called where it stands
(program (_) @statement)
(program (expression_statement (_ function: (_
  [(function_expression body: (_ (_) @statement)) (arrow_function body: (statement_block (_) @statement))]))))
