; Names that SQL uses from elsewhere. There are no imports: every script sees every table.
; The convention of the captures is in server/src/languages/references.ts.

; tables and views, wherever one is named
(relation (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(from (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(insert (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(statement (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(column_definition (keyword_references)
  . (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(constraint (keyword_references)
  . (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(create_index (keyword_on)
  . (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(create_trigger (keyword_on)
  . (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(alter_table (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(alter_view (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(drop_table (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(drop_view (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))

; types that are no built-in ones
(column_definition custom_type: (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(function_argument custom_type: (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(create_function custom_type: (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))
(cast custom_type: (object_reference schema: (identifier)? @receiver name: (identifier) @reference.type))

(invocation (object_reference schema: (identifier)? @receiver name: (identifier) @reference.call))
(create_trigger (keyword_execute) . (_)
  . (object_reference schema: (identifier)? @receiver name: (identifier) @reference.call))
(drop_function (object_reference schema: (identifier)? @receiver name: (identifier) @reference.call))
((identifier) @reference.value)
; a schema is told by its table; names that are given in a query
(object_reference schema: (identifier) @reference.none)
(term alias: (identifier) @reference.none)
(relation alias: (identifier) @reference.none)

(cte . (identifier) @local.type)
(function_argument . (identifier) @local)
