; Names that C uses from elsewhere; C++ inherits this file. What macros are made of is not parsed.
; The convention of the captures is in server/src/languages/references.ts.

(call_expression function: [
  (identifier) @reference.call
  (parenthesized_expression (pointer_expression argument: (identifier) @reference.call))])
(call_expression function: (field_expression argument: (_) @receiver field: (field_identifier) @reference.call))
(compound_literal_expression type: (type_descriptor type: [
  (type_identifier) @reference.new
  (struct_specifier name: (type_identifier) @reference.new)]))
((type_identifier) @reference.type)
(sizeof_expression value: (parenthesized_expression (identifier) @reference.type) (#match? @reference.type "_t$"))
((identifier) @reference.value)
(enumerator name: (identifier) @reference.none)

; what names mean inside a function
(parameter_declaration declarator: (identifier) @local)
(declaration declarator: (identifier) @local)
(init_declarator declarator: (identifier) @local)
(pointer_declarator declarator: (identifier) @local)
(array_declarator declarator: (identifier) @local)
(preproc_params (identifier) @local)

; imports, under conditions, too
(preproc_include path: [(string_literal) (system_lib_string)] @import.from (#set! import.name "*"))

; own: what variables are; C++ has more types
(declaration type: [(type_identifier) @typed.type (struct_specifier name: (_) @typed.type)] declarator: [
  (identifier) @typed.name
  (pointer_declarator declarator: (identifier) @typed.name)
  (init_declarator declarator: (identifier) @typed.name)
  (init_declarator declarator: (pointer_declarator declarator: (identifier) @typed.name))])
(parameter_declaration type: [(type_identifier) @typed.type (struct_specifier name: (_) @typed.type)] declarator: [
  (identifier) @typed.name
  (pointer_declarator declarator: (identifier) @typed.name)])
(field_declaration type: [(type_identifier) @typed.type (struct_specifier name: (_) @typed.type)] declarator: [
  (field_identifier) @typed.field
  (pointer_declarator declarator: (field_identifier) @typed.field)])
