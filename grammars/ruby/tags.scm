; What Ruby declares, the blocks of its DSLs (`describe "…" do`, `task :x do`) as sections.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

(module name: (_) @name) @definition.module
(class name: (_) @name) @definition.class
(singleton_class value: (_) @name) @definition.class

; `private def a` hides; any such word belongs to the declaration
(call method: (identifier) @private
  arguments: (argument_list . (method name: (_) @name body: (body_statement)? @body.block) @definition.method .)
  (#any-of? @private "private" "protected" "private_class_method"))
(call method: (identifier) arguments: (argument_list . [(method) (singleton_method)] @inner .)) @outer

(method name: (_) @name body: (body_statement)? @body.block) @definition.method
(method name: (_) @name "=" body: (_) @body.expression (#set! filler "nil")) @definition.method
(singleton_method name: (_) @name body: (body_statement)? @body.block) @definition.method
(singleton_method name: (_) @name "=" body: (_) @body.expression (#set! filler "nil")) @definition.method

; other names of methods
(alias name: (identifier) @name) @definition.method
(alias name: (simple_symbol) @name (#set! name.skip "1")) @definition.method
(call method: (identifier) @_alias arguments: (argument_list . (simple_symbol) @name)
  (#eq? @_alias "alias_method") (#set! name.skip "1")) @definition.method

; constants
(assignment left: (constant) @name right: [(hash) (array)] @body) @definition.constant
(assignment left: (constant) @name right: (call receiver: [(hash) (array)] @body)) @definition.constant
(assignment left: (constant) @name
  right: (lambda body: (_ body: (_) @body.block))) @definition.constant
(assignment left: (constant) @name
  right: (call method: (identifier) @_function block: (_ body: (_) @body.block))
  (#any-of? @_function "lambda" "proc")) @definition.constant
(assignment left: (constant) @name) @definition.constant

; blocks with a title, or with a word that says enough
(call method: (identifier) @_define arguments: (argument_list . (simple_symbol) @name)
  block: (_ body: (_) @body.block)
  (#any-of? @_define "define_method" "define_singleton_method") (#set! name.skip "1")) @definition.method
(call method: (identifier) @_define arguments: (argument_list . (_) @name)
  block: (_ body: (_) @body.block)
  (#any-of? @_define "define_method" "define_singleton_method")) @definition.method
(call !receiver method: (identifier)
  arguments: (argument_list . [(string) (simple_symbol) (pair)] @name)
  block: (do_block body: (body_statement) @body.block)) @definition.section
(call !receiver method: (identifier) @name arguments: (argument_list . [(constant) (scope_resolution)])
  block: (do_block body: (body_statement) @body.block)) @definition.section
(call !receiver !arguments method: (identifier) @name
  block: (do_block body: (body_statement) @body.block)
  (#any-of? @name "before" "after" "around" "setup" "teardown" "subject" "included" "class_methods")) @definition.section

(program (call method: (identifier) @_require
  (#any-of? @_require "require" "require_relative" "load" "autoload")) @import)

(heredoc_body) @literal
(string) @literal
(string_array) @literal
(symbol_array) @literal
(subshell) @literal
(regex) @literal
(delimited_symbol) @literal
(uninterpreted) @literal

(program (_) @statement)
