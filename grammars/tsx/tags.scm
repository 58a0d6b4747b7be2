; inherits: typescript

; An attribute may span lines; TypeScript, which inherits the queries of JavaScript, has no such node.
(jsx_attribute (string) @literal)
