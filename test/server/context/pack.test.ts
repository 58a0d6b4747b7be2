// The choice of rungs against the best of all choices, which small cases allow to try.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laddersOf, pack } from '../../../server/src/context/pack.js';
import type { ContextPiece, PieceRung } from '../../../server/src/context/pieces.js';

const sources = new Map<string, object>();

interface Written {
  readonly path?: string;
  readonly role?: ContextPiece['role'];
  readonly score?: number;
  readonly mustBe?: ContextPiece['mustBe'];
  /** Tokens of each rung. */
  readonly full: number;
  readonly focus?: number | undefined;
  readonly skeleton?: number | undefined;
}

let places = 0;

function piece({ path = 'a.ts', role = 'match', score = 1, mustBe, ...tokens }: Written): ContextPiece {
  const source = sources.get(path) ?? { path };
  sources.set(path, source);
  const rungs = Object.entries(tokens).flatMap(([rung, count]): PieceRung[] =>
    count === undefined ? [] : [{ rung: rung as PieceRung['rung'], ranges: [[1, 2]], tokens: count }],
  );
  const startLine = places++;
  return {
    ...{ source, role, score, rungs, startLine, endLine: startLine },
    ...(mustBe !== undefined && { mustBe }),
  } as unknown as ContextPiece;
}

const check = (pieces: readonly Written[], budget: number, expected: readonly string[] | undefined) =>
  expect(
    pack(pieces.map(piece), budget)?.map(
      ({ piece: { source, score }, rung: { rung } }) => `${source.path} ${score} ${rung}`,
    ),
  ).toEqual(expected);

test('a file costs its line once, and every piece a marker', () => {
  const pieces = [
    { score: 0.9, full: 50 },
    { score: 0.8, full: 50 },
  ];
  check(pieces.slice(0, 1), 75, []);
  check(pieces, 76, ['a.ts 0.9 full']);
  check(pieces, 131, ['a.ts 0.9 full']);
  check(pieces, 132, ['a.ts 0.9 full', 'a.ts 0.8 full']);
});

test('windows where the whole does not fit, and a signature only of what others depend on', () => {
  check([{ full: 200, focus: 60, skeleton: 10 }], 226, ['a.ts 1 full']);
  check([{ full: 200, focus: 60, skeleton: 10 }], 225, ['a.ts 1 focus']);
  check([{ full: 200, focus: 60, skeleton: 10 }], 85, []);
  check([{ role: 'dependency', full: 200, skeleton: 10 }], 85, ['a.ts 1 skeleton']);
});

test('what must be kept comes first, or nothing does', () => {
  const pieces: Written[] = [
    { role: 'selection', path: 's.ts', full: 100 },
    { path: 'b.ts', score: 0.9, full: 40 },
    { path: 'c.ts', score: 0.1, full: 80, focus: 30, mustBe: 'focus' },
  ];
  check(pieces, 181, undefined);
  check(pieces, 182, ['s.ts 1 full', 'c.ts 0.1 focus']);
  check(pieces, 248, ['s.ts 1 full', 'b.ts 0.9 full', 'c.ts 0.1 focus']);
});

const written = fc.record({
  path: fc.constantFrom('a.ts', 'b.ts', 'c.ts'),
  role: fc.constantFrom('match' as const, 'match' as const, 'dependency' as const, 'selection' as const),
  score: fc.integer({ min: 1, max: 100 }).map((score) => score / 100),
  full: fc.integer({ min: 5, max: 300 }),
  focus: fc.option(fc.integer({ min: 5, max: 120 }), { nil: undefined }),
  skeleton: fc.option(fc.integer({ min: 3, max: 30 }), { nil: undefined }),
});
const cases = fc.record({
  pieces: fc.array(written, { minLength: 1, maxLength: 7 }),
  budget: fc.integer({ min: 1, max: 900 }),
});

/** By trying everything; undefined where nothing fits. */
function optimum(ladders: ReturnType<typeof laddersOf>, budget: number): number | undefined {
  const [first, ...rest] = ladders;
  if (!first) return 0;
  const totals = first.options.flatMap(({ tokens, utility }) => {
    const others = tokens > budget ? undefined : optimum(rest, budget - tokens);
    return others === undefined ? [] : [utility + others];
  });
  return totals.length === 0 ? undefined : Math.max(...totals);
}

/** Best first, as pieces come. */
const inOrder = (pieces: readonly Written[]) =>
  [...pieces].sort((a, b) => (b.score ?? 0) - (a.score ?? 0)).map((entry) => piece(entry));

test('within a twentieth of the best of all choices', () => {
  fc.assert(
    fc.property(cases, ({ pieces, budget }) => {
      const all = inOrder(pieces);
      const ladders = laddersOf(all);
      const packed = pack(all, budget);
      const best = optimum(ladders, budget);
      expect(packed === undefined).toBe(best === undefined);
      if (!packed || best === undefined) return;
      const options = packed.map(({ piece: chosen, rung }) => {
        const { rungs = [], options: sizes = [] } = ladders[all.indexOf(chosen)] ?? {};
        return sizes[rungs.indexOf(rung)] ?? { tokens: Number.NaN, utility: Number.NaN };
      });
      expect(options.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(budget);
      expect(options.reduce((sum, { utility }) => sum + utility, 0)).toBeGreaterThanOrEqual(0.95 * best);
    }),
    { numRuns: 400, seed: 4 },
  );
});

test('what must be kept stays as the budget grows', () => {
  fc.assert(
    fc.property(cases, ({ pieces }) => {
      const all = inOrder(pieces);
      const kept = all.filter(({ role }) => role === 'selection');
      let fits = false;
      for (let budget = 1; budget <= 1_500; budget += 13) {
        const packed = pack(all, budget);
        expect(packed !== undefined || !fits).toBe(true);
        fits = packed !== undefined;
        const chosen = new Set(packed?.map((entry) => entry.piece));
        if (packed) expect(kept.every((selection) => chosen.has(selection))).toBe(true);
      }
    }),
    { numRuns: 60, seed: 4 },
  );
});
