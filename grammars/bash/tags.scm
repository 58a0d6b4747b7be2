; What shell scripts declare: functions, and the variables set at the top level.
; A function with nothing but a comment in it is a syntax error, so ":" takes the place of a cut body.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

(function_definition name: (_) @name body: [(compound_statement) (subshell)] @body (#set! filler ":")) @definition.function
(function_definition name: (_) @name) @definition.function

(program (variable_assignment name: (_) @name value: (array)? @body) @definition.constant)
(program (declaration_command (variable_assignment name: (_) @name value: (array) @body)) @definition.constant)
(program (declaration_command . (variable_assignment name: (_) @name)) @definition.constant)

(program (command name: (command_name) @_source (#any-of? @_source "source" ".")) @import)

(heredoc_body) @literal
(string) @literal
(raw_string) @literal
(ansi_c_string) @literal
(translated_string) @literal

(program (_) @statement)
