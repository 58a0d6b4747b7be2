; What SQL scripts declare, by its name without the schema. A table is a class, its columns are fields.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment
(marginalia) @comment

; tables keep their columns in a skeleton as classes keep their fields
(create_table . (_) (object_reference name: (_) @name)) @definition.class
(create_table (column_definitions (column_definition name: (_) @name) @definition.field))
(create_table (object_reference name: (_) @name) (create_query) @body.expression
  (#set! filler "SELECT 1")) @definition.class
(create_view (object_reference name: (_) @name) (create_query) @body.expression
  (#set! filler "SELECT 1")) @definition.class
(create_materialized_view (object_reference name: (_) @name) (create_query) @body.expression
  (#set! filler "SELECT 1")) @definition.class
(create_type (keyword_enum)) @definition.enum
(create_type (object_reference name: (_) @name) (enum_elements) @body) @definition.enum
(create_type (object_reference name: (_) @name)) @definition.type

; functions and what calls them
(create_function (object_reference name: (_) @name)
  (function_body (dollar_quote) @body.open (dollar_quote) @body.close)
  (#set! body "block") (#set! filler "SELECT 1;")) @definition.function
(create_function . (_) (object_reference name: (_) @name)) @definition.function
(create_trigger (keyword_trigger) . (object_reference name: (_) @name)) @definition.function

(create_schema (identifier) @name) @definition.module
(create_sequence (object_reference name: (_) @name)) @definition.constant
(create_index column: (_) @name) @definition.constant

(literal) @literal

(program [(statement) (block) (transaction)] @statement)
(transaction (statement) @statement)
