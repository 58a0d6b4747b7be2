; Names that Elixir uses from elsewhere. A module is named by one node, dots and all (`Shop.Order`).
; The convention of the captures is in server/src/languages/references.ts.

(call target: (identifier) @reference.call)
(call target: (dot left: (alias) @receiver right: (identifier) @reference.call))
(call target: (dot left: (_) @receiver right: (identifier) @reference.call) (arguments))
(binary_operator operator: "|>" right: (identifier) @reference.call)
(unary_operator operator: "&" operand: (binary_operator left: (identifier) @reference.call operator: "/"))
; attributes, and the functions that `@spec` and `@callback` speak of
(unary_operator operator: "@" operand: (call target: (identifier) @reference.none))
(unary_operator operator: "@" operand: (call target: (identifier) @_spec
  (arguments . (binary_operator left: (call target: (identifier) @reference.none) operator: "::")))
  (#eq? @_spec "spec"))

; modules
(struct (alias) @reference.new)
(unary_operator operator: "@" operand: (call target: (identifier) @_behaviour
  (arguments . (alias) @reference.implements)) (#eq? @_behaviour "behaviour"))
(call target: (identifier) @_define (arguments . (alias) @reference.implements) (#eq? @_define "defimpl"))
(arguments (alias) @reference.type)
(list (alias) @reference.type)
(tuple (alias) @reference.type)
(pair value: (alias) @reference.type)
(binary_operator operator: "in" right: (alias) @reference.type)
((alias) @reference.value)
((identifier) @reference.value)

; what is a variable
(binary_operator left: (identifier) @local.value operator: "=")
(binary_operator left: (map) operator: "=" right: (identifier) @local.value)
(stab_clause left: (arguments (identifier) @local.value))
(call target: (identifier) @_define (arguments . (call (arguments (identifier) @local.value)))
  (#any-of? @_define "def" "defp" "defmacro" "defmacrop"))
(call target: (identifier) @_define
  (arguments . (binary_operator left: (call (arguments (identifier) @local.value)) operator: "when"))
  (#any-of? @_define "def" "defp" "defmacro" "defmacrop"))

; imports; they stand inside the module
(call target: (identifier) @_import (arguments . (alias) @import.from .)
  (#eq? @_import "alias") (#set! import.name "*") (#set! import.local "last"))
(call target: (identifier) @_import (arguments . (alias) @import.from (keywords (pair value: (alias) @import.local)))
  (#any-of? @_import "alias" "require") (#set! import.name "*"))
(call target: (identifier) @_import (arguments . (dot right: (tuple)) @import.tree) (#eq? @_import "alias"))
(call target: (identifier) @_import (arguments . (alias) @import.from)
  (#any-of? @_import "import" "use") (#set! import.name "*"))
(call target: (identifier) @_import (arguments . (alias) @import.from .)
  (#eq? @_import "require") (#set! import.name "*") (#set! import.local "from"))
