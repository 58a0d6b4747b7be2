; The keys of the first two levels of a YAML document. A key without its block is null, so a comment is enough in its
; place; block scalars go with their `|`, since a `#` inside one is text. Scalars are not marked as literals: nearly every
; node is one that may span lines, and white space to tidy is rare in YAML.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

(document (block_node (block_mapping (block_mapping_pair key: (_) @name
  value: [
    (block_node [(block_mapping) (block_sequence)] @body.block)
    (block_node (block_scalar) @body.expression)
    (flow_node [(flow_mapping) (flow_sequence)] @body)
  ]) @definition.section)))
(document (block_node (block_mapping (block_mapping_pair key: (_) @name) @definition.field)))
(document (block_node (block_mapping (block_mapping_pair value: (block_node (block_mapping
  (block_mapping_pair key: (_) @name
    value: [
      (block_node [(block_mapping) (block_sequence)] @body.block)
      (block_node (block_scalar) @body.expression)
      (flow_node [(flow_mapping) (flow_sequence)] @body)
    ]) @definition.section))))))
(document (block_node (block_sequence (block_sequence_item (block_node (block_mapping
  (block_mapping_pair key: (_) @name
    value: [
      (block_node [(block_mapping) (block_sequence)] @body.block)
      (block_node (block_scalar) @body.expression)
      (flow_node [(flow_mapping) (flow_sequence)] @body)
    ]) @definition.section))))))
