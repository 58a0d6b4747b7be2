import { expect, test } from 'vitest';
import { msToMidnight } from '../../../client/src/savings/midnight.js';

const check = (now: Date, expected: string) => {
  const then = new Date(now.getTime() + msToMidnight(now));
  expect([then.getMonth() + 1, then.getDate(), then.getHours(), then.getMinutes(), then.getSeconds()].join(' ')).toBe(
    expected,
  );
};

test('the next day is a second old', () => {
  check(new Date(2026, 0, 31, 23, 59, 59), '2 1 0 0 1');
  check(new Date(2026, 11, 31, 0, 0, 0), '1 1 0 0 1');
});
