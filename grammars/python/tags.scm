; What Python declares. The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment
(string) @literal
; the docstring of a module stands where others have a header comment
(module . (comment)* . (expression_statement . (string) @comment .))

((function_definition) @definition.function (#set! body "block") (#set! filler "..."))
((class_definition) @definition.class (#set! body "block") (#set! filler "..."))
(block . (expression_statement . (string) @doc .))

; constants and attributes of a class
(module (expression_statement (assignment left: (identifier) @name
  right: [(dictionary) (list) (set) (tuple)] @body)) @definition.constant)
(module (expression_statement (assignment left: (identifier) @name
  right: (call arguments: (argument_list [(dictionary) (list) (set) (tuple)] @body)))) @definition.constant)
(module (expression_statement (assignment left: (identifier) @name)) @definition.constant)
(class_definition body: (block (expression_statement (assignment left: (identifier) @name
  right: [(dictionary) (list) (set) (tuple)] @body)) @definition.field))
(class_definition body: (block (expression_statement (assignment left: (identifier) @name)) @definition.field))
(module (type_alias_statement left: (_) @name) @definition.type)

(decorated_definition definition: (_) @inner) @outer

(module [(import_statement) (import_from_statement) (future_import_statement)] @import)
(module (_) @statement)
