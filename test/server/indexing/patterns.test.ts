// One case for each thing that rule files can say; that all of it together is what git says is `list.git.test.ts`.

import { expect, test } from 'vitest';
import { asBytes, foldCase, patternsOf, verdict } from '../../../server/src/indexing/patterns.js';

const check = (rules: string, path: string, expected: boolean | undefined, foldsCase = false) => {
  const isFolder = path.endsWith('/');
  const name = asBytes(isFolder ? path.slice(0, -1) : path);
  const asked = foldsCase ? foldCase(name) : name;
  expect(verdict(patternsOf(asBytes(rules), foldsCase), asked, isFolder)).toBe(expected);
};

test.each([
  ['a', 'a'],
  ['a', 'x/a'],
  ['/a', 'a'],
  ['x/a', 'x/a'],
  ['a/', 'x/a/'],
  ['*.log', 'x/.log'],
  ['a*c?', 'x/abbcd'],
  ['*a*b*', 'xxayybzz'],
  ['x/*/a', 'x/y/a'],
  ['**/a', 'a'],
  ['**/x/a', 'y/x/a'],
  ['x/**/a', 'x/a'],
  ['x/**/a', 'x/y/z/a'],
  ['x/**/y*/**/a', 'x/q/y1/y2/a'],
  ['x/**', 'x/y/a'],
  ['x**/a', 'xy/z/a'],
  ['[]a-c]', ']'],
  ['[!a]', 'b'],
  ['[[:digit:]x]', '7'],
  ['[a-]', '-'],
  ['\\!a', '!a'],
  ['\\#a', '#a'],
  ['a\\*', 'a*'],
  ['a\\ ', 'a '],
  ['a  ', 'a'],
  ['a\r\nb\r', 'b'],
  ['!a\na', 'a'],
  ['??', 'é'],
])('%j leaves out %j', (rules, path) => check(rules, path, true));

test.each([
  ['a', 'ab'],
  ['/a', 'x/a'],
  ['x/a', 'y/x/a'],
  ['a', 'a/b'],
  ['a/', 'x/a'],
  ['x/*', 'x/y/a'],
  ['x/**', 'x'],
  ['x/a**b', 'x/ay/b'],
  ['x[/]a', 'x/a'],
  ['[!a]', 'a'],
  ['[a', '[a'],
  ['[[:no:]a]', 'a'],
  ['a\\', 'a'],
  ['#a', '#a'],
  ['!', '!'],
  ['/', 'a'],
  ['A', 'a'],
  ['?', 'é'],
])('%j says nothing of %j', (rules, path) => check(rules, path, undefined));

test('the last pattern decides', () => check('*\n!a\n', 'a', false));

test('case is folded where the disk does, in ASCII', () => {
  check('A[B-C]', 'ab', true, true);
  check('[[:upper:]]', 'A', true, true);
  check('É', 'é', undefined, true);
});
