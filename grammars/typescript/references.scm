; inherits: javascript
; What TypeScript adds: types, heritage of classes and interfaces, types of variables.

((type_identifier) @reference.type)
(nested_type_identifier module: (_) @receiver name: (_) @reference.type)
(class_heritage (extends_clause value: (identifier) @reference.extends))
(class_heritage (extends_clause value: (member_expression object: (_) @receiver property: (_) @reference.extends)))
(class_heritage (implements_clause [(type_identifier) @reference.implements
  (generic_type name: (type_identifier) @reference.implements)]))
(extends_type_clause [(type_identifier) @reference.extends (generic_type name: (type_identifier) @reference.extends)])

; what variables, parameters and fields are
(_ name: (identifier) @typed.name type: (type_annotation
  [(type_identifier) @typed.type (generic_type name: (type_identifier) @typed.type)]))
(_ pattern: (identifier) @typed.name type: (type_annotation
  [(type_identifier) @typed.type (generic_type name: (type_identifier) @typed.type)]))
(public_field_definition name: (_) @typed.name type: (type_annotation
  [(type_identifier) @typed.type (generic_type name: (type_identifier) @typed.type)]))
(public_field_definition name: (_) @typed.name value: (new_expression constructor: (identifier) @typed.type))
(import_statement (import_require_clause (identifier) @import.local source: (string) @import.from)
  (#set! import.name "*"))
