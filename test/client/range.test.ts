import { expect, test } from 'vitest';
import { type HandleRange, rangeOf } from '../../client/src/range.js';

const check = (text: string, range: HandleRange, expected: string) => {
  const { start, end } = rangeOf(text, range);
  expect(`${start.line}:${start.character}-${end.line}:${end.character}`).toBe(expected);
};

test('lines are selected whole, without the last line end', () => {
  check('one\ntwo\nthree\n', { unit: 'lines', first: 2, last: 3 }, '1:0-2:5');
  check('one\r\ntwo\r\n', { unit: 'lines', first: 1, last: 2 }, '0:0-1:3');
  check('one', { unit: 'lines', first: 1, last: 1 }, '0:0-0:3');
});

test('characters are counted over line ends', () => {
  check('one\ntwo', { unit: 'characters', start: 2, end: 5 }, '0:2-1:1');
  check('one\ntwo', { unit: 'characters', start: 4, end: 4 }, '1:0-1:0');
});

test('a whole source opens at its start', () => check('one\ntwo', { unit: 'all' }, '0:0-0:0'));
