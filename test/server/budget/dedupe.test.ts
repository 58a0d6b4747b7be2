import { expect, test } from 'vitest';
import { distinct, stretchKey } from '../../../server/src/budget/dedupe.js';

const stretch = (path: string, line: number, column: number, endColumn = column + 4) => ({
  path,
  line,
  column,
  endColumn,
});

test('references are the same where all five of their numbers are', () => {
  const [a, b] = [stretch('a.ts', 1, 1), stretch('b.ts', 1, 1)];
  expect(distinct([a, { ...a }, b, { ...a }], stretchKey)).toEqual([a, b]);
  const apart = [a, stretch('a.ts', 1, 2, 5), stretch('a.ts', 2, 1), stretch('a.ts', 1, 1, 9)];
  expect(distinct(apart, stretchKey)).toBe(apart);
  expect(distinct([a, { ...a, endLine: 1 }], stretchKey)).toEqual([a]);
  expect(distinct([], stretchKey)).toEqual([]);
});

test('the first of several with one id stays, whatever the others say', () => {
  const symbols = [
    { id: '1', name: 'First', confidence: 0.2 },
    { id: '1', name: 'Second', confidence: 0.9 },
  ];
  expect(distinct(symbols, ({ id }) => id)).toEqual([symbols[0]]);
});
