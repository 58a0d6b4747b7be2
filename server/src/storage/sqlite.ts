// SQLite behind a handful of methods: better-sqlite3, or Node's own where the native part cannot be loaded.
// A file that is damaged is moved aside and started anew. Nothing else of Pith knows that SQLite is there.

import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { t } from '@vscode/l10n';
import BetterSqlite3 from 'better-sqlite3';
import { UserError } from '../base/errors.js';
import type { Log } from '../base/log.js';

export type SqlValue = string | number | bigint | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

export interface Statement {
  run(...values: readonly SqlValue[]): void;
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): readonly Row[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Runs `work` in a transaction that waits for other writers at its start, and undoes it where it throws. */
  transaction<T>(work: () => T): T;
  isInTransaction(): boolean;
  close(): void;
}

export interface DatabaseOptions {
  /** One SQL script for each schema version, the first makes version 1. Never edited once released. */
  readonly migrations: readonly string[];
  readonly log: Log;
  /** Path of better-sqlite3's `.node` file, where that is not in `node_modules`; passed over where there is none. */
  readonly nativeBinding?: string;
  /** Run before the schema is made: page size, cache, checkpoints. */
  readonly pragmas?: readonly string[];
  /** A damaged file can be made again, so it is not kept. */
  readonly isDerived?: boolean;
  /** A damaged file was deleted or moved aside, and a new one is begun. */
  readonly onDamage?: () => void;
  /** Milliseconds to wait for another process; `BUSY_TIMEOUT_MS` where absent. */
  readonly busyTimeoutMs?: number;
  /** Tests choose; otherwise better-sqlite3 where it loads. */
  readonly driver?: 'better-sqlite3' | 'node:sqlite';
}

/** How long a writer waits for another process. Short, because the server's only thread waits. */
const BUSY_TIMEOUT_MS = 1_000;

/** Files up to this size are checked as a whole when they are opened: about 20 ms. */
const MAX_CHECKED_BYTES = 4 * 1024 * 1024;

/** Damaged files that are kept; a later one replaces the last. */
const MAX_BROKEN_FILES = 3;

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Throws where the file cannot be opened or made, and a UserError where a newer Pith wrote it. */
export function openDatabase(file: string, options: DatabaseOptions): Database {
  try {
    return openChecked(file, options);
  } catch (first) {
    if (!isDamage(first)) throw first;
  }
  // A second look, because another process may have mended it meanwhile.
  try {
    return openChecked(file, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    options.onDamage?.();
    if (options.isDerived) {
      removeDatabase(file);
      options.log.error('An index was damaged and is built again.');
    } else {
      const aside = moveAside(file);
      options.log.error(`A database was damaged; it is kept as ${aside} and a new one is begun.`);
    }
    return openChecked(file, options);
  }
}

/** A database that lives as long as the process; for where nothing can be written. */
export const IN_MEMORY = ':memory:';

export function removeDatabase(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
}

function openChecked(file: string, options: DatabaseOptions): Database {
  if (file !== IN_MEMORY) makePrivateFile(file, options.log);
  const database = connect(file, options);
  try {
    database.exec(`PRAGMA busy_timeout = ${options.busyTimeoutMs ?? BUSY_TIMEOUT_MS}`);
    for (const pragma of options.pragmas ?? []) database.exec(`PRAGMA ${pragma}`);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    if (file === IN_MEMORY || statSync(file).size <= MAX_CHECKED_BYTES) check(database);
    migrate(database, options);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

class Damage extends Error {
  override readonly name = 'Damage';
}

function check(database: Database): void {
  const result = database.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (result !== 'ok') throw new Damage(String(result));
}

function migrate(database: Database, { migrations, isDerived = false }: DatabaseOptions): void {
  const versionOf = () => Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (versionOf() > migrations.length) {
    // What can be made again is named by its version: a newer one has no business in this file.
    if (isDerived) throw new Damage('another version');
    throw new UserError('storage', t('The data was written by a newer version of Pith. Update Pith to use it.'));
  }
  if (versionOf() === migrations.length) return;
  const hasTables = () => database.prepare('SELECT 1 FROM sqlite_master').get() !== undefined;
  if (isDerived && versionOf() === 0 && hasTables()) throw new Damage('tables without a version');
  database.transaction(() => {
    // Read again inside the lock: another process may have migrated first.
    migrations.slice(versionOf()).forEach((sql) => {
      database.exec(sql);
    });
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

/** SQLite gives its journals the permissions of the main file. File systems without permissions refuse `chmod`. */
function makePrivateFile(file: string, log: Log): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    log.warn(`A database could not be closed to other users: ${error instanceof Error ? error.name : typeof error}.`);
  }
}

function moveAside(file: string): string {
  const free = Array.from({ length: MAX_BROKEN_FILES }, (_, n) => `${file}.broken-${n + 1}`);
  const aside = free.find((name) => !existsSync(name)) ?? `${file}.broken-${MAX_BROKEN_FILES}`;
  renameSync(file, aside);
  // The journal belongs to the damaged file and would damage a new one.
  for (const journal of ['-wal', '-shm']) {
    rmSync(aside + journal, { force: true });
    if (existsSync(file + journal)) renameSync(file + journal, aside + journal);
  }
  return aside;
}

export function isDamage(error: unknown): boolean {
  if (error instanceof Damage) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  const errcode = 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code) || errcode === SQLITE_CORRUPT || errcode === SQLITE_NOTADB;
}

/** SQLite's own name of what went wrong (`SQLITE_FULL`), of either driver. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && /^SQLITE_/.test(String(error.code))) return String(error.code);
  return 'errcode' in error ? ERROR_CODES[Number(error.errcode) & 0xff] : undefined;
}

const ERROR_CODES: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
};

function connect(file: string, { driver, nativeBinding, log }: DatabaseOptions): Database {
  if (driver === 'node:sqlite') return connectNode(file);
  try {
    return connectBetter(file, nativeBinding);
  } catch (error) {
    if (driver === 'better-sqlite3' || isSqliteError(error)) throw error;
    log.warn("The bundled SQLite cannot be loaded on this platform; Node's own is used.");
    return connectNode(file);
  }
}

const isSqliteError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');

function connectBetter(file: string, nativeBinding: string | undefined): Database {
  const database = new BetterSqlite3(
    file,
    nativeBinding !== undefined && existsSync(nativeBinding) ? { nativeBinding } : {},
  );
  return {
    exec: (sql) => void database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare<SqlValue[], Row>(sql);
      return {
        run: (...values) => void statement.run(...values),
        get: (...values) => statement.get(...values),
        all: (...values) => statement.all(...values),
      };
    },
    transaction: (work) => database.transaction(work).immediate(),
    isInTransaction: () => database.inTransaction,
    close: () => void database.close(),
  };
}

function connectNode(file: string): Database {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(file);
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        run: (...values) => void statement.run(...values),
        get: (...values) => statement.get(...values),
        all: (...values) => statement.all(...values),
      };
    },
    transaction: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        // Where the disk is full SQLite may have undone it by itself.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    isInTransaction: () => database.isTransaction,
    close: () => database.close(),
  };
}
