; What Java declares. The convention of the captures is in server/src/languages/tags.ts.

(line_comment) @comment
(block_comment) @comment
(multiline_string_fragment) @literal

((class_declaration) @definition.class)
((record_declaration) @definition.class)
((interface_declaration) @definition.interface)
((annotation_type_declaration) @definition.interface)
((enum_declaration) @definition.enum)

((method_declaration) @definition.method (#set! body "delimited"))
((constructor_declaration) @definition.method (#set! body "delimited"))
((compact_constructor_declaration) @definition.method (#set! body "delimited"))
((annotation_type_element_declaration) @definition.method)
(static_initializer (block) @body (#set! name "static")) @definition.method

(field_declaration declarator: (variable_declarator name: (_) @name value: (array_initializer) @body)) @definition.field
(field_declaration declarator: (variable_declarator name: (_) @name)) @definition.field
(constant_declaration declarator: (variable_declarator name: (_) @name)) @definition.field

; who sees it
(class_declaration (modifiers ["public" "protected"] @export)) @definition.class
(record_declaration (modifiers ["public" "protected"] @export)) @definition.class
(interface_declaration (modifiers ["public" "protected"] @export)) @definition.interface
(annotation_type_declaration (modifiers ["public" "protected"] @export)) @definition.interface
(enum_declaration (modifiers ["public" "protected"] @export)) @definition.enum
(method_declaration (modifiers ["public" "protected"] @export)) @definition.method
(constructor_declaration (modifiers ["public" "protected"] @export)) @definition.method
(field_declaration (modifiers ["public" "protected"] @export)) @definition.field

(program (package_declaration) @import)
(program (import_declaration) @import)
(program (_) @statement)
