; Names that Zig uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

(call_expression function: (identifier) @reference.call)
(call_expression function: (field_expression object: (_) @receiver member: (identifier) @reference.call))
(struct_initializer . (identifier) @reference.new)
(struct_initializer . (field_expression object: (_) @receiver member: (identifier) @reference.new))
(parameter type: [
  (identifier) @reference.type
  (field_expression object: (_) @receiver member: (identifier) @reference.type)])
(variable_declaration type: [
  (identifier) @reference.type
  (field_expression object: (_) @receiver member: (identifier) @reference.type)])
(container_field type: [
  (identifier) @reference.type
  (field_expression object: (_) @receiver member: (identifier) @reference.type)])
(function_declaration type: [
  (identifier) @reference.type
  (field_expression object: (_) @receiver member: (identifier) @reference.type)])
(pointer_type [
  (identifier) @reference.type
  (field_expression object: (_) @receiver member: (identifier) @reference.type)])
(slice_type [
  (identifier) @reference.type
  (field_expression object: (_) @receiver member: (identifier) @reference.type)])
(array_type (identifier) @reference.type .)
(nullable_type [
  (identifier) @reference.type
  (field_expression object: (_) @receiver member: (identifier) @reference.type)])
(error_union_type [
  (identifier) @reference.type
  (field_expression object: (_) @receiver member: (identifier) @reference.type)])
(union_declaration "(" . (identifier) @reference.type)
(field_expression object: (_) @receiver member: (identifier) @reference.value)
((identifier) @reference.value)
; `.round`, `.{ .width = 1 }`: members of a type that is not written here
(field_expression !object member: (identifier) @reference.none)

; what means something in one function only
(parameter name: (identifier) @local)
(parameter "comptime" name: (identifier) @local.type)
(payload (identifier) @local)
(block (variable_declaration ["const" "var"] . (identifier) @local))

; what variables, parameters and fields are; `init` makes an instance by convention
(parameter name: (identifier) @typed.name type: [
  (identifier) @typed.type
  (pointer_type (identifier) @typed.type)
  (nullable_type (identifier) @typed.type)])
(container_field name: (identifier) @typed.field type: [
  (identifier) @typed.type
  (pointer_type (identifier) @typed.type)
  (nullable_type (identifier) @typed.type)])
(variable_declaration . ["const" "var"] . (identifier) @typed.name type: (identifier) @typed.type)
(variable_declaration (identifier) @typed.name (struct_initializer . (identifier) @typed.type))
(variable_declaration (identifier) @typed.name [
  (call_expression function: (field_expression object: (identifier) @typed.type member: (identifier) @_init))
  (try_expression (call_expression function: (field_expression object: (identifier) @typed.type member: (identifier) @_init)))]
  (#match? @_init "^init"))

; imports; a public one is a declaration of this file as well
(variable_declaration (identifier) @import.local
  (builtin_function (builtin_identifier) @_import (arguments . (string) @import.from))
  (#eq? @_import "@import") (#set! import.name "*"))
(variable_declaration (identifier) @import.local
  (field_expression
    object: (builtin_function (builtin_identifier) @_import (arguments . (string) @import.from))
    member: (identifier) @import.name)
  (#eq? @_import "@import"))
(source_file (using_namespace_declaration
  (builtin_function (builtin_identifier) @_import (arguments . (string) @import.from)))
  (#eq? @_import "@import") (#set! import.name "*"))
