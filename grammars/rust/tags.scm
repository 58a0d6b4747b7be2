; What Rust declares. The convention of the captures is in server/src/languages/tags.ts.

(line_comment) @comment
(block_comment) @comment
(string_literal) @literal
(raw_string_literal) @literal
(attribute_item) @attribute

((function_item) @definition.function (#set! body "delimited"))
((function_signature_item) @definition.function)
((struct_item) @definition.class)
((union_item) @definition.class)
((enum_item) @definition.enum)
((type_item) @definition.type)
((associated_type) @definition.type)
((trait_item) @definition.interface)
; `Display for Shape<T>`
(impl_item trait: (_) @name type: (_) @name) @definition.class
(impl_item "impl" @export type: (_) @name) @definition.class
((mod_item) @definition.module)
(macro_definition name: (_) @name . ["{" "(" "["] @body.open ["}" ")" "]"] @body.close) @definition.function

((const_item) @definition.constant)
((static_item) @definition.constant)
(const_item value: [
  (array_expression) @body
  (reference_expression value: (array_expression) @body)
  (struct_expression body: (_) @body)]) @definition.constant
(static_item value: [
  (array_expression) @body
  (reference_expression value: (array_expression) @body)
  (struct_expression body: (_) @body)]) @definition.constant

; who sees it; what a trait demands is as visible as the trait
(function_item (visibility_modifier) @export) @definition.function
(function_signature_item (visibility_modifier) @export) @definition.function
(struct_item (visibility_modifier) @export) @definition.class
(union_item (visibility_modifier) @export) @definition.class
(enum_item (visibility_modifier) @export) @definition.enum
(type_item (visibility_modifier) @export) @definition.type
(trait_item (visibility_modifier) @export) @definition.interface
(mod_item (visibility_modifier) @export) @definition.module
(const_item (visibility_modifier) @export) @definition.constant
(static_item (visibility_modifier) @export) @definition.constant
(impl_item trait: (_) @export body: (declaration_list (function_item) @definition.function))

(source_file (use_declaration) @import)
(source_file (extern_crate_declaration) @import)
(source_file (mod_item !body) @import)
(source_file (_) @statement)
