// The ledger in SQLite. Receipts are kept for about a year, their sum for ever: one row that is updated with each
// receipt, so that a report costs the same after a day and after ten years.

import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { Receipt, SavingsReport } from '../model/savings.js';
import { type Database, openDatabase, type Row } from '../storage/sqlite.js';
import type { Ledger } from './ledger.js';
import { addSums, emptySum, type Sum, sumOf, totalOf } from './sums.js';

export interface LedgerOptions {
  /** The data folder; the ledger is `ledger.sqlite` in it. */
  readonly directory: string;
  readonly log: Log;
  /** See `storage/sqlite.ts`. */
  readonly nativeBinding?: string;
  readonly now?: () => number;
}

const MIGRATIONS = [
  `CREATE TABLE receipt (
     time INTEGER NOT NULL, kind TEXT NOT NULL, tokens_before INTEGER NOT NULL, tokens_after INTEGER NOT NULL,
     tokenizer TEXT NOT NULL, exact INTEGER NOT NULL, elapsed_ms REAL NOT NULL
   );
   CREATE INDEX receipt_time ON receipt (time);
   CREATE TABLE total (
     id INTEGER PRIMARY KEY CHECK (id = 1), results INTEGER NOT NULL, tokens_before INTEGER NOT NULL,
     tokens_after INTEGER NOT NULL, estimates INTEGER NOT NULL, since INTEGER
   );
   INSERT INTO total VALUES (1, 0, 0, 0, 0, NULL);`,
];

/** Longer than any report looks back. */
const RECEIPT_MAX_AGE_MS = 400 * 86_400_000;

/** Receipts that wait in memory for the disk to recover; older ones are then only summed. */
const MAX_WAITING = 1_000;

/** A broken disk is tried again this often, because each try may wait for a lock. */
const RETRY_INTERVAL_MS = 60_000;

/** Opens nothing until it is first used. Never throws: without a disk it counts in memory and says so once. */
export function openLedger(options: LedgerOptions): Ledger {
  return new SqliteLedger(options);
}

class SqliteLedger implements Ledger {
  private database: Database | undefined;
  private waiting: Receipt[] = [];
  /** What no longer fits among the waiting. */
  private overflow: Sum = emptySum;
  private lastProblemAt: number | undefined;

  constructor(private readonly options: LedgerOptions) {}

  record(receipt: Receipt): void {
    if (![receipt.time, receipt.tokensBefore, receipt.tokensAfter, receipt.elapsedMs].every(Number.isFinite)) {
      this.options.log.error(`A receipt of ${receipt.kind} without numbers was not recorded.`);
      return;
    }
    this.waiting.push({ ...receipt, time: Math.round(receipt.time) });
    const last = this.lastProblemAt;
    if (last === undefined || Math.abs(receipt.time - last) >= RETRY_INTERVAL_MS) this.flush(receipt.time);
    const excess = this.waiting.length - MAX_WAITING;
    if (excess > 0) this.overflow = addSums(this.overflow, sumOf(this.waiting.splice(0, excess)));
  }

  report(now: Date): SavingsReport {
    const start = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
    // The calendar's next day, not 24 hours later: days with a change of the clock have 23 or 25.
    const end = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
    let today = sumOf(this.waiting.filter(({ time }) => time >= start && time < end));
    let total = addSums(this.overflow, sumOf(this.waiting));
    this.attempt(now.getTime(), (database) => {
      today = addSums(today, readSum(database.prepare(TODAY).get(start, end)));
      total = addSums(total, readSum(database.prepare('SELECT * FROM total').get()));
    });
    return {
      today: totalOf(today),
      total: totalOf(total),
      ...(total.since !== undefined && { since: localDate(new Date(total.since)) }),
    };
  }

  clear(): void {
    this.waiting = [];
    this.overflow = emptySum;
    try {
      const database = this.open();
      database.transaction(() => {
        database.exec('DELETE FROM receipt');
        database.exec('UPDATE total SET results = 0, tokens_before = 0, tokens_after = 0, estimates = 0, since = NULL');
      });
      // So that the deleted rows leave the files as well.
      database.exec('VACUUM');
      database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    } catch (error) {
      throw new UserError(
        'storage',
        t(
          'The ledger in {0} could not be emptied. Close other windows, or delete ledger.sqlite there.',
          this.options.directory,
        ),
        { cause: error },
      );
    }
  }

  close(): void {
    if (this.waiting.length > 0) this.flush(this.lastProblemAt ?? 0);
    this.abandon();
  }

  private flush(time: number): void {
    const written = this.attempt(time, (database) => {
      database.transaction(() => write(database, this.waiting, this.overflow));
    });
    if (!written) return;
    this.lastProblemAt = undefined;
    this.waiting = [];
    this.overflow = emptySum;
  }

  private open(): Database {
    if (this.database) return this.database;
    const { directory, log, nativeBinding, now = Date.now } = this.options;
    const binding = nativeBinding === undefined ? {} : { nativeBinding };
    this.database = openDatabase(join(directory, 'ledger.sqlite'), { migrations: MIGRATIONS, log, ...binding });
    this.database.prepare(PRUNE).run(now() - RECEIPT_MAX_AGE_MS);
    return this.database;
  }

  /** True where `work` was done. A failed connection is given up, so that the next attempt makes a new one. */
  private attempt(time: number, work: (database: Database) => void): boolean {
    try {
      work(this.open());
      return true;
    } catch (error) {
      if (this.lastProblemAt === undefined) {
        this.options.log.error(`The ledger cannot be used, so savings are counted in memory: ${nameOf(error)}.`);
      }
      this.lastProblemAt = time;
      this.abandon();
      return false;
    }
  }

  private abandon(): void {
    const database = this.database;
    this.database = undefined;
    try {
      database?.close();
    } catch (error) {
      this.options.log.warn(`The ledger was not closed cleanly: ${nameOf(error)}.`);
    }
  }
}

const PRUNE = 'DELETE FROM receipt WHERE time < ?';

const TODAY = `SELECT count(*) AS results, coalesce(sum(tokens_before), 0) AS tokens_before,
  coalesce(sum(tokens_after), 0) AS tokens_after, coalesce(sum(1 - exact), 0) AS estimates, min(time) AS since
  FROM receipt WHERE time >= ? AND time < ?`;

function write(database: Database, receipts: readonly Receipt[], overflow: Sum): void {
  const insert = database.prepare('INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const { time, kind, tokensBefore, tokensAfter, tokenizer, exact, elapsedMs } of receipts) {
    insert.run(time, kind, tokensBefore, tokensAfter, tokenizer, exact ? 1 : 0, elapsedMs);
  }
  const sum = addSums(overflow, sumOf(receipts));
  const since = sum.since ?? null;
  database
    .prepare(
      `UPDATE total SET results = results + ?, tokens_before = tokens_before + ?, tokens_after = tokens_after + ?,
         estimates = estimates + ?, since = min(coalesce(since, ?), ?)`,
    )
    .run(sum.results, sum.tokensBefore, sum.tokensAfter, sum.estimates, since, since);
}

function readSum(row: Row | undefined): Sum {
  return {
    results: Number(row?.results ?? 0),
    tokensBefore: Number(row?.tokens_before ?? 0),
    tokensAfter: Number(row?.tokens_after ?? 0),
    estimates: Number(row?.estimates ?? 0),
    ...(typeof row?.since === 'number' && { since: row.since }),
  };
}

const localDate = (date: Date): string =>
  [
    String(date.getFullYear()).padStart(4, '0'),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-');

/** Messages of SQLite name tables and files, never values. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.message : typeof error);
