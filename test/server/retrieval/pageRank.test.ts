import { expect, test } from 'vitest';
import { pageRank, pathsFrom } from '../../../server/src/retrieval/pageRank.js';

type Edge = readonly [from: string, to: string, weight: number];

const edgesOf = (edges: readonly Edge[]) => edges.map(([from, to, weight]) => ({ from, to, weight }));

const DIAMOND: readonly Edge[] = [
  ['A', 'B', 1],
  ['B', 'C', 1],
  ['A', 'D', 0.5],
  ['B', 'D', 0.8],
];

test('scores are what a walk from the seeds meets', () => {
  const { scores, iterations } = pageRank(edgesOf(DIAMOND), new Map([['A', 1]]));
  expect([...scores].map(([node, score]) => [node, Math.round(score * 1e6) / 1e6])).toEqual([
    ['A', 0.15],
    ['B', 0.085],
    ['D', 0.074611],
    ['C', 0.040139],
  ]);
  expect(iterations).toBe(4);
});

test('a circle ends', () => {
  const { scores, iterations } = pageRank(
    edgesOf([
      ['A', 'B', 1],
      ['B', 'A', 1],
    ]),
    new Map([['A', 3]]),
  );
  expect(iterations).toBe(20);
  expect((scores.get('A') ?? 0) > (scores.get('B') ?? 0)).toBe(true);
});

test('what no seed reaches has no score, and seeds count by their weights', () => {
  const apart = edgesOf([...DIAMOND, ['X', 'Y', 1]]);
  expect([...pageRank(apart, new Map([['A', 1]])).scores.keys()]).toEqual(['A', 'B', 'D', 'C']);
  const two = pageRank(
    apart,
    new Map([
      ['A', 1],
      ['X', 3],
    ]),
  );
  expect([...two.scores.keys()][0]).toBe('X');
  expect(two.scores.get('A')).toBeCloseTo(0.0375, 6);
});

test('no seed is an error, and unknown seeds find nothing', () => {
  expect(() => pageRank(edgesOf(DIAMOND), new Map())).toThrow(RangeError);
  expect(pageRank(edgesOf(DIAMOND), new Map([['Z', 1]])).scores.size).toBe(0);
  expect(pageRank([], new Map([['Z', 1]])).scores.size).toBe(0);
});

test('ways begin at a seed, are the shortest, and end after five steps', () => {
  const chain = edgesOf(['AB', 'BC', 'CD', 'DE', 'EF', 'FG', 'AC'].map(([from = '', to = '']) => [from, to, 1]));
  const paths = pathsFrom(chain, ['A']);
  expect(paths.get('D')).toEqual(['A', 'C', 'D']);
  expect(paths.get('G')).toEqual(['A', 'C', 'D', 'E', 'F', 'G']);
  expect(
    pathsFrom(edgesOf(['AB', 'BC', 'CD', 'DE', 'EF', 'FG'].map(([a = '', b = '']) => [a, b, 1])), ['A']).has('G'),
  ).toBe(false);
});
