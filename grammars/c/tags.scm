; What C declares; C++ inherits this file. The convention of the captures is in server/src/languages/tags.ts.
; Structs and enums stay whole: they are the signature of the data.

(comment) @comment
(preproc_arg) @literal

; the name of a function stands under any number of pointers
((function_definition) @definition.function (#set! name.path "declarator") (#set! body "delimited"))

; types
(struct_specifier body: (_)) @definition.class
(union_specifier body: (_)) @definition.class
(enum_specifier body: (_)) @definition.enum
((type_definition) @definition.type (#set! name.path "declarator"))
; `typedef struct T {…} T` is one declaration; where the two names differ there are two
(type_definition type: (_ !name body: (_)) @inner) @outer
(type_definition type: (_ name: (_) @_tag body: (_)) @inner declarator: (type_identifier) @_name
  (#eq? @_tag @_name)) @outer
(declaration type: (_ body: (_)) @inner) @outer

; macros
((preproc_def) @definition.constant)
(preproc_function_def value: (_)? @body.expression) @definition.function

; prototypes and variables outside functions; a header stands inside its guard
(translation_unit (declaration declarator: [(function_declarator) (_ (function_declarator))]
  (#set! name.path "declarator")) @definition.function)
(preproc_ifdef (declaration declarator: [(function_declarator) (_ (function_declarator))]
  (#set! name.path "declarator")) @definition.function)
(preproc_if (declaration declarator: [(function_declarator) (_ (function_declarator))]
  (#set! name.path "declarator")) @definition.function)
(preproc_else (declaration declarator: [(function_declarator) (_ (function_declarator))]
  (#set! name.path "declarator")) @definition.function)
(declaration declarator: (init_declarator value: (initializer_list) @body)
  (#set! name.path "declarator")) @definition.constant
(translation_unit (declaration declarator: (_) (#set! name.path "declarator")) @definition.constant)
(preproc_ifdef (declaration declarator: (_) (#set! name.path "declarator")) @definition.constant)
(preproc_if (declaration declarator: (_) (#set! name.path "declarator")) @definition.constant)
(preproc_else (declaration declarator: (_) (#set! name.path "declarator")) @definition.constant)

; what stays inside the file
(translation_unit (function_definition (storage_class_specifier "static") @private) @definition.function)
(translation_unit (declaration (storage_class_specifier "static") @private
  declarator: (function_declarator)) @definition.function)
(translation_unit (declaration (storage_class_specifier "static") @private
  declarator: (init_declarator)) @definition.constant)

(preproc_include) @import
(translation_unit (_) @statement)
