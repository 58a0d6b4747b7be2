; What Elixir declares. To its grammar every declaration is a call and every module attribute an operator.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment
(string) @literal
(charlist) @literal
(sigil) @literal

; modules, protocols and their implementations, with `@moduledoc`
(call target: (identifier) @_define (arguments . (alias) @name) (#eq? @_define "defmodule")) @definition.module
(call target: (identifier) @_define (arguments . (alias) @name) (#eq? @_define "defprotocol")) @definition.interface
(call target: (identifier) @_define (arguments . (alias) @name (keywords (pair value: (alias) @name)))
  (#eq? @_define "defimpl")) @definition.class
(call target: (identifier) @_define (arguments . (alias) @name) (#eq? @_define "defimpl")) @definition.class
(call target: (identifier) @_define (arguments . (alias) @name)
  (do_block (unary_operator operand: (call target: (identifier) @_doc (arguments . [(string) (sigil)] @doc))))
  (#eq? @_define "defmodule") (#eq? @_doc "moduledoc")) @definition.module
(call target: (identifier) @_define (arguments . (alias) @name)
  (do_block (unary_operator operand: (call target: (identifier) @_doc (arguments . [(string) (sigil)] @doc))))
  (#eq? @_define "defprotocol") (#eq? @_doc "moduledoc")) @definition.interface

; functions, macros and guards: one declaration for each clause
(call target: (identifier) @private
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: [(identifier) @name (call target: (identifier) @name)] operator: "when")
  ])
  (do_block "do" @body.open "end" @body.close)?
  (#any-of? @private "defp" "defmacrop" "defguardp" "defnp") (#set! body "block")) @definition.function
(call target: (identifier) @_define
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: [(identifier) @name (call target: (identifier) @name)] operator: "when")
  ])
  (do_block "do" @body.open "end" @body.close)?
  (#any-of? @_define "def" "defmacro" "defguard" "defdelegate" "defn") (#set! body "block")) @definition.function
; `def area(shape), do: …`
(call target: (identifier) @_define
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: [(identifier) @name (call target: (identifier) @name)] operator: "when")
  ] (keywords . (pair key: (keyword) @_do value: (_) @body.expression) .))
  (#any-of? @_define "def" "defp" "defmacro" "defmacrop") (#match? @_do "^do:")
  (#set! filler "nil")) @definition.function

; structs, types, callbacks and constants
(call target: (identifier) @name (arguments . (list)? @body)
  (#any-of? @name "defstruct" "defexception")) @definition.type
(unary_operator operator: "@" operand: (call target: (identifier) @private (arguments . (binary_operator
  left: [(identifier) @name (call target: (identifier) @name)] operator: "::")))
  (#eq? @private "typep")) @definition.type
(unary_operator operator: "@" operand: (call target: (identifier) @_type (arguments . (binary_operator
  left: [(identifier) @name (call target: (identifier) @name)] operator: "::")))
  (#any-of? @_type "type" "opaque")) @definition.type
(unary_operator operator: "@" operand: (call target: (identifier) @_callback (arguments . (binary_operator
  left: (call target: (identifier) @name) operator: "::")))
  (#any-of? @_callback "callback" "macrocallback")) @definition.function
(do_block (unary_operator operator: "@" operand: (call target: (identifier) @private @name
  (arguments . [(list) (map) (tuple)]? @body))
  (#not-any-of? @name
    "moduledoc" "doc" "typedoc" "spec" "impl" "deprecated" "since" "dialyzer" "type" "typep" "opaque" "callback"
    "macrocallback" "optional_callbacks" "behaviour" "before_compile" "after_compile" "on_load" "compile" "derive"
    "enforce_keys" "external_resource" "tag" "moduletag" "describetag")) @definition.constant)

; attributes of the declaration below them, with its documentation
((unary_operator operator: "@" operand: (call target: (identifier) @_attribute)) @attribute
  (#any-of? @_attribute "doc" "typedoc" "spec" "impl" "deprecated" "since" "dialyzer" "tag"))
(unary_operator operator: "@" operand: (call target: (identifier) @_doc (arguments . [(string) (sigil)] @doc))
  (#any-of? @_doc "doc" "typedoc"))

; tests and other blocks with a title
(call target: (identifier) @_section (arguments . (string) @name) (do_block "do" @body.open "end" @body.close)
  (#set! body "block")) @definition.section
(call target: (identifier) @name (do_block "do" @body.open "end" @body.close)
  (#any-of? @name "setup" "setup_all") (#set! body "block")) @definition.section

((call target: (identifier) @_import (arguments . [(alias) (dot)]) .) @import
  (#any-of? @_import "alias" "import" "require" "use"))

(source (_) @statement)
