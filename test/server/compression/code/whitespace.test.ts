// White space: what goes, what stays, and that one run is one cut.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Span } from '../../../../server/src/model/block.js';
import { whitespaceCuts } from '../../../../server/src/compression/code/whitespace.js';
import { applyCuts } from '../../../../server/src/compression/draft.js';

const tidied = (text: string, literals: readonly Span[] = [], span = { start: 0, end: text.length }) => {
  const cuts = whitespaceCuts(text, span, literals, []);
  return { text: applyCuts({ source: { id: '', text }, span }, cuts), cuts: cuts.length };
};

const check = (text: string, expected: string, cuts: number) => expect(tidied(text)).toEqual({ text: expected, cuts });

test('trailing blanks go, runs of empty lines become one', () => {
  check('a  \nb\t\n', 'a\nb\n', 2);
  check('a\n\n\n\nb\n', 'a\n\nb\n', 1);
  check('a \n  \n\t\nb\n', 'a\n\nb\n', 1);
  check('a\n   \nb\n', 'a\n\nb\n', 1);
  check('a\n\nb\n', 'a\n\nb\n', 0);
});

test('the ends of a file', () => {
  check('\n\n  \na\n', 'a\n', 1);
  check('a\n\n\n', 'a\n', 1);
  check('a  ', 'a', 1);
  check('  a', '  a', 0);
  check('', '', 0);
  check('\uFEFFa  \n', '\uFEFFa\n', 1);
});

test('line ends stay what they are', () => {
  check('a  \r\n\r\n\r\nb\r\n', 'a\r\n\r\nb\r\n', 1);
  check('a\n\r\n\r\nb', 'a\n\nb', 1);
  check('a\rb \r\n', 'a\rb\r\n', 1);
});

test('a blank after a backslash is an escape', () => {
  check('#define A \\ \n  b\n', '#define A \\ \n  b\n', 0);
  check('a \\\n\n\n\nb\n', 'a \\\n\nb\n', 1);
});

test('strings keep every byte', () => {
  const text = 'x = `a  \n\n\n\nb`  \n\n\ny\n';
  const literal = { start: 4, end: text.indexOf('b`') + 2 };
  expect(tidied(text, [literal])).toEqual({ text: 'x = `a  \n\n\n\nb`\n\ny\n', cuts: 1 });
});

test('only the stretch asked for is touched', () => {
  const text = 'a  \nb  \n\n\nc  \n';
  expect(tidied(text, [], { start: 4, end: 10 })).toEqual({ text: 'b\n\n', cuts: 1 });
});

test('any text: nothing but blank goes, what is tidy stays tidy, no cut is empty', () => {
  const blanks = fc.array(fc.constantFrom('a', 'b;', ' ', '\t', '\n', '\r\n', '\\', '\uFEFF', '\uD800', '🧾'));
  fc.assert(
    fc.property(blanks, (parts) => {
      const text = parts.join('');
      const once = tidied(text).text;
      expect(once.replace(/[ \t\r\n]/g, '')).toBe(text.replace(/[ \t\r\n]/g, ''));
      expect(tidied(once)).toEqual({ text: once, cuts: 0 });
      for (const { span, replacement } of whitespaceCuts(text, { start: 0, end: text.length }, [], []))
        expect(replacement.length).toBeLessThan(span.end - span.start);
    }),
  );
});
