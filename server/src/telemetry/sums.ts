// Adding up receipts.

import type { Receipt, SavingsTotal } from '../model/savings.js';

export interface Sum {
  readonly results: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** Results whose counts are not exact. */
  readonly estimates: number;
  /** Time of the first receipt. */
  readonly since?: number;
}

export const emptySum: Sum = { results: 0, tokensBefore: 0, tokensAfter: 0, estimates: 0 };

export function addSums(a: Sum, b: Sum): Sum {
  const since = Math.min(a.since ?? Number.POSITIVE_INFINITY, b.since ?? Number.POSITIVE_INFINITY);
  return {
    results: a.results + b.results,
    tokensBefore: a.tokensBefore + b.tokensBefore,
    tokensAfter: a.tokensAfter + b.tokensAfter,
    estimates: a.estimates + b.estimates,
    ...(Number.isFinite(since) && { since }),
  };
}

export const sumOf = (receipts: readonly Receipt[]): Sum =>
  receipts.reduce(
    (sum, { time, tokensBefore, tokensAfter, exact }) =>
      addSums(sum, { results: 1, tokensBefore, tokensAfter, estimates: exact ? 0 : 1, since: time }),
    emptySum,
  );

export const totalOf = ({ results, tokensBefore, tokensAfter, estimates }: Sum): SavingsTotal => ({
  results,
  tokensBefore,
  tokensAfter,
  savedTokens: tokensBefore - tokensAfter,
  exact: estimates === 0,
});
