import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fit, type Option } from '../../../server/src/budget/fit.js';

const check = (ladders: [tokens: number, utility: number][][], budget: number, expected: number[] | undefined) =>
  expect(
    fit(
      ladders.map((rungs) => rungs.map(([tokens, utility]) => ({ tokens, utility }))),
      budget,
    ),
  ).toEqual(expected);

test('the cheapest rungs come first, then what gains most per token', () => {
  check([], 10, []);
  check([[[10, 1]]], 10, [0]);
  check([[[10, 1]]], 9, undefined);
  check(
    [
      [
        [100, 10],
        [40, 8],
        [10, 2],
      ],
    ],
    50,
    [1],
  );
  check(
    [
      [
        [100, 10],
        [10, 2],
      ],
      [
        [100, 90],
        [10, 2],
      ],
    ],
    110,
    [1, 0],
  );
});

test('a rung that costs more without being worth more is never chosen', () => {
  check(
    [
      [
        [20, 5],
        [30, 5],
        [40, 4],
      ],
    ],
    100,
    [0],
  );
});

test('ties go to the first ladder', () => {
  check(
    [
      [
        [5, 1],
        [10, 2],
      ],
      [
        [5, 1],
        [10, 2],
      ],
    ],
    15,
    [1, 0],
  );
});

/** Best utility by trying everything. */
function optimum(ladders: readonly (readonly Option[])[], budget: number): number {
  const [first, ...rest] = ladders;
  if (!first) return 0;
  const totals = first
    .filter(({ tokens }) => tokens <= budget)
    .map(({ tokens, utility }) => utility + optimum(rest, budget - tokens));
  return Math.max(Number.NEGATIVE_INFINITY, ...totals);
}

const ladder = fc.array(
  fc.record({ tokens: fc.integer({ min: 1, max: 60 }), utility: fc.integer({ min: 0, max: 100 }) }),
  {
    minLength: 1,
    maxLength: 5,
  },
);

test('never over the budget, and at least half of the optimum above the cheapest choice', () => {
  fc.assert(
    fc.property(
      fc.array(ladder, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 250 }),
      (ladders, budget) => {
        const chosen = fit(ladders, budget);
        const picked = (chosen ?? []).map((option, at) => ladders[at]?.[option] ?? { tokens: 0, utility: 0 });
        const cheapest = ladders.reduce((sum, options) => sum + Math.min(...options.map(({ tokens }) => tokens)), 0);
        expect(chosen === undefined).toBe(cheapest > budget);
        if (!chosen) return;
        expect(picked.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(budget);
        const got = picked.reduce((sum, { utility }) => sum + utility, 0);
        expect(got).toBeGreaterThanOrEqual(optimum(ladders, budget) / 2);
      },
    ),
    { numRuns: 500 },
  );
});
