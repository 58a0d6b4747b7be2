// One rung for every ladder so that the sum stays within a budget: a multiple-choice knapsack.
// Greedy on the utility gained per token along each ladder's convex hull, then the tokens left over are used up. Where
// little is chosen from, one large step taken too early costs much, and all choices are compared instead.
// Knows numbers only, neither code nor text; ties break by position, so it is deterministic.

/** A size that can be chosen: what it costs and what it is worth. */
export interface Option {
  readonly tokens: number;
  readonly utility: number;
}

interface Point extends Option {
  readonly index: number;
}

interface Step {
  readonly ladder: number;
  readonly to: Point;
  readonly from: Point;
  readonly density: number;
}

/**
 * Index of the option chosen for each ladder, or undefined where even the cheapest ones do not fit.
 * Options may stand in any order; one that costs more without being worth more is never chosen.
 */
export function fit(ladders: readonly (readonly Option[])[], budgetTokens: number): readonly number[] | undefined {
  const rising = ladders.map(risingPoints);
  const cheapest = rising.map((points) => points[0] ?? { tokens: 0, utility: 0, index: 0 });
  const spare = budgetTokens - cheapest.reduce((sum, point) => sum + point.tokens, 0);
  if (spare < 0) return undefined;
  const greedy = greedyChoice(rising, cheapest, spare);
  const best = bestChoice(rising, cheapest, spare);
  const isBetter = best !== undefined && utilityOf(best) > utilityOf(greedy) * (1 + ROUNDING);
  return (isBetter ? best : greedy).map((point) => point.index);
}

/** Sums of the same numbers in another order differ by less. */
const ROUNDING = 1e-9;

const utilityOf = (points: readonly Point[]): number => points.reduce((sum, { utility }) => sum + utility, 0);

function greedyChoice(
  rising: readonly (readonly Point[])[],
  cheapest: readonly Point[],
  spare: number,
): readonly Point[] {
  const chosen = [...cheapest];
  let left = spare;
  for (const step of stepsByDensity(rising)) {
    const cost = step.to.tokens - step.from.tokens;
    if (chosen[step.ladder] !== step.from || cost > left) continue;
    chosen[step.ladder] = step.to;
    left -= cost;
  }
  for (const [ladder, points] of rising.entries()) {
    const from = chosen[ladder];
    const better = points.findLast((point) => from !== undefined && point.tokens - from.tokens <= left);
    if (!from || !better || better.utility <= from.utility) continue;
    chosen[ladder] = better;
    left -= better.tokens - from.tokens;
  }
  return chosen;
}

/** Options times tokens that are compared at most: about a millisecond. With more, greed is as good. */
const MOST_COMPARED = 500_000;
/** Options of a ladder whose places fit into a byte. */
const MOST_POINTS = 255;

/** The best choice of all, by dynamic programming over the tokens; undefined where that takes long. */
function bestChoice(
  rising: readonly (readonly Point[])[],
  cheapest: readonly Point[],
  spare: number,
): readonly Point[] | undefined {
  const steps = rising.reduce((sum, points) => sum + points.length, 0);
  const width = spare + 1;
  if (steps * width > MOST_COMPARED || rising.some(({ length }) => length > MOST_POINTS)) return undefined;
  const most = new Float64Array(width);
  const taken = new Uint8Array(rising.length * width);
  for (const [ladder, points] of rising.entries()) {
    const [first] = points;
    if (!first) continue;
    for (let tokens = spare; tokens >= 0; tokens--) {
      let best = most[tokens] ?? 0;
      for (let at = 1; at < points.length; at++) {
        const { tokens: cost, utility } = points[at] ?? first;
        if (cost - first.tokens > tokens) break;
        const total = (most[tokens - cost + first.tokens] ?? 0) + utility - first.utility;
        if (total <= best) continue;
        best = total;
        taken[ladder * width + tokens] = at;
      }
      most[tokens] = best;
    }
  }
  const chosen = [...cheapest];
  for (let ladder = rising.length - 1, tokens = spare; ladder >= 0; ladder--) {
    const [from, to] = [cheapest[ladder], rising[ladder]?.[taken[ladder * width + tokens] ?? 0]];
    if (!from || !to) continue;
    chosen[ladder] = to;
    tokens -= to.tokens - from.tokens;
  }
  return chosen;
}

/** The options worth choosing: rising in tokens and in utility. */
function risingPoints(options: readonly Option[]): readonly Point[] {
  const sorted = options
    .map((option, index) => ({ tokens: option.tokens, utility: option.utility, index }))
    .sort((a, b) => a.tokens - b.tokens || b.utility - a.utility || a.index - b.index);
  const rising: Point[] = [];
  for (const point of sorted) if (point.utility > (rising.at(-1)?.utility ?? -1)) rising.push(point);
  return rising;
}

/** All steps along the hulls, the densest first; within a ladder the density falls, so its steps stay in order. */
function stepsByDensity(ladders: readonly (readonly Point[])[]): readonly Step[] {
  const steps: Step[] = [];
  for (const [ladder, points] of ladders.entries()) {
    const hull = upperHull(points);
    for (let at = 1; at < hull.length; at++) {
      const [from, to] = [hull[at - 1], hull[at]];
      if (from && to) steps.push({ ladder, from, to, density: densityOf(from, to) });
    }
  }
  return steps.sort((a, b) => b.density - a.density || a.ladder - b.ladder || a.to.tokens - b.to.tokens);
}

function upperHull(points: readonly Point[]): readonly Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    for (;;) {
      const [before, last] = [hull.at(-2), hull.at(-1)];
      if (!before || !last || densityOf(last, point) < densityOf(before, last)) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

const densityOf = (from: Option, to: Option): number =>
  (to.utility - from.utility) / Math.max(1, to.tokens - from.tokens);
