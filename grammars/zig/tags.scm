; What Zig declares: functions, and containers by the name of the constant that holds them.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment
(multiline_string) @literal

; a function that returns a struct is a generic type
(function_declaration "pub"? @export name: (_) @name body: (block (expression_statement (return_expression [
  (struct_declaration)
  (union_declaration)
])))) @definition.class
(function_declaration ["pub" "export"] @export) @definition.function
((function_declaration) @definition.function (#set! body "delimited"))
((test_declaration (string (string_content) @name) (block) @body) @definition.function)
(test_declaration (identifier) @name (block) @body) @definition.function
(test_declaration (block) @body (#set! name "test")) @definition.function

; containers
(variable_declaration "pub"? @export (identifier) @name [(struct_declaration) (union_declaration)]) @definition.class
(variable_declaration "pub"? @export (identifier) @name [(enum_declaration) (error_set_declaration)]) @definition.enum
(variable_declaration "pub"? @export (identifier) @name (opaque_declaration)) @definition.type

; constants of files and containers; a file is a container, too
(source_file (container_field name: (identifier) @name) @definition.field)
(source_file (variable_declaration "pub"? @export ["const" "var"] . (identifier) @name) @definition.constant)
(source_file (variable_declaration ["const" "var"] . (identifier) @name [
  (struct_initializer (initializer_list) @body)
  (anonymous_struct_initializer (initializer_list) @body)
]) @definition.constant)
(struct_declaration (variable_declaration "pub"? @export ["const" "var"] . (identifier) @name) @definition.constant)
(union_declaration (variable_declaration "pub"? @export ["const" "var"] . (identifier) @name) @definition.constant)
(enum_declaration (variable_declaration "pub"? @export ["const" "var"] . (identifier) @name) @definition.constant)

; a public import hands its name on and is a declaration
(source_file (variable_declaration (builtin_function (builtin_identifier) @_import)) @import
  (#eq? @_import "@import") (#not-match? @import "^pub"))
(source_file (variable_declaration (field_expression object: (builtin_function (builtin_identifier) @_import))) @import
  (#eq? @_import "@import") (#not-match? @import "^pub"))
(source_file (using_namespace_declaration) @import)

(source_file (_) @statement)
