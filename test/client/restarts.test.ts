import { expect, test } from 'vitest';
import { Restarts } from '../../client/src/restarts.js';

/** Pauses that deaths at these seconds are followed by. */
const check = (seconds: readonly number[], expected: readonly (number | undefined)[]) => {
  const restarts = new Restarts();
  expect(seconds.map((second) => restarts.next(second * 1_000))).toEqual(expected);
};

test('the pause doubles and ends after five deaths in three minutes', () => {
  check([0, 1, 2, 3, 4, 5], [1_000, 2_000, 4_000, 8_000, 16_000, undefined]);
});

test('deaths of long ago do not count', () => {
  check([0, 200, 400, 600, 800, 1_000, 1_200], [1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]);
});

test('a restart by hand starts anew', () => {
  const restarts = new Restarts();
  for (let death = 0; death < 9; death++) restarts.next(0);
  restarts.clear();
  expect(restarts.next(0)).toBe(1_000);
});
