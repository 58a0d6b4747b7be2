// What was saved: the receipt each result leaves in the ledger, and the report made from receipts.
// No text of the user is ever part of it.

export interface Receipt {
  /** Milliseconds since the epoch, taken by the host. */
  readonly time: number;
  /** The verb and surface that made the result, e.g. `compress.clipboard`. */
  readonly kind: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  readonly elapsedMs: number;
}

export interface SavingsTotal {
  readonly results: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly savedTokens: number;
  /** False as soon as one count among them was an estimate. */
  readonly exact: boolean;
}

export interface SavingsReport {
  readonly today: SavingsTotal;
  readonly total: SavingsTotal;
  /** Local date (YYYY-MM-DD) of the first receipt, absent where there is none. */
  readonly since?: string;
}
