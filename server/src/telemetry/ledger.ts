// The ledger: one receipt for every result, in a SQLite file of its own because it cannot be rebuilt.
// It holds numbers and names of verbs, never text.

import type { Receipt, SavingsReport } from '../model/savings.js';

export interface Ledger {
  /** Never throws for a full or broken disk: the result matters more; it logs and goes on. */
  record(receipt: Receipt): void;
  /** `now` decides what today is, in local time. */
  report(now: Date): SavingsReport;
  clear(): void;
  close(): void;
}
