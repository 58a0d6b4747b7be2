; inherits: typescript

(jsx_opening_element name: (identifier) @reference.call (#match? @reference.call "^[A-Z]"))
(jsx_self_closing_element name: (identifier) @reference.call (#match? @reference.call "^[A-Z]"))
(jsx_opening_element name: (member_expression object: (_) @receiver property: (_) @reference.call))
(jsx_self_closing_element name: (member_expression object: (_) @receiver property: (_) @reference.call))
(jsx_closing_element name: (identifier) @reference.none)
(jsx_closing_element name: (member_expression object: (_) @reference.none property: (_) @reference.none))
