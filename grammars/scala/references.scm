; Names that Scala uses from elsewhere. The convention of the captures is in server/src/languages/references.ts.

; calls
(call_expression function: (identifier) @reference.call)
(call_expression function: (field_expression value: (_) @receiver field: (identifier) @reference.call))
(call_expression function: (generic_function function: (identifier) @reference.call))
(call_expression function: (generic_function
  function: (field_expression value: (_) @receiver field: (identifier) @reference.call)))
(infix_expression left: (_) @receiver operator: (identifier) @reference.call)
(annotation name: (type_identifier) @reference.call)
(instance_expression . [
  (type_identifier) @reference.new
  (generic_type type: (type_identifier) @reference.new)
  (stable_type_identifier (_) @receiver . (type_identifier) @reference.new)])

; types; what stands after the first `with` or comma is mixed in
(extends_clause . type: [
  (type_identifier) @reference.extends
  (generic_type type: (type_identifier) @reference.extends)
  (stable_type_identifier (_) @receiver . (type_identifier) @reference.extends)])
(extends_clause [
  (type_identifier) @reference.implements
  (generic_type type: (type_identifier) @reference.implements)
  (stable_type_identifier (_) @receiver . (type_identifier) @reference.implements)])
(derives_clause (type_identifier) @reference.implements)
((type_identifier) @reference.type)
(stable_type_identifier (_) @receiver . (type_identifier) @reference.type)

(field_expression value: (_) @receiver field: (identifier) @reference.value)
((identifier) @reference.value)
(arguments (assignment_expression left: (identifier) @reference.none))
(interpolated_string_expression interpolator: (identifier) @reference.none)

; what means something in one declaration only
(parameter name: (identifier) @local)
(class_parameter name: (identifier) @local.value)
(val_definition pattern: (identifier) @local)
(var_definition pattern: (identifier) @local)
(enumerator . (identifier) @local)
(lambda_expression parameters: (identifier) @local)
(colon_argument lambda_start: (identifier) @local)
(bindings (binding name: (identifier) @local))
(typed_pattern pattern: (identifier) @local)
(type_parameters name: (identifier) @local.type)
(type_parameters name: (identifier) @reference.none)

; what variables, parameters and fields are
(parameter name: (identifier) @typed.name type: [
  (type_identifier) @typed.type (generic_type type: (type_identifier) @typed.type)])
(class_parameter name: (identifier) @typed.field type: [
  (type_identifier) @typed.type (generic_type type: (type_identifier) @typed.type)])
(val_definition pattern: (identifier) @typed.name type: [
  (type_identifier) @typed.type (generic_type type: (type_identifier) @typed.type)])
(var_definition pattern: (identifier) @typed.name type: [
  (type_identifier) @typed.type (generic_type type: (type_identifier) @typed.type)])
(val_definition pattern: (identifier) @typed.name value: (instance_expression . [
  (type_identifier) @typed.type (generic_type type: (type_identifier) @typed.type)]))
(typed_pattern pattern: (identifier) @typed.name type: (type_identifier) @typed.type)

; imports stand in bodies, too
((import_declaration) @import.tree)
((export_declaration) @import.tree @import.reexport)
