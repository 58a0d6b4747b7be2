; The sections of a page: elements with an id, landmarks, headings by their text, and elements such as tables, lists
; and drawings whose inside can go without breaking the page.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

(element
  . (start_tag (attribute
    . (attribute_name) @_id . [(quoted_attribute_value (attribute_value) @name) (attribute_value) @name])) @body.open
  (end_tag) @body.close .
  (#eq? @_id "id")) @definition.section
(element . (start_tag . (tag_name) @_tag) . (text) @name
  (#any-of? @_tag "h1" "h2" "h3" "h4" "h5" "h6" "title")) @definition.section
(element . (start_tag . (tag_name) @name) @body.open (end_tag) @body.close .
  (#any-of? @name
    "header" "nav" "main" "aside" "footer" "section" "article" "form" "dialog" "template"
    "table" "ul" "ol" "dl" "select" "pre" "blockquote" "figure" "svg" "math" "noscript")) @definition.section

(style_element (raw_text) @body.block (#set! name "style")) @definition.section
(script_element (raw_text) @body.block (#set! name "script")) @definition.section

(element . (start_tag . (tag_name) @_tag) (#any-of? @_tag "pre" "textarea")) @literal
(raw_text) @literal
