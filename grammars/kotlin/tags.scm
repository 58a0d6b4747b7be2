; What Kotlin declares. Annotations and modifiers are inside the declaration's node.
; The convention of the captures is in server/src/languages/tags.ts.

(line_comment) @comment
(block_comment) @comment

; types
(class_declaration (modifiers (class_modifier "enum")) name: (_) @name) @definition.enum
(class_declaration
  (modifiers [(visibility_modifier "private") (visibility_modifier "internal")] @private)?
  "interface" name: (_) @name) @definition.interface
(class_declaration
  (modifiers [(visibility_modifier "private") (visibility_modifier "internal")] @private)?
  name: (_) @name) @definition.class
(object_declaration
  (modifiers [(visibility_modifier "private") (visibility_modifier "internal")] @private)?
  name: (_) @name) @definition.class
(companion_object name: (_) @name) @definition.class
(companion_object (#set! name "companion")) @definition.class
(type_alias type: (_) @name) @definition.type

; functions
(function_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  name: (_) @name (function_body (block) @body)) @definition.function
(function_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  name: (_) @name (function_body "=" (_) @body.expression) (#set! filler "TODO()")) @definition.function
(function_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  name: (_) @name) @definition.function
(secondary_constructor (block) @body (#set! name "constructor")) @definition.method
(secondary_constructor (#set! name "constructor")) @definition.method
(anonymous_initializer (block) @body (#set! name "init")) @definition.method
(getter (function_body (block) @body) (#set! name "get")) @definition.method
(getter (function_body "=" (_) @body.expression) (#set! filler "TODO()") (#set! name "get")) @definition.method
(setter (function_body (block) @body) (#set! name "set")) @definition.method

; properties, not the local ones
(source_file (property_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  (variable_declaration . (identifier) @name)
  [
    (lambda_literal) @body
    (call_expression (annotated_lambda (lambda_literal) @body))
    (property_delegate (call_expression (annotated_lambda (lambda_literal) @body)))
  ]?) @definition.constant)
(source_file (property_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  (variable_declaration . (identifier) @name)
  (call_expression (identifier) @_collection (value_arguments) @body)
  (#match? @_collection "Of$")) @definition.constant)
(class_body (property_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  (variable_declaration . (identifier) @name)
  [
    (lambda_literal) @body
    (call_expression (annotated_lambda (lambda_literal) @body))
    (property_delegate (call_expression (annotated_lambda (lambda_literal) @body)))
  ]?) @definition.constant)
(class_body (property_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  (variable_declaration . (identifier) @name)
  (call_expression (identifier) @_collection (value_arguments) @body)
  (#match? @_collection "Of$")) @definition.constant)
(enum_class_body (property_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  (variable_declaration . (identifier) @name)
  [
    (lambda_literal) @body
    (call_expression (annotated_lambda (lambda_literal) @body))
    (property_delegate (call_expression (annotated_lambda (lambda_literal) @body)))
  ]?) @definition.constant)
(enum_class_body (property_declaration
  (modifiers (visibility_modifier ["private" "internal" "protected"]) @private)?
  (variable_declaration . (identifier) @name)
  (call_expression (identifier) @_collection (value_arguments) @body)
  (#match? @_collection "Of$")) @definition.constant)

(package_header) @import
(import) @import
(source_file (file_annotation) @import)

(multiline_string_literal) @literal

(source_file (_) @statement)
