; What Lua declares: functions by whatever name they are reached, tables with members at the top level.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment
(hash_bang_line) @comment

(function_declaration "local"? @private name: (_) @name body: (block)? @body.block) @definition.function

; functions with the name of what they are assigned to
(variable_declaration "local" @private
  (assignment_statement
    (variable_list . name: (_) @name)
    (expression_list . value: (function_definition body: (block)? @body.block)))) @definition.function
(chunk
  (assignment_statement
    (variable_list . name: (_) @name)
    (expression_list . value: (function_definition body: (block)? @body.block))) @definition.function)
(block
  (assignment_statement
    (variable_list . name: (_) @name)
    (expression_list . value: (function_definition body: (block)? @body.block))) @definition.function)
(field name: (_) @name value: (function_definition body: (block)? @body.block)) @definition.method

; constants at the top level
(chunk (variable_declaration "local" @private
  (assignment_statement
    (variable_list . name: (_) @name) (expression_list . value: (table_constructor) @body .))) @definition.constant)
(chunk (assignment_statement
  (variable_list . name: (_) @name) (expression_list . value: (table_constructor) @body .)) @definition.constant)
; a class: `setmetatable({}, { __index = Base })`
(chunk (variable_declaration "local" @private
  (assignment_statement
    (variable_list . name: (_) @name)
    (expression_list . value: (function_call name: (identifier) @_setmetatable))))
  @definition.constant (#eq? @_setmetatable "setmetatable"))
(chunk (return_statement (expression_list . (table_constructor) @body .) (#set! name "return")) @definition.constant)

(chunk (variable_declaration (assignment_statement (expression_list
  value: (function_call name: (identifier) @_require)))
  (#eq? @_require "require")) @import)
(chunk (variable_declaration (assignment_statement (expression_list
  value: (dot_index_expression table: (function_call name: (identifier) @_require)))))
  @import (#eq? @_require "require"))
(chunk (function_call name: (identifier) @_require (#eq? @_require "require")) @import)

(string) @literal

(chunk (_) @statement)
