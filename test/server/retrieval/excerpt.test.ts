// The lines of a chunk that answer a question.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, rangesOf, SHORT_LINES, weightsOf } from '../../../server/src/retrieval/excerpt.js';
import type { Term } from '../../../server/src/retrieval/recall.js';

const term = (word: string, idf = 1): Term => ({
  ...{ word, idf, count: 1, weight: 1, inTitle: false, frequency: 1, isTop: true },
});
const filled = (count: number, said: Readonly<Record<number, string>>) =>
  Array.from({ length: count }, (_, at) => said[at + 1] ?? 'x');

interface Check {
  /** Of 40 lines. */
  readonly said: Readonly<Record<number, string>>;
  readonly header?: number;
  readonly from?: number;
  readonly to?: number;
}

const check = ({ said, header, from = 1, to = 40 }: Check, expected: readonly (readonly [number, number])[]) =>
  expect(
    excerptOf({
      weights: weightsOf([term('upload', 2), term('retry', 1)]),
      lines: filled(40, said),
      startLine: from,
      endLine: to,
      ...(header !== undefined && { headerLine: header }),
    }),
  ).toEqual(expected);

test('a short chunk is not cut', () => {
  check({ said: { 9: 'upload' }, to: SHORT_LINES }, [[1, SHORT_LINES]]);
  check({ said: { 9: 'upload' }, to: SHORT_LINES + 1 }, [[7, 11]]);
});

test('lines that say most come with what is around them, and the header before them', () => {
  check({ said: { 20: 'upload' }, header: 1 }, [
    [1, 1],
    [18, 22],
  ]);
  check({ said: { 20: 'upload retry', 30: 'retry' }, header: 2 }, [
    [2, 2],
    [18, 22],
    [28, 32],
  ]);
});

test('of more than fit, those that say more', () => {
  check({ said: { 10: 'retry', 20: 'upload', 30: 'retry upload', 38: 'upload' } }, [
    [18, 22],
    [28, 32],
  ]);
});

test('windows that touch are one, and stop at the ends of the chunk', () => {
  check({ said: { 10: 'upload', 14: 'upload' } }, [[8, 16]]);
  check({ said: { 11: 'upload', 30: 'upload' }, from: 11, to: 30 }, [
    [11, 13],
    [28, 30],
  ]);
});

test('a header of elsewhere is not shown', () => check({ said: { 20: 'upload' }, header: 5, from: 10 }, [[18, 22]]));

test('where nothing is said, the first lines', () => {
  check({ said: {} }, [[1, 12]]);
  check({ said: {}, header: 1 }, [[1, 12]]);
  check({ said: {}, header: 30 }, [
    [1, 11],
    [30, 30],
  ]);
});

test('ranges of lines', () => {
  expect(rangesOf([])).toEqual([]);
  expect(rangesOf([1, 2, 4, 4, 7])).toEqual([
    [1, 2],
    [4, 4],
    [7, 7],
  ]);
});

test('in order, apart, inside the chunk, with its header, and at most twelve lines', () => {
  const line = fc.constantFrom('', 'x', 'upload', 'retry upload', 'retry');
  const chunk = fc.record({
    lines: fc.array(line, { minLength: 17, maxLength: 80 }),
    from: fc.nat({ max: 60 }),
    header: fc.nat({ max: 80 }),
  });
  fc.assert(
    fc.property(chunk, ({ lines, from, header }) => {
      const startLine = Math.min(from + 1, lines.length - SHORT_LINES);
      const endLine = lines.length;
      const weights = weightsOf([term('upload', 2), term('retry', 1)]);
      const ranges = excerptOf({ weights, lines, startLine, endLine, headerLine: header });
      const shown = ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
      expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
      expect(ranges).toEqual(rangesOf(shown));
      expect(shown.length).toBeLessThanOrEqual(12);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown[0]).toBeGreaterThanOrEqual(startLine);
      expect(shown.at(-1)).toBeLessThanOrEqual(endLine);
      if (header >= startLine && header <= endLine) expect(shown).toContain(header);
    }),
    { numRuns: 300, seed: 4 },
  );
});
