; Names that shell scripts use from elsewhere: commands, which may be functions, and variables.
; The convention of the captures is in server/src/languages/references.ts.

(command name: (command_name (word) @reference.call))
(command name: (command_name) @_trap . argument: (word) @reference.call
  (#eq? @_trap "trap") (#match? @reference.call "^\\w"))
((variable_name) @reference.value)

; what means something in one function only
(declaration_command "local" (variable_assignment name: (variable_name) @local.value))
(declaration_command "local" (variable_name) @local.value)

; imports, also those that are made on a condition
(command name: (command_name) @_source . argument: (_) @import.from
  (#any-of? @_source "source" ".") (#set! import.name "*"))
