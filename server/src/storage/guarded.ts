// What goes wrong in a database, in the words of the stores: damaged, full or busy. Everything else is a bug and passes.

import { StoreBusy, StoreDamaged, StoreFull } from './indexStore.js';
import { type Database, isDamage, sqliteCode } from './sqlite.js';

/** The connection, each of whose reads says in our words what is wrong. */
export function guarded(connection: Database): Database {
  return {
    ...connection,
    prepare: (sql) => {
      const statement = translated(() => connection.prepare(sql));
      return { ...statement, all: (...values) => translated(() => statement.all(...values)) };
    },
  };
}

export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw inOurWords(cause);
  }
}

export async function translatedLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw inOurWords(cause);
  }
}

function inOurWords(cause: unknown): unknown {
  if (isDamage(cause)) return new StoreDamaged('the index is damaged', { cause });
  const code = sqliteCode(cause) ?? (cause instanceof Error && 'code' in cause ? String(cause.code) : undefined);
  if (code !== undefined && /^(SQLITE_(BUSY|LOCKED)|EBUSY)/.test(code))
    return new StoreBusy('the index is in use', { cause });
  if (code !== undefined && UNWRITABLE.test(code)) return new StoreFull(code, { cause });
  return cause;
}

const UNWRITABLE = /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN)|ENOSPC|EACCES|EROFS|EPERM|ENOTDIR|EEXIST|EDQUOT|ENOENT)/;
