import { expect, test } from 'vitest';
import { changeOf, table, tokensOf } from '../../../server/src/cli/format.js';

test('counts say whether they are exact', () => {
  expect(tokensOf(1204, true)).toBe('1,204');
  expect(tokensOf(1204, false)).toBe('~1,204');
});

test('a change is negative where something was saved', () => {
  expect(changeOf(68.4)).toBe('−68 %');
  expect(changeOf(0)).toBe('0 %');
  expect(changeOf(0.4)).toBe('0 %');
  expect(changeOf(-3)).toBe('+3 %');
  expect(changeOf(68.9)).toBe('−68 %');
  expect(changeOf(99.4)).toBe('−99.4 %');
});

test('columns line up without trailing space', () => {
  expect(
    table([
      ['file', 'level', 'n'],
      ['a', 'full', '10'],
      ['', 'tidy', '9'],
    ]),
  ).toBe('file  level   n\na     full   10\n      tidy    9\n');
});
