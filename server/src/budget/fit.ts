// One rung for every ladder so that the sum stays within a budget: a multiple-choice knapsack.
// Greedy on the utility gained per token along each ladder's convex hull, then the tokens left over are used up.
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
  const chosen = rising.map((points) => points[0] ?? { tokens: 0, utility: 0, index: 0 });
  let left = budgetTokens - chosen.reduce((sum, point) => sum + point.tokens, 0);
  if (left < 0) return undefined;
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
  return chosen.map((point) => point.index);
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
