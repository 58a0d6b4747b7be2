; What Scala declares, with braces and with indentation.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment
(block_comment) @comment

; types
(object_definition (modifiers (access_modifier) @private)? name: (_) @name) @definition.class
(package_object name: (_) @name) @definition.module
(class_definition (modifiers (access_modifier) @private)? name: (_) @name) @definition.class
(trait_definition (modifiers (access_modifier) @private)? name: (_) @name) @definition.interface
(enum_definition name: (_) @name) @definition.enum
(type_definition (modifiers (access_modifier) @private)? name: (_) @name) @definition.type
(given_definition name: (_) @name body: (block) @body) @definition.constant
(given_definition name: (_) @name body: (indented_block) @body.block (#set! filler "???")) @definition.constant
(given_definition name: (_) @name) @definition.constant
(given_definition return_type: (_) @name) @definition.constant
(extension_definition parameters: (_) @name) @definition.class

; functions
(function_definition (modifiers (access_modifier) @private)? name: (_) @name body: (block) @body) @definition.function
(function_definition (modifiers (access_modifier) @private)? name: (_) @name body: (indented_block) @body.block
  (#set! filler "???")) @definition.function
(function_definition (modifiers (access_modifier) @private)? name: (_) @name body: (_) @body.expression
  (#set! filler "???")) @definition.function
(function_declaration (modifiers (access_modifier) @private)? name: (_) @name) @definition.function

; values of templates and files, not the local ones
(compilation_unit (_ (modifiers (access_modifier) @private)? pattern: (_) @name
  value: [
    (block) @body
    (call_expression function: (identifier) arguments: (arguments) @body)
    (call_expression arguments: (block) @body)
    (lambda_expression (indented_block) @body.block)
  ]?) @definition.constant)
(compilation_unit (_ (modifiers (access_modifier) @private)? pattern: (_) @name
  value: (indented_block) @body.block (#set! filler "???")) @definition.constant)
(template_body (_ (modifiers (access_modifier) @private)? pattern: (_) @name
  value: [
    (block) @body
    (call_expression function: (identifier) arguments: (arguments) @body)
    (call_expression arguments: (block) @body)
    (lambda_expression (indented_block) @body.block)
  ]?) @definition.constant)
(template_body (_ (modifiers (access_modifier) @private)? pattern: (_) @name
  value: (indented_block) @body.block (#set! filler "???")) @definition.constant)
(with_template_body (_ (modifiers (access_modifier) @private)? pattern: (_) @name
  value: [
    (block) @body
    (call_expression function: (identifier) arguments: (arguments) @body)
    (call_expression arguments: (block) @body)
    (lambda_expression (indented_block) @body.block)
  ]?) @definition.constant)
(with_template_body (_ (modifiers (access_modifier) @private)? pattern: (_) @name
  value: (indented_block) @body.block (#set! filler "???")) @definition.constant)

(package_clause !body) @import
(import_declaration) @import
(export_declaration) @import

(string) @literal
(interpolated_string_expression) @literal

(compilation_unit (_) @statement)
