// From what a request asks for (a level, a budget, a rate) to how rungs are chosen.

import type { Level } from '../model/block.js';
import type { CompressRequest } from '../model/verbs.js';
import type { Choice } from './assemble.js';

/** Faithfulness below which rewritten or thinned text is not chosen by `auto` (features H2.7). */
const FAITHFULNESS_GATE = 0.85;

/** Largest safety margin, in tokens, where counts are estimates (architecture, invariant 3). */
const SAFETY_MARGIN = 300;

/** `before` is what a rate is a share of. A count that is not exact gets a safety margin. */
export function choiceOf(request: CompressRequest, configured: Level, isExact: boolean, before: number): Choice {
  const { budgetTokens, rate } = request;
  if (rate === 'auto') return { by: 'faithfulness', least: FAITHFULNESS_GATE };
  const tokens = budgetTokens ?? (rate === undefined ? undefined : Math.max(1, Math.floor(rate * before)));
  if (tokens === undefined) return { by: 'level', level: request.level ?? configured };
  const safetyMargin = safetyMarginOf(tokens, isExact);
  const question = request.question === undefined ? {} : { question: request.question };
  return { by: 'budget', budget: { tokens, safetyMargin }, ...question };
}

/** Kept free of a budget; nothing where the count is exact. */
export const safetyMarginOf = (tokens: number, isExact: boolean): number =>
  isExact ? 0 : Math.min(SAFETY_MARGIN, Math.floor(tokens / 4));
