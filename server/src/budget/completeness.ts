// How much of the answer there can be is there: what scores mean, and several of them as one (features B1–B4).

import type { Completeness, CompletenessReason } from '../model/index.js';

/** From here on an answer is complete, and from there on it is a best effort. */
export const COMPLETE = 0.95;
export const BEST_EFFORT = 0.5;

export function extentOf({ score }: Completeness): 'complete' | 'best-effort' | 'incomplete' {
  if (score >= COMPLETE) return 'complete';
  return score >= BEST_EFFORT ? 'best-effort' : 'incomplete';
}

/** What a source of answers is worth while it works (B3): the index knows all files, a language server may not. */
export const BASE_SCORES = {
  scip: { score: 1, reason: 'full-backend' },
  index: { score: 1, reason: 'full-backend' },
  words: { score: 0.95, reason: 'full-backend' },
  editor: { score: 0.7, reason: 'best-effort' },
  none: { score: 0, reason: 'no-results' },
} as const satisfies Readonly<Record<string, { readonly score: number; readonly reason: CompletenessReason }>>;

/** One complete answer is enough; otherwise the mean of all, for the reason of the best. */
export function mergeCompleteness(parts: readonly Completeness[]): Completeness {
  const [first, ...rest] = parts;
  if (!first) return { score: 0, reason: 'no-backend-available' };
  if (rest.length === 0) return first;
  const best = rest.reduce((most, part) => (part.score > most.score ? part : most), first);
  if (extentOf(best) === 'complete') return best;
  const mean = parts.reduce((sum, { score }) => sum + score, 0) / parts.length;
  return { ...best, score: Math.round(mean * 1e6) / 1e6 };
}
