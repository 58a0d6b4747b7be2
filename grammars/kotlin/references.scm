; Names that Kotlin uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

; calls; making an instance looks like one
(call_expression . (identifier) @reference.call)
(call_expression . (navigation_expression (_) @receiver . (identifier) @reference.call .))
(infix_expression . (_) @receiver . (identifier) @reference.call)
(annotation [
  (user_type . (identifier) @reference.call)
  (constructor_invocation (user_type . (identifier) @reference.call))])

; types
(class_declaration "interface" (delegation_specifiers (delegation_specifier
  (user_type . (identifier) @reference.extends))))
(delegation_specifier [
  (constructor_invocation (user_type . (identifier) @reference.extends))
  (user_type . (identifier) @reference.implements)
  (explicit_delegation (user_type . (identifier) @reference.implements))])
(user_type . (identifier) @reference.type)
(user_type (identifier) @receiver . (identifier) @reference.type)

(navigation_expression (_) @receiver . (identifier) @reference.value . (#not-eq? @reference.value "class"))
(callable_reference (identifier) @reference.call .)
(enum_entry (identifier) @reference.none)
(value_argument . (identifier) @reference.none . (_))
((identifier) @reference.value)

; what means something in one declaration only
(parameter . (identifier) @local)
(class_parameter (identifier) @local.value)
(variable_declaration . (identifier) @local)
(catch_block . (identifier) @local)
(type_parameter (identifier) @local.type)

; what variables, parameters and properties are
(parameter . (identifier) @typed.name [
  (user_type . (identifier) @typed.type)
  (nullable_type (user_type . (identifier) @typed.type))])
(class_parameter (identifier) @typed.field . [
  (user_type . (identifier) @typed.type)
  (nullable_type (user_type . (identifier) @typed.type))])
(variable_declaration . (identifier) @typed.name [
  (user_type . (identifier) @typed.type)
  (nullable_type (user_type . (identifier) @typed.type))])
(property_declaration (variable_declaration . (identifier) @typed.name .)
  (call_expression . (identifier) @typed.type) (#match? @typed.type "^[A-Z]"))
(catch_block . (identifier) @typed.name . (user_type . (identifier) @typed.type))

(source_file (import) @import.tree)
