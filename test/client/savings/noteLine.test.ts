import { expect, test } from 'vitest';
import { noteLine } from '../../../client/src/savings/noteLine.js';

/** Selections as `startLine-endLine:endCharacter`. */
const check = (selections: readonly string[], expected: number) => {
  const parsed = selections.map((selection) => {
    const [start = 0, line = 0, character = 0] = selection.split(/[-:]/).map(Number);
    return { isEmpty: start === line && character === 0, start: { line: start }, end: { line, character } };
  });
  expect(noteLine(parsed)).toBe(expected);
};

test('the note stands where the last selection ends', () => {
  check(['3-5:2'], 5);
  check(['3-5:2', '9-9:4', '1-1:1'], 9);
});

test('whole lines end on the last of them', () => check(['3-5:0'], 4));
