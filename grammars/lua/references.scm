; Names that Lua uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

(function_call name: (identifier) @reference.call)
(function_call name: (dot_index_expression table: (_) @receiver field: (identifier) @reference.call))
(function_call name: (method_index_expression table: (_) @receiver method: (identifier) @reference.call))
; `setmetatable({}, { __index = Base })` and `setmetatable(instance, Class)`
(field name: (identifier) @_index value: (identifier) @reference.extends (#eq? @_index "__index"))
(function_call name: (identifier) @_setmetatable arguments: (arguments (_) . (identifier) @reference.new)
  (#eq? @_setmetatable "setmetatable"))
(dot_index_expression table: (_) @receiver field: (identifier) @reference.value)
((identifier) @reference.value)

; what means something in one function only
(parameters name: (identifier) @local)
(block (variable_declaration (assignment_statement (variable_list name: (identifier) @local))))
(for_generic_clause (variable_list name: (identifier) @local))
(for_numeric_clause name: (identifier) @local)
; names that are declared: of fields, and all of `Upload.send`
(field name: (identifier) @reference.none)
(variable_declaration (assignment_statement (variable_list name: (identifier) @reference.none)))
(function_declaration name: (dot_index_expression table: (identifier) @reference.none))
(function_declaration name: (dot_index_expression field: (identifier) @reference.none))
(function_declaration name: (method_index_expression table: (identifier) @reference.none))
(assignment_statement (variable_list name: (dot_index_expression field: (identifier) @reference.none)))

; what `new` and `setmetatable` return, by convention
(assignment_statement (variable_list . name: (_) @typed.name) (expression_list . value: (function_call
  name: (identifier) @_setmetatable arguments: (arguments (_) . (identifier) @typed.type)))
  (#eq? @_setmetatable "setmetatable"))
(assignment_statement (variable_list . name: (_) @typed.name) (expression_list . value: (function_call
  name: [
    (dot_index_expression table: (identifier) @typed.type field: (identifier) @_new)
    (method_index_expression table: (identifier) @typed.type method: (identifier) @_new)
  ]))
  (#eq? @_new "new"))

; imports
(variable_declaration (assignment_statement
  (variable_list . name: (identifier) @import.local)
  (expression_list . value: (function_call name: (identifier) @_require arguments: (arguments . (string) @import.from))))
  (#eq? @_require "require") (#set! import.name "*"))
(variable_declaration (assignment_statement
  (variable_list . name: (identifier) @import.local)
  (expression_list . value: (dot_index_expression
    table: (function_call name: (identifier) @_require arguments: (arguments . (string) @import.from))
    field: (identifier) @import.name)))
  (#eq? @_require "require"))
(function_call name: (dot_index_expression
  table: (function_call name: (identifier) @_require arguments: (arguments . (string) @import.from)))
  (#eq? @_require "require") (#set! import.name "*"))
(chunk (function_call name: (identifier) @_require arguments: (arguments . (string) @import.from))
  (#eq? @_require "require") (#set! import.name "*"))
