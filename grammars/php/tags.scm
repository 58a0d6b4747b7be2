; What PHP declares. HTML around the code is literal text; it is never a statement, since cutting `<?php` would turn
; code into text. The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

(namespace_definition name: (_) @name) @definition.module
(class_declaration name: (_) @name) @definition.class
(trait_declaration name: (_) @name) @definition.class
(interface_declaration name: (_) @name) @definition.interface
(enum_declaration name: (_) @name) @definition.enum

(function_definition name: (_) @name body: (compound_statement) @body) @definition.function
(method_declaration
  [(visibility_modifier "private") (visibility_modifier "protected")]? @private
  name: (_) @name body: (compound_statement)? @body) @definition.method
(property_hook (name) @name body: (compound_statement) @body) @definition.method

; constants, properties and functions with the name of a variable
(const_declaration
  [(visibility_modifier "private") (visibility_modifier "protected")]? @private
  (const_element . (_) @name (array_creation_expression "[") @body)) @definition.constant
(const_declaration
  [(visibility_modifier "private") (visibility_modifier "protected")]? @private
  . (const_element . (_) @name)) @definition.constant
(property_declaration
  [(visibility_modifier "private") (visibility_modifier "protected")]? @private
  (property_element name: (_) @name default_value: (array_creation_expression "[") @body)) @definition.field
(property_declaration
  (property_element name: (_) @name
    default_value: (array_creation_expression "(" @body.open ")" @body.close))) @definition.field
(property_declaration
  [(visibility_modifier "private") (visibility_modifier "protected")]? @private
  (property_element name: (_) @name)) @definition.field
(expression_statement (assignment_expression left: (_) @name
  right: (anonymous_function body: (_) @body))) @definition.function
(program (expression_statement (assignment_expression left: (_) @name
  right: (array_creation_expression "[") @body)) @definition.constant)
(program (expression_statement (assignment_expression left: (_) @name
  right: (array_creation_expression "(" @body.open ")" @body.close))) @definition.constant)
(program (return_statement (array_creation_expression "[") @body (#set! name "return")) @definition.constant)
(program (return_statement (array_creation_expression "(" @body.open ")" @body.close)
  (#set! name "return")) @definition.constant)
(program (return_statement (anonymous_function body: (_) @body) (#set! name "return")) @definition.function)

(namespace_use_declaration) @import
(program (expression_statement [
  (include_expression) (include_once_expression) (require_expression) (require_once_expression)
]) @import)
(program (declare_statement) @import)

(text) @literal
(string) @literal
(encapsed_string) @literal
(heredoc) @literal
(nowdoc) @literal
(shell_command_expression) @literal

(program (statement) @statement)
