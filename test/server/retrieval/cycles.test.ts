import { expect, test } from 'vitest';
import { cyclesIn } from '../../../server/src/retrieval/cycles.js';

const check = (edges: readonly string[], expected: readonly string[]) => {
  const nodes = [...new Set(edges.join(''))].sort();
  const found = cyclesIn(
    nodes,
    edges.map(([from = '', to = '']) => ({ from, to })),
  );
  expect(found.map((cycle) => cycle.join(''))).toEqual(expected);
};

test('a tree has none', () => check(['AB', 'AC', 'BD', 'CD'], []));
test('a circle is told in the order of its nodes', () => check(['CA', 'AB', 'BC', 'CD'], ['ABC']));
test('two circles that share a node are one', () => check(['AB', 'BA', 'BC', 'CB'], ['ABC']));
test('two that do not are two', () => check(['CD', 'DC', 'AB', 'BA', 'BC'], ['AB', 'CD']));
test('what calls itself is one', () => check(['AA', 'AB'], ['A']));
test('a long chain is no problem', () => {
  const nodes = Array.from({ length: 20_000 }, (_, at) => at);
  const edges = nodes.map((from) => ({ from, to: (from + 1) % nodes.length }));
  expect(cyclesIn(nodes, edges)[0]).toHaveLength(20_000);
});
