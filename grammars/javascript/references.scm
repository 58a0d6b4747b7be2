; Names that JavaScript uses from elsewhere; TypeScript inherits this file.
; The convention of the captures is in server/src/languages/references.ts.

(call_expression function: (identifier) @reference.call)
(call_expression function: (member_expression object: (_) @receiver
  property: [(property_identifier) (private_property_identifier)] @reference.call))
(new_expression constructor: (identifier) @reference.new)
(new_expression constructor: (member_expression object: (_) @receiver property: (_) @reference.new))
(decorator [(identifier) @reference.call (call_expression function: (identifier) @reference.call)])
((identifier) @reference.value)
(shorthand_property_identifier) @reference.value

; what variables are
(variable_declarator name: (identifier) @typed.name value: (new_expression constructor: (identifier) @typed.type))
(assignment_expression left: (member_expression object: (this)) @typed.name
  right: (new_expression constructor: (identifier) @typed.type))

; imports
(program (import_statement (import_clause (identifier) @import.local) source: (string) @import.from)
  (#set! import.name "default"))
(program (import_statement (import_clause (namespace_import (identifier) @import.local)) source: (string) @import.from)
  (#set! import.name "*"))
(program (import_statement
  (import_clause (named_imports (import_specifier name: (_) @import.name alias: (_)? @import.local)))
  source: (string) @import.from))
(program (import_statement . source: (string) @import.from))
(program (export_statement (export_clause (export_specifier name: (_) @import.name alias: (_)? @import.local))
  source: (string) @import.from) @import.reexport)
(program (export_statement (namespace_export (_) @import.local) source: (string) @import.from) @import.reexport
  (#set! import.name "*"))
(program (export_statement "*" source: (string) @import.from) @import.reexport (#set! import.name "*"))
(program (_ (variable_declarator name: (identifier) @import.local
  value: (call_expression function: (identifier) @_require arguments: (arguments . (string) @import.from))))
  (#eq? @_require "require") (#set! import.name "*"))
(program (_ (variable_declarator
  name: (object_pattern [
    (shorthand_property_identifier_pattern) @import.name
    (pair_pattern key: (_) @import.name value: (identifier) @import.local)])
  value: (call_expression function: (identifier) @_require arguments: (arguments . (string) @import.from))))
  (#eq? @_require "require"))

; own: the grammar of TypeScript has no JSX
(jsx_opening_element name: (identifier) @reference.call)
(jsx_self_closing_element name: (identifier) @reference.call)
