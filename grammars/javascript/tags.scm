; What JavaScript declares; TypeScript inherits this file, so class members and names are matched by field, not by type.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

; functions and classes
(function_declaration name: (_) @name body: (statement_block) @body) @definition.function
(generator_function_declaration name: (_) @name body: (statement_block) @body) @definition.function
(class_declaration name: (_) @name) @definition.class

; functions with the name of a variable
(variable_declarator name: (identifier) @name
  value: [
    (arrow_function body: (statement_block) @body)
    (function_expression body: (statement_block) @body)
    (generator_function body: (statement_block) @body)
  ]) @definition.function
(variable_declarator name: (identifier) @name
  value: (arrow_function body: (parenthesized_expression) @body)
  (#set! filler "null")) @definition.function
(variable_declarator name: (identifier) @name
  value: (arrow_function body: (expression) @body.expression)
  (#set! filler "null")) @definition.function
(variable_declarator name: (identifier) @name value: (class)) @definition.class
; memo(() => {…}), forwardRef(function …), $constructor("Name", (inst) => {…})
(variable_declarator name: (identifier) @name
  value: (call_expression
    arguments: (arguments [
      (arrow_function body: (statement_block) @body)
      (function_expression body: (statement_block) @body)
    ]))) @definition.function

; functions with the name of what they are assigned to
(expression_statement
  (assignment_expression left: (_) @name
    right: [
      (arrow_function body: (statement_block) @body)
      (function_expression body: (statement_block) @body)
      (generator_function body: (statement_block) @body)
    ])) @definition.function
(expression_statement (assignment_expression left: (_) @name right: (class))) @definition.class
(expression_statement (assignment_expression left: (_) @export
  right: [(arrow_function) (function_expression) (generator_function)])
  (#match? @export "^(module\\.)?exports\\b")) @definition.function

; export default
(export_statement value: [
  (arrow_function body: (statement_block) @body)
  (function_expression body: (statement_block) @body)
  (generator_function body: (statement_block) @body)
] @export (#set! name "default")) @definition.function
(export_statement value: (class) @export (#set! name "default")) @definition.class

; members
(method_definition name: (_) @name body: (statement_block) @body) @definition.method
(class_body (_ property: (_) @name
  value: [
    (arrow_function body: (statement_block) @body)
    (function_expression body: (statement_block) @body)
  ]) @definition.method)
(class_body (_ property: (_) @name value: (arrow_function body: (expression) @body.expression)
  (#set! filler "null")) @definition.method)
(class_body (_ property: (_) @name value: [(object) (array)] @body) @definition.field)
(class_body (_ property: (_) @name) @definition.field)
(class_body (class_static_block body: (statement_block) @body (#set! name "static")) @definition.method)
(pair key: (_) @name
  value: [
    (arrow_function body: (statement_block) @body)
    (function_expression body: (statement_block) @body)
    (generator_function body: (statement_block) @body)
  ]) @definition.method

; blocks with a title: describe("…", () => {…}), app.get("/path", (request) => {…})
(expression_statement (call_expression
  arguments: (arguments . [(string) (template_string)] @name [
    (arrow_function body: (statement_block) @body)
    (function_expression body: (statement_block) @body)
  ]))) @definition.section

; constants at the top level
(program (_ (variable_declarator name: (identifier) @name value: [(object) (array)] @body) @definition.constant))
(program (_ (variable_declarator name: (identifier) @name
  value: (call_expression arguments: (arguments [(object) (array)] @body))) @definition.constant))
(program (_ (variable_declarator name: (identifier) @name
  value: (new_expression arguments: (arguments [(object) (array)] @body))) @definition.constant))
(program (_ (variable_declarator name: (identifier) @name) @definition.constant))
(program (export_statement (_ (variable_declarator name: (identifier) @name
  value: [(object) (array)] @body) @definition.constant)))
(program (export_statement (_ (variable_declarator name: (identifier) @name
  value: (call_expression arguments: (arguments [(object) (array)] @body))) @definition.constant)))
(program (export_statement (_ (variable_declarator name: (identifier) @name
  value: (new_expression arguments: (arguments [(object) (array)] @body))) @definition.constant)))
(program (export_statement (_ (variable_declarator name: (identifier) @name) @definition.constant)))

; what belongs to a declaration
(lexical_declaration . (variable_declarator) @inner .) @outer
(variable_declaration . (variable_declarator) @inner .) @outer
(export_statement declaration: (_) @inner @export) @outer

; what is visible by being named elsewhere
(export_specifier name: (identifier) @export.name)
(export_statement (_ (variable_declarator name: (identifier) @export.name)))
(export_statement value: (identifier) @export.name)
(expression_statement (assignment_expression
  left: (_) @_left right: (object (shorthand_property_identifier) @export.name)
  (#match? @_left "^(module\\.)?exports$")))
(expression_statement (assignment_expression
  left: (_) @_left right: (identifier) @export.name
  (#match? @_left "^(module\\.)?exports(\\.|$)")))

; imports
(program (import_statement) @import)
(program (export_statement source: (_)) @import)
(program (export_statement (export_clause)) @import)
(program (_ (variable_declarator value: (call_expression function: (identifier) @_require)
  (#eq? @_require "require"))) @import)

; the rest, also inside a function that is called where it stands
(program (_) @statement)
(program (expression_statement (call_expression function: (parenthesized_expression
  [(function_expression body: (_ (_) @statement)) (arrow_function body: (statement_block (_) @statement))]))))
(program (expression_statement (unary_expression (call_expression function:
  (function_expression body: (_ (_) @statement))))))
