// Personalised PageRank over a small graph: what a walk that keeps coming back to the seeds meets most (features B27).

import type { EdgeKind } from './edges.js';

/** What a step along each kind of edge is worth (CKB's weights; `extends` as `implements`, `import` as `reference`). */
export const EDGE_WEIGHTS: Readonly<Record<EdgeKind | 'definition', number>> = {
  call: 1,
  new: 1,
  definition: 0.9,
  reference: 0.8,
  import: 0.8,
  extends: 0.7,
  implements: 0.7,
  type: 0.6,
  'same-module': 0.3,
};

export interface WeightedEdge<Node> {
  readonly from: Node;
  readonly to: Node;
  readonly weight: number;
}

/** The share of a walk that goes on; the rest begins anew at the seeds. */
export const DAMPING = 0.85;
const MOST_ITERATIONS = 20;
/** No score changes by more: it is found. */
const TOLERANCE = 1e-6;

export interface PageRank<Node> {
  /** Every node that a seed reaches, the best first; ties in the order of the edges. */
  readonly scores: ReadonlyMap<Node, number>;
  readonly iterations: number;
}

/**
 * The walk begins anew at the seeds, each as often as its weight says. What leaves a node without edges is lost, as in
 * CKB, so the sum is below 1. Seeds that are on no edge are not counted; where there are none at all nothing is asked,
 * which is a RangeError.
 */
export function pageRank<Node>(edges: readonly WeightedEdge<Node>[], seeds: ReadonlyMap<Node, number>): PageRank<Node> {
  if (seeds.size === 0) throw new RangeError('There is no seed');
  const nodes = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const known = [...seeds].filter(([node, weight]) => nodes.has(node) && weight > 0);
  const total = known.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return { scores: new Map(), iterations: 0 };
  const start = new Map(known.map(([node, weight]) => [node, weight / total]));
  const shares = sharesOf(edges);
  let scores = new Map([...nodes].map((node) => [node, start.get(node) ?? 0]));
  let iterations = 0;
  for (let change = 1; iterations < MOST_ITERATIONS && change > TOLERANCE; iterations++) {
    const next = step(shares, start, scores);
    change = Math.max(...[...nodes].map((node) => Math.abs((next.get(node) ?? 0) - (scores.get(node) ?? 0))));
    scores = next;
  }
  const reached = [...nodes].map((node) => [node, scores.get(node) ?? 0] as const).filter(([, score]) => score > 0);
  return { scores: new Map(reached.sort(([, a], [, b]) => b - a)), iterations };
}

type Shares<Node> = readonly (WeightedEdge<Node> & { readonly share: number })[];

/** Each edge with its part of all that leaves its node. */
function sharesOf<Node>(edges: readonly WeightedEdge<Node>[]): Shares<Node> {
  const leaving = new Map<Node, number>();
  for (const { from, weight } of edges) leaving.set(from, (leaving.get(from) ?? 0) + weight);
  return edges.map((edge) => {
    const total = leaving.get(edge.from) ?? 0;
    return { ...edge, share: total > 0 ? edge.weight / total : 0 };
  });
}

function step<Node>(
  shares: Shares<Node>,
  start: ReadonlyMap<Node, number>,
  scores: ReadonlyMap<Node, number>,
): Map<Node, number> {
  const next = new Map([...start].map(([node, weight]) => [node, (1 - DAMPING) * weight]));
  for (const { from, to, share } of shares)
    next.set(to, (next.get(to) ?? 0) + DAMPING * share * (scores.get(from) ?? 0));
  return next;
}

/** Longer ways say nothing of why something was found. */
const MOST_HOPS = 5;

/** The shortest way from a seed to each node, both included; of several the one whose edges come first. */
export function pathsFrom<Node>(
  edges: readonly WeightedEdge<Node>[],
  seeds: Iterable<Node>,
): ReadonlyMap<Node, readonly Node[]> {
  const leaving = new Map<Node, Node[]>();
  for (const { from, to } of edges) {
    const targets = leaving.get(from);
    if (targets) targets.push(to);
    else leaving.set(from, [to]);
  }
  const paths = new Map<Node, readonly Node[]>([...seeds].map((seed) => [seed, [seed]]));
  // A map gives what is added while it is gone through.
  for (const [node, path] of paths) {
    if (path.length > MOST_HOPS) continue;
    for (const target of leaving.get(node) ?? []) if (!paths.has(target)) paths.set(target, [...path, target]);
  }
  return paths;
}
