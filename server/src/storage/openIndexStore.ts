// An index in SQLite: readers and a writer over one connection, with the errors of the database in our words.

import { statSync } from 'node:fs';
import type { Log } from '../base/log.js';
import { IndexReader } from './indexReader.js';
import { INDEX_SCHEMA, PAGE_BYTES } from './indexSchema.js';
import { type Change, type IndexStore, StoreBusy, StoreDamaged, StoreFull, type StoredModule } from './indexStore.js';
import { IndexWriter } from './indexWriter.js';
import { type Database, IN_MEMORY, isDamage, openDatabase, sqliteCode } from './sqlite.js';

export interface IndexStoreOptions {
  /** Path of the database; in memory where absent. */
  readonly path?: string;
  readonly log: Log;
  readonly nativeBinding?: string;
}

/** Kilobytes of pages that SQLite keeps: a name is found in the index of a million rows without reading it twice. */
const CACHE_KILOBYTES = 16_384;
/** Pages of the journal that are carried over at once (16 MB): less often than by default while an index is built. */
const CHECKPOINT_PAGES = 4_096;
const BUSY_TIMEOUT_MS = 2_000;

/** A damaged file is replaced by an empty one. Throws `StoreFull` where none can be opened or made. */
export function openIndexStore({ path, log, nativeBinding }: IndexStoreOptions): IndexStore {
  const open = () =>
    openDatabase(path ?? IN_MEMORY, {
      migrations: [INDEX_SCHEMA],
      isDerived: true,
      busyTimeoutMs: BUSY_TIMEOUT_MS,
      pragmas: [
        `page_size = ${PAGE_BYTES}`,
        `cache_size = -${CACHE_KILOBYTES}`,
        `wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
        // The journal is cut to this size whenever it was carried over.
        `journal_size_limit = ${PAGE_BYTES * CHECKPOINT_PAGES}`,
      ],
      log,
      ...(nativeBinding !== undefined && { nativeBinding }),
    });
  return new SqliteIndexStore(path, translated(open));
}

class SqliteIndexStore extends IndexReader implements IndexStore {
  private readonly writer: IndexWriter;
  private readonly inode: number | undefined;

  constructor(
    readonly path: string | undefined,
    private readonly connection: Database,
  ) {
    super(guarded(connection));
    this.writer = new IndexWriter(connection);
    this.inode = path === undefined ? undefined : inodeOf(path);
  }

  generation(): number {
    return Number(this.note('generation') ?? 0);
  }

  apply(changes: readonly Change[]): void {
    this.write(() => {
      for (const change of changes) this.writer.write(change);
    });
  }

  setModules(modules: readonly StoredModule[]): void {
    this.write(() => this.writer.setModules(modules));
  }

  setNote(key: string, value: string): void {
    translated(() => this.connection.transaction(() => this.putNote(key, value)));
  }

  settle(): void {
    translated(() => this.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
  }

  close(): void {
    this.connection.close();
  }

  isGone(): boolean {
    return this.path !== undefined && inodeOf(this.path) !== this.inode;
  }

  /** Bytes on disk, the journal included. */
  bytes(): number {
    if (this.path === undefined) return 0;
    return [this.path, `${this.path}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  private write(work: () => void): void {
    translated(() =>
      this.connection.transaction(() => {
        work();
        this.putNote('generation', String(this.generation() + 1));
      }),
    );
  }

  private putNote(key: string, value: string): void {
    this.connection.prepare('INSERT OR REPLACE INTO notes VALUES (?, ?)').run(key, value);
  }
}

const inodeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;

/** The connection, each of whose reads says in our words what is wrong. */
function guarded(connection: Database): Database {
  return {
    ...connection,
    prepare: (sql) => {
      const statement = translated(() => connection.prepare(sql));
      return { ...statement, all: (...values) => translated(() => statement.all(...values)) };
    },
  };
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (isDamage(cause)) throw new StoreDamaged('the index is damaged', { cause });
    const code = sqliteCode(cause) ?? (cause instanceof Error && 'code' in cause ? String(cause.code) : undefined);
    if (code !== undefined && /^SQLITE_(BUSY|LOCKED)/.test(code)) throw new StoreBusy('the index is in use', { cause });
    if (code !== undefined && UNWRITABLE.test(code)) throw new StoreFull(code, { cause });
    throw cause;
  }
}

const UNWRITABLE = /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN)|ENOSPC|EACCES|EROFS|EPERM|ENOTDIR|EDQUOT|ENOENT)/;
