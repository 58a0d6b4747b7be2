; Names that JavaScript uses from elsewhere; TypeScript inherits this file.
; The convention of the captures is in server/src/languages/references.ts.

(call_expression function: (identifier) @reference.call)
(call_expression function: (member_expression object: (_) @receiver
  property: [(property_identifier) (private_property_identifier)] @reference.call))
(new_expression constructor: (identifier) @reference.new)
(new_expression constructor: (member_expression object: (_) @receiver property: (_) @reference.new))
(decorator [(identifier) @reference.call (call_expression function: (identifier) @reference.call)])
(binary_expression operator: "instanceof" right: (identifier) @reference.type)
((identifier) @reference.value)
(shorthand_property_identifier) @reference.value
(member_expression object: (identifier) @receiver property: (property_identifier) @reference.value)

; what variables are
(variable_declarator name: (identifier) @typed.name value: (new_expression constructor: (identifier) @typed.type))
(assignment_expression left: (member_expression object: (this)) @typed.name
  right: (new_expression constructor: (identifier) @typed.type))
(variable_declarator name: (identifier) @typed.name value: (member_expression object: (this)) @typed.as)

; what names mean inside a function
(variable_declarator name: (identifier) @local)
(function_expression name: (identifier) @local)
(arrow_function parameter: (identifier) @local)
(shorthand_property_identifier_pattern) @local
(pair_pattern value: (identifier) @local)
(array_pattern (identifier) @local)
(assignment_pattern left: (identifier) @local)
(rest_pattern (identifier) @local)
(for_in_statement left: (identifier) @local)
(catch_clause parameter: (identifier) @local)

; imports
(program (import_statement (import_clause (identifier) @import.local) source: (string) @import.from)
  (#set! import.name "default"))
(program (import_statement (import_clause (namespace_import (identifier) @import.local)) source: (string) @import.from)
  (#set! import.name "*"))
(program (import_statement (import_clause (named_imports) @import.tree) source: (string) @import.from))
(program (import_statement . source: (string) @import.from))
(program (export_statement (export_clause) @import.tree source: (string) @import.from) @import.reexport)
(program (export_statement (namespace_export (_) @import.local) source: (string) @import.from) @import.reexport
  (#set! import.name "*"))
(program (export_statement "*" source: (string) @import.from) @import.reexport (#set! import.name "*"))
(call_expression function: (import) arguments: (arguments . (string) @import.from))
(program (_ (variable_declarator name: (identifier) @import.local
  value: (call_expression function: (identifier) @_require arguments: (arguments . (string) @import.from))))
  (#eq? @_require "require") (#set! import.name "*"))
(program (_ (variable_declarator
  name: (object_pattern [
    (shorthand_property_identifier_pattern) @import.name
    (pair_pattern key: (_) @import.name value: (identifier) @import.local)])
  value: (call_expression function: (identifier) @_require arguments: (arguments . (string) @import.from))))
  (#eq? @_require "require"))

; own: the grammar of TypeScript has no JSX, and other nodes for heritage, fields and parameters
(formal_parameters (identifier) @local)
(class_heritage (identifier) @reference.extends)
(class_heritage (member_expression object: (_) @receiver property: (_) @reference.extends))
(field_definition property: (_) @typed.name value: (new_expression constructor: (identifier) @typed.type))
(jsx_opening_element name: (identifier) @reference.call (#match? @reference.call "^[A-Z]"))
(jsx_self_closing_element name: (identifier) @reference.call (#match? @reference.call "^[A-Z]"))
(jsx_opening_element name: (member_expression object: (_) @receiver property: (_) @reference.call))
(jsx_self_closing_element name: (member_expression object: (_) @receiver property: (_) @reference.call))
(jsx_closing_element name: (identifier) @reference.none)
(jsx_closing_element name: (member_expression object: (_) @reference.none property: (_) @reference.none))
