// How far an answer can be relied on, as a word (features B9–B10).

import type { CompletenessReason } from '../model/index.js';
import type { ConfidenceTier } from '../model/query.js';

export interface ConfidenceFacts {
  /** Of the completeness, 0–1. */
  readonly score: number;
  /** False where nothing is indexed: what is known then was read on the way. */
  readonly hasIndex?: boolean;
  /** It is about something outside of what is indexed. */
  readonly isForeign?: boolean;
  readonly isStale?: boolean;
  readonly commitsBehind?: number;
}

export interface Confidence {
  readonly tier: ConfidenceTier;
  readonly score: number;
  readonly reason?: CompletenessReason;
}

const HIGH = 0.95;
const MEDIUM = 0.7;
const LOW = 0.3;

/** Commits that an index may be behind and still be called sure. */
const FEW_COMMITS = 5;

export function confidenceOf(facts: ConfidenceFacts): Confidence {
  const { score, hasIndex = true, isForeign = false, isStale = false, commitsBehind = 0 } = facts;
  if (isForeign) return { tier: 'speculative', score };
  const byScore = tierOf(score);
  if (!hasIndex) return { tier: byScore === 'speculative' ? byScore : 'low', score };
  if (byScore === 'high' && (isStale || commitsBehind > FEW_COMMITS))
    return { tier: 'medium', score, reason: 'index-stale' };
  return { tier: byScore, score };
}

function tierOf(score: number): ConfidenceTier {
  if (score >= HIGH) return 'high';
  if (score >= MEDIUM) return 'medium';
  return score >= LOW ? 'low' : 'speculative';
}
