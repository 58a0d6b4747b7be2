; The rules of a style sheet by their selectors, and the at-rules that hold them.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

(rule_set (selectors) @name (block) @body) @definition.section
(media_statement . (_) @name (block) @body) @definition.section
(supports_statement . (_) @name (block) @body) @definition.section
(keyframes_statement (keyframes_name) @name (keyframe_block_list) @body) @definition.section
(at_rule . (at_keyword) . (_) @name (block) @body) @definition.section
(at_rule . (at_keyword) @name (block) @body) @definition.section

(import_statement) @import
(charset_statement) @import
(namespace_statement) @import

(string_value) @literal

(stylesheet (_) @statement)
