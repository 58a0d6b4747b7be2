; The sections of a JSON document: keys of the first two levels that hold objects or arrays.
; The convention of the captures is in server/src/languages/tags.ts.

(comment) @comment

(document (object
  (pair key: (string (string_content)? @name) value: [(object) (array)] @body) @definition.section))
(document (object (pair value: (object
  (pair key: (string (string_content)? @name) value: [(object) (array)] @body) @definition.section))))
(document (array (object
  (pair key: (string (string_content)? @name) value: [(object) (array)] @body) @definition.section)))

(document (_) @statement)
