; Names that Rust uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

(call_expression function: [
  (identifier) @reference.call
  (generic_function function: (identifier) @reference.call)])
(call_expression function: [
  (field_expression value: (_) @receiver field: (_) @reference.call)
  (scoped_identifier path: (_) @receiver name: (_) @reference.call)
  (generic_function function: (field_expression value: (_) @receiver field: (_) @reference.call))
  (generic_function function: (scoped_identifier path: (_) @receiver name: (_) @reference.call))])
(macro_invocation macro: (identifier) @reference.call)
(macro_invocation macro: (scoped_identifier path: (_) @receiver name: (_) @reference.call))
(struct_expression name: (type_identifier) @reference.new)
(struct_expression name: (scoped_type_identifier path: (_) @receiver name: (_) @reference.new))
(struct_expression name: (generic_type_with_turbofish type: (type_identifier) @reference.new))
(attribute (scoped_identifier path: (_) @receiver name: (_) @reference.call))
; what is demanded of a trait and written for a type
(trait_item bounds: (trait_bounds [
  (type_identifier) @reference.extends
  (scoped_type_identifier path: (_) @receiver name: (_) @reference.extends)
  (generic_type type: (type_identifier) @reference.extends)]))
(impl_item trait: [
  (type_identifier) @reference.implements
  (scoped_type_identifier path: (_) @receiver name: (_) @reference.implements)
  (generic_type type: (type_identifier) @reference.implements)
  (generic_type type: (scoped_type_identifier path: (_) @receiver name: (_) @reference.implements))])
(impl_item type: (type_identifier) @reference.type (#set! reference.declared "too"))
(attribute (identifier) @_derive arguments: (token_tree (identifier) @reference.implements)
  (#eq? @_derive "derive"))
(attribute (identifier) @_derive
  arguments: (token_tree (identifier) @receiver @reference.none . "::" . (identifier) @reference.implements)
  (#eq? @_derive "derive"))
((type_identifier) @reference.type)
(scoped_type_identifier path: (_) @receiver name: (_) @reference.type)
(type_binding name: (type_identifier) @reference.none)
(tuple_struct_pattern type: (identifier) @reference.type)
(tuple_struct_pattern type: (scoped_identifier path: (_) @receiver name: (_) @reference.type))
((identifier) @reference.value)
(scoped_identifier path: (_) @receiver name: (_) @reference.value)
(lifetime (identifier) @reference.none)
(enum_variant name: (identifier) @reference.none)
; what macros are given is not parsed
(token_tree (identifier) @reference.call . (token_tree) @_arguments
  (#match? @_arguments "^\\(") (#not-any-of? @reference.call "all" "any" "not"))
(token_tree "." @receiver . (identifier) @reference.call . (token_tree))
(token_tree (self) @receiver . "." . (identifier) @reference.call . (token_tree))
(token_tree (identifier) @receiver . "::" . (identifier) @reference.call . (token_tree) @_arguments
  (#match? @_arguments "^\\("))
(token_tree "." @receiver . (identifier) @reference.value)
(token_tree (identifier) @receiver . "::" . (identifier) @reference.value)

; what variables are
(parameter pattern: (identifier) @typed.name type: [
  (type_identifier) @typed.type
  (scoped_type_identifier) @typed.type
  (reference_type type: [(type_identifier) (scoped_type_identifier)] @typed.type)
  (generic_type type: [(type_identifier) (scoped_type_identifier)] @typed.type)
  (reference_type type: (generic_type type: [(type_identifier) (scoped_type_identifier)] @typed.type))]
  (#not-any-of? @typed.type "Box" "Rc" "Arc"))
(let_declaration pattern: (identifier) @typed.name type: [
  (type_identifier) @typed.type
  (reference_type type: (type_identifier) @typed.type)
  (generic_type type: (type_identifier) @typed.type)]
  (#not-any-of? @typed.type "Box" "Rc" "Arc"))
(field_declaration name: (_) @typed.field type: [
  (type_identifier) @typed.type
  (scoped_type_identifier) @typed.type
  (reference_type type: [(type_identifier) (scoped_type_identifier)] @typed.type)
  (generic_type type: [(type_identifier) (scoped_type_identifier)] @typed.type)]
  (#not-any-of? @typed.type "Box" "Rc" "Arc"))
; methods are called through these
(parameter pattern: (identifier) @typed.name
  type: (generic_type type: (type_identifier) @_pointer type_arguments: (type_arguments (type_identifier) @typed.type))
  (#any-of? @_pointer "Box" "Rc" "Arc"))
(field_declaration name: (_) @typed.field
  type: (generic_type type: (type_identifier) @_pointer type_arguments: (type_arguments (type_identifier) @typed.type))
  (#any-of? @_pointer "Box" "Rc" "Arc"))
(let_declaration pattern: (identifier) @typed.name value: (struct_expression name: (_) @typed.type))
(let_declaration pattern: (identifier) @typed.name
  value: (call_expression function: (scoped_identifier path: (identifier) @typed.type name: (_) @_maker))
  (#match? @typed.type "^[A-Z]") (#match? @_maker "^(new|default|from|with)"))
(let_declaration pattern: (identifier) @typed.name value: [
  (field_expression) @typed.as
  (reference_expression value: (field_expression) @typed.as)])

; what names mean inside a function or a type
(parameter pattern: (identifier) @local)
(closure_parameters (identifier) @local)
(let_declaration pattern: (identifier) @local)
(for_expression pattern: (identifier) @local)
(mut_pattern (identifier) @local)
(ref_pattern (identifier) @local)
(reference_pattern (identifier) @local)
(tuple_pattern (identifier) @local)
(slice_pattern (identifier) @local)
(captured_pattern . (identifier) @local)
(tuple_struct_pattern type: (_) (identifier) @local (#match? @local "^[a-z_]"))
(match_pattern . (identifier) @local (#match? @local "^[a-z_]"))
(shorthand_field_identifier) @local
(type_parameter name: (type_identifier) @local.type)
(const_parameter name: (identifier) @local)

; imports
(use_declaration argument: (_) @import.tree)
(use_declaration (visibility_modifier) argument: (_) @import.tree) @import.reexport
(mod_item name: (identifier) @import.from !body
  (#set! import.prefix "self::") (#set! import.name "*") (#set! import.local "last"))
(extern_crate_declaration name: (identifier) @import.from !alias (#set! import.name "*") (#set! import.local "from"))
(extern_crate_declaration name: (identifier) @import.from alias: (identifier) @import.local (#set! import.name "*"))
