; inherits: javascript
; What TypeScript adds: types, heritage of classes and interfaces, types of variables.

((type_identifier) @reference.type)
(nested_type_identifier module: (_) @receiver name: (_) @reference.type)
(class_heritage (extends_clause value: (identifier) @reference.extends))
(class_heritage (extends_clause value: (member_expression object: (_) @receiver property: (_) @reference.extends)))
(implements_clause (type_identifier) @reference.implements)
(implements_clause (generic_type name: (type_identifier) @reference.implements))
(implements_clause (nested_type_identifier module: (_) @receiver name: (_) @reference.implements))
(extends_type_clause (type_identifier) @reference.extends)
(extends_type_clause (generic_type name: (type_identifier) @reference.extends))
(extends_type_clause (nested_type_identifier module: (_) @receiver name: (_) @reference.extends))

; what variables, parameters and fields are
(variable_declarator name: (identifier) @typed.name type: (type_annotation
  [(type_identifier) @typed.type (generic_type name: (type_identifier) @typed.type)]))
(required_parameter pattern: (identifier) @typed.name type: (type_annotation
  [(type_identifier) @typed.type (generic_type name: (type_identifier) @typed.type)]))
(optional_parameter pattern: (identifier) @typed.name type: (type_annotation
  [(type_identifier) @typed.type (generic_type name: (type_identifier) @typed.type)]))
(required_parameter (accessibility_modifier) pattern: (identifier) @typed.field type: (type_annotation
  [(type_identifier) @typed.type (generic_type name: (type_identifier) @typed.type)]))
(public_field_definition name: (_) @typed.name type: (type_annotation
  [(type_identifier) @typed.type (generic_type name: (type_identifier) @typed.type)]))
(public_field_definition name: (_) @typed.name value: (new_expression constructor: (identifier) @typed.type))

; what names mean inside a function or a type
(required_parameter pattern: (identifier) @local)
(optional_parameter pattern: (identifier) @local)
(type_parameter name: (type_identifier) @local.type)

(import_statement (import_require_clause (identifier) @import.local source: (string) @import.from)
  (#set! import.name "*"))
