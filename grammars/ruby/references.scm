; Names that Ruby uses from elsewhere. An identifier that is no local variable is a call.
; The convention of the captures is in server/src/languages/references.ts.

((identifier) @reference.call)
(call receiver: (_) @receiver method: [(identifier) (constant)] @reference.call)
(call receiver: (constant) @reference.new method: (identifier) @reference.none (#eq? @reference.none "new"))
(call receiver: (scope_resolution scope: (_) @receiver name: (constant) @reference.new)
  method: (identifier) @reference.none (#eq? @reference.none "new"))
(call receiver: (scope_resolution !scope name: (constant) @reference.new)
  method: (identifier) @reference.none (#eq? @reference.none "new"))
(superclass (constant) @reference.extends)
(superclass (scope_resolution scope: (_) @receiver name: (constant) @reference.extends))
(call receiver: (constant) @_class method: (identifier) arguments: (argument_list . (constant) @reference.extends)
  (#eq? @_class "Class"))
(call !receiver method: (identifier) @_mix arguments: (argument_list (constant) @reference.implements)
  (#any-of? @_mix "include" "extend" "prepend"))
(call !receiver method: (identifier) @_mix
  arguments: (argument_list (scope_resolution scope: (_) @receiver name: (constant) @reference.implements))
  (#any-of? @_mix "include" "extend" "prepend"))
((constant) @reference.value)
((constant) @reference.type (#match? @reference.type "[a-z]"))
(scope_resolution scope: (_) @receiver name: (constant) @reference.value)
(scope_resolution scope: (_) @receiver name: (constant) @reference.type (#match? @reference.type "[a-z]"))
(class name: (scope_resolution name: (constant) @reference.none))
(module name: (scope_resolution name: (constant) @reference.none))
(setter (identifier) @reference.none)

; what variables are
(assignment left: [(identifier) (instance_variable)] @typed.name
  right: (call receiver: [(constant) (scope_resolution)] @typed.type method: (identifier) @_new)
  (#eq? @_new "new"))
(optional_parameter name: (identifier) @typed.name
  value: (call receiver: [(constant) (scope_resolution)] @typed.type method: (identifier) @_new)
  (#eq? @_new "new"))
(keyword_parameter name: (identifier) @typed.name
  value: (call receiver: [(constant) (scope_resolution)] @typed.type method: (identifier) @_new)
  (#eq? @_new "new"))
(assignment left: [(identifier) (instance_variable)] @typed.name right: [(identifier) (instance_variable)] @typed.as)

; what names mean inside a method
(method_parameters (identifier) @local)
(block_parameters (identifier) @local)
(lambda_parameters (identifier) @local)
(destructured_parameter (identifier) @local)
(optional_parameter name: (identifier) @local)
(keyword_parameter name: (identifier) @local)
(splat_parameter name: (identifier) @local)
(hash_splat_parameter name: (identifier) @local)
(block_parameter name: (identifier) @local)
(assignment left: (identifier) @local)
(operator_assignment left: (identifier) @local)
(left_assignment_list (identifier) @local)
(exception_variable (identifier) @local)
(for pattern: (identifier) @local)

; imports
(program (call method: (identifier) @_require arguments: (argument_list . (string (string_content) @import.from)))
  (#any-of? @_require "require" "load") (#set! import.name "*"))
(program (call method: (identifier) @_require arguments: (argument_list . (string (string_content) @import.from)))
  (#eq? @_require "require_relative") (#set! import.name "*") (#set! import.prefix "./"))
(call !receiver method: (identifier) @_autoload
  arguments: (argument_list . (simple_symbol) . (string (string_content) @import.from))
  (#eq? @_autoload "autoload") (#set! import.name "*"))
