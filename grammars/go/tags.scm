; What Go declares. The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment
(raw_string_literal) @literal

((function_declaration) @definition.function (#set! body "delimited"))
((method_declaration) @definition.method (#set! body "delimited"))

(source_file (type_declaration (type_spec name: (type_identifier) @name type: (interface_type)) @definition.interface))
(source_file (type_declaration (type_spec name: (type_identifier) @name type: (struct_type)) @definition.class))
(source_file (type_declaration (type_spec name: (type_identifier) @name) @definition.type))
(source_file (type_declaration (type_alias name: (type_identifier) @name) @definition.type))

(source_file (const_declaration (const_spec name: (identifier) @name) @definition.constant))
(source_file (var_declaration (var_spec name: (identifier) @name) @definition.constant))
(source_file (var_declaration (var_spec_list (var_spec name: (identifier) @name) @definition.constant)))
; a literal over many lines: map[string]int{…}, []rule{…}, &config{…}
(var_spec value: (expression_list . (composite_literal body: (literal_value) @body) .)) @definition.constant
(var_spec value: (expression_list . (unary_expression (composite_literal body: (literal_value) @body)) .)) @definition.constant
(var_spec name: (identifier) @name
  value: (expression_list . (func_literal body: (block) @body) .)) @definition.function

; one declaration in its own statement
(type_declaration . (type_spec) @inner .) @outer
(type_declaration . (type_alias) @inner .) @outer
(const_declaration . (const_spec) @inner .) @outer
(var_declaration . (var_spec) @inner .) @outer

(source_file (package_clause) @import)
(source_file (import_declaration) @import)
(source_file (_) @statement)
