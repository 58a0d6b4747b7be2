; inherits: c
; What C++ adds: classes, namespaces, templates.

(raw_string_literal) @literal

(class_specifier body: (_)) @definition.class
(field_declaration declarator: [(function_declarator) (_ (function_declarator))]
  (#set! name.path "declarator")) @definition.method
(declaration_list (declaration declarator: [(function_declarator) (_ (function_declarator))]
  (#set! name.path "declarator")) @definition.function)
(declaration_list (declaration declarator: (_) (#set! name.path "declarator")) @definition.constant)
((alias_declaration) @definition.type)
((concept_definition) @definition.type)

((namespace_definition) @definition.module)
(namespace_definition !name body: (_) @private) @definition.module

; what belongs to a declaration
(template_declaration [
  (function_definition) (class_specifier) (struct_specifier) (union_specifier) (declaration) (alias_declaration)
  (concept_definition) (template_declaration)] @inner) @outer
(field_declaration type: (_ body: (_)) @inner) @outer
(linkage_specification body: (function_definition) @inner) @outer
(linkage_specification body: (declaration) @inner) @outer

(translation_unit (using_declaration) @import)
