// An index in SQLite: readers and a writer over one connection, with the errors of the database in our words.

import { statSync } from 'node:fs';
import type { Log } from '../base/log.js';
import { guarded, translated } from './guarded.js';
import { IndexReader } from './indexReader.js';
import { INDEX_SCHEMA, PAGE_BYTES } from './indexSchema.js';
import type { Change, IndexStore, StoredModule } from './indexStore.js';
import { IndexWriter } from './indexWriter.js';
import { type Database, IN_MEMORY, isDamage, openDatabase, removeDatabase } from './sqlite.js';

export interface IndexStoreOptions {
  /** Path of the database; in memory where absent. */
  readonly path?: string;
  readonly log: Log;
  readonly nativeBinding?: string;
  /** A read has found that it is damaged (it throws `StoreDamaged`, too). */
  readonly onDamage?: () => void;
}

/** Kilobytes of pages that SQLite keeps: a name is found in the index of a million rows without reading it twice. */
const CACHE_KILOBYTES = 16_384;
/** Pages of the journal that are carried over at once (16 MB): less often than by default while an index is built. */
const CHECKPOINT_PAGES = 4_096;
/** To open takes a lock that others hold for a moment; later, whoever writes tries again (the only thread waits). */
const OPENING_TIMEOUT_MS = 2_000;
const BUSY_TIMEOUT_MS = 100;
/** Another process waits for a transaction that is open. */
const MOST_OPEN_MS = 500;
/** Batches in one transaction of a bulk: full text is written at each commit, and merged later at a cost. */
const CHANGES_PER_COMMIT = 16;
/** Note that says that changes were not waited for. */
const BULK = 'bulk';

/** A damaged file is replaced by an empty one. Throws `StoreFull` where none can be opened or made. */
export function openIndexStore({ path, log, nativeBinding, onDamage }: IndexStoreOptions): IndexStore {
  let wasDamaged = false;
  const open = () =>
    openDatabase(path ?? IN_MEMORY, {
      migrations: [INDEX_SCHEMA],
      isDerived: true,
      onDamage: () => {
        wasDamaged = true;
      },
      busyTimeoutMs: OPENING_TIMEOUT_MS,
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
  const database = translated(open);
  if (isSound(database)) return new SqliteIndexStore(path, database, wasDamaged, onDamage);
  database.close();
  if (path !== undefined) removeDatabase(path);
  log.error('An index was damaged and is built again.');
  return new SqliteIndexStore(path, translated(open), true, onDamage);
}

/** Looks closer where the last process ended while it built: its machine may have gone down with it. */
function isSound(database: Database): boolean {
  try {
    const wasBuilding = database.prepare('SELECT 1 FROM notes WHERE key = ?').get(BULK) !== undefined;
    return !wasBuilding || database.prepare('PRAGMA quick_check(1)').get()?.quick_check === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

class SqliteIndexStore extends IndexReader implements IndexStore {
  private readonly writer: IndexWriter;
  private readonly inode: number | undefined;
  /** Changes in the transaction that is open; undefined outside of `beginBulk` … `endBulk`. */
  private bulk: { changes: number; isOpen: boolean; openedAt: number } | undefined;

  constructor(
    readonly path: string | undefined,
    private readonly connection: Database,
    readonly wasDamaged: boolean,
    onDamage?: () => void,
  ) {
    super(guarded(connection), onDamage);
    translated(() => connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`));
    this.writer = new IndexWriter(connection);
    this.inode = path === undefined ? undefined : inodeOf(path);
  }

  generation(): number {
    return Number(this.note('generation') ?? 0);
  }

  apply(changes: readonly Change[]): void {
    this.write(() => this.writer.write(changes));
  }

  clear(): void {
    this.write(() => this.writer.clearAll());
  }

  setModules(modules: readonly StoredModule[]): void {
    this.write(() => this.writer.setModules(modules));
  }

  setNote(key: string, value: string): void {
    translated(() => this.connection.transaction(() => this.putNote(key, value)));
  }

  beginBulk(): void {
    if (this.bulk) return;
    this.setNote(BULK, '1');
    translated(() => this.connection.exec('PRAGMA synchronous = OFF'));
    this.bulk = { changes: 0, isOpen: false, openedAt: 0 };
  }

  endBulk(): void {
    if (!this.bulk) return;
    this.commitBulk();
    this.bulk = undefined;
    translated(() => {
      this.connection.exec('PRAGMA synchronous = NORMAL');
      // Writes what is in the journal to the file and waits for the disk: from here on it is safe again.
      this.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      this.connection.transaction(() => this.connection.prepare('DELETE FROM notes WHERE key = ?').run(BULK));
    });
  }

  close(): void {
    try {
      if (this.bulk) this.commitBulk();
    } finally {
      this.connection.close();
    }
  }

  discard(): void {
    const isOurs = !this.isGone();
    this.connection.close();
    if (this.path !== undefined && isOurs) removeDatabase(this.path);
  }

  isGone(): boolean {
    return this.path !== undefined && inodeOf(this.path) !== this.inode;
  }

  /** Bytes on disk, the journal included. */
  bytes(): number {
    if (this.path === undefined) return 0;
    return [this.path, `${this.path}-wal`].reduce(
      (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  }

  private write(work: () => void): void {
    translated(() => {
      if (this.bulk) return this.writeInBulk(work, this.bulk);
      this.writer.begin();
      this.connection.transaction(() => {
        work();
        this.putNote('generation', String(this.generation() + 1));
      });
    });
  }

  private writeInBulk(work: () => void, bulk: NonNullable<typeof this.bulk>): void {
    if (!bulk.isOpen) {
      this.connection.exec('BEGIN IMMEDIATE');
      bulk.isOpen = true;
      bulk.openedAt = performance.now();
      this.writer.begin();
    }
    this.connection.exec('SAVEPOINT change');
    try {
      work();
      this.connection.exec('RELEASE change');
    } catch (error) {
      // Where the disk is full SQLite has undone all of it by itself.
      if (this.connection.isInTransaction()) this.connection.exec('ROLLBACK TO change');
      else bulk.isOpen = false;
      this.writer.begin();
      throw error;
    }
    bulk.changes++;
    const isLong = performance.now() - bulk.openedAt > MOST_OPEN_MS;
    if (isLong || bulk.changes >= CHANGES_PER_COMMIT) this.commitBulk();
  }

  private commitBulk(): void {
    const { bulk } = this;
    if (!bulk?.isOpen) return;
    bulk.isOpen = false;
    bulk.changes = 0;
    translated(() => {
      try {
        this.putNote('generation', String(this.generation() + 1));
        this.connection.exec('COMMIT');
      } catch (error) {
        // Where the disk is full SQLite may have undone it by itself.
        if (this.connection.isInTransaction()) this.connection.exec('ROLLBACK');
        throw error;
      }
    });
  }

  private putNote(key: string, value: string): void {
    this.connection.prepare('INSERT OR REPLACE INTO notes VALUES (?, ?)').run(key, value);
  }
}

const inodeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;
