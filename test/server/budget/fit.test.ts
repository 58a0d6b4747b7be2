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

test('never over the budget, and the best of all choices where there are few', () => {
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
        expect(got).toBeCloseTo(optimum(ladders, budget), 6);
      },
    ),
    { numRuns: 500 },
  );
});

/** No choice is worth more: steps along the hulls, the densest first, the last one in part. */
function upperBound(ladders: readonly (readonly Option[])[], budget: number): number {
  const steps = ladders.flatMap((options) => {
    const hull: Option[] = [{ tokens: 0, utility: 0 }];
    for (let last = hull[0]; last; ) {
      const from: Option = last;
      const rest = options.filter(({ tokens, utility }) => tokens > from.tokens && utility > from.utility);
      const density = (to: Option) => (to.utility - from.utility) / (to.tokens - from.tokens);
      const next = rest.sort((a, b) => density(b) - density(a))[0];
      if (next) hull.push(next);
      last = next;
    }
    return hull.slice(1).map(({ tokens, utility }, at) => ({
      cost: tokens - (hull[at]?.tokens ?? 0),
      gain: utility - (hull[at]?.utility ?? 0),
    }));
  });
  let left = budget;
  let sum = 0;
  for (const { cost, gain } of steps.sort((a, b) => b.gain / b.cost - a.gain / a.cost)) {
    sum += gain * Math.min(1, left / cost);
    left -= Math.min(left, cost);
  }
  return sum;
}

test('within a twentieth of what no choice can beat, for as many pieces as a question finds', () => {
  const piece = fc
    .record({ whole: fc.integer({ min: 20, max: 400 }), score: fc.double({ min: 0.01, max: 1, noNaN: true }) })
    .map(({ whole, score }): Option[] => [
      { tokens: whole, utility: score * whole ** 0.2 },
      { tokens: Math.ceil(whole / 3), utility: score * whole ** 0.2 * 0.58 },
      { tokens: 0, utility: 0 },
    ]);
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 60, maxLength: 200 }),
      fc.constantFrom(1_000, 4_000, 8_000),
      (ladders, budget) => {
        const chosen = fit(ladders, budget) ?? [];
        const got = chosen.reduce((sum, option, at) => sum + (ladders[at]?.[option]?.utility ?? 0), 0);
        expect(got).toBeGreaterThanOrEqual(0.95 * upperBound(ladders, budget));
      },
    ),
    { numRuns: 100, seed: 4 },
  );
});
