// Names of files cannot become markup.
import { expect, test } from 'vitest';
import { bullets, code, plain } from '../../../client/src/index/markdown.js';

test.each([
  ['src/a.ts', '`src/a.ts`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['a``b`', '``` a``b` ```'],
  ['two\nlines', '`two lines`'],
])('%j as code', (text, expected) => expect(code(text)).toBe(expected));

test.each([
  ['plain words, with a comma.', 'plain words, with a comma.'],
  ['[link](command:x) <b>', '\\[link\\](command:x) \\<b>'],
  ['a_b *c* _d_\n- e', 'a_b \\*c\\* \\_d\\_ - e'],
])('%j as text', (text, expected) => expect(plain(text)).toBe(expected));

test('a list has a line for each', () => expect(bullets(['a', 'b'])).toBe('- a\n- b'));
