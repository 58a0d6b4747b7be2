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
    if (isDamage(cause)) throw new StoreDamaged('the index is damaged', { cause });
    const code = sqliteCode(cause) ?? (cause instanceof Error && 'code' in cause ? String(cause.code) : undefined);
    if (code !== undefined && /^(SQLITE_(BUSY|LOCKED)|EBUSY)/.test(code))
      throw new StoreBusy('the index is in use', { cause });
    if (code !== undefined && UNWRITABLE.test(code)) throw new StoreFull(code, { cause });
    throw cause;
  }
}

const UNWRITABLE = /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN)|ENOSPC|EACCES|EROFS|EPERM|ENOTDIR|EDQUOT|ENOENT)/;
