// From what was typed and selected to what is asked.
import { expect, test } from 'vitest';
import { linesOf, questionOf, titleOf } from '../../../client/src/context/question.js';

test.each([
  ['why', '', 'why'],
  [' why ', 'at a.ts:3\n', 'why\n\nat a.ts:3'],
  ['', 'at a.ts:3', 'at a.ts:3'],
  ['', '', ''],
])('%j with %j selected asks %j', (typed, selected, question) => expect(questionOf(typed, selected)).toBe(question));

test('a selection of megabytes is cut', () =>
  expect(questionOf('', 'x'.repeat(5_000_000)).length).toBeLessThan(200_000));

test('a title is one line that fits', () => {
  expect(titleOf('\nfirst\nsecond')).toBe('first');
  expect(titleOf('one two three', 8)).toBe('one two…');
});

const selection = (startLine: number, startCharacter: number, endLine: number, endCharacter: number) => ({
  start: { line: startLine, character: startCharacter },
  end: { line: endLine, character: endCharacter },
});

test.each([
  ['within a line', selection(4, 2, 4, 9), [5, 5]],
  ['whole lines, up to the start of the next', selection(4, 0, 6, 0), [5, 6]],
  ['a cursor at the start of a line', selection(4, 0, 4, 0), [5, 5]],
])('%s', (_, selected, [startLine, endLine]) => expect(linesOf(selected)).toEqual({ startLine, endLine }));
