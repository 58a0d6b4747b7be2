// Originals on disk: `originals/<first two digits>/<source id>`, one compressed file each, written whole or not at all.
// Files rather than a database, so that a handle never depends on a native module, and any number of windows and
// terminals can use the folder at once without locks.

import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { sha256 } from '../base/hash.js';
import type { Log } from '../base/log.js';
import type { Source } from '../model/source.js';
import { type Disk, isErrno, orMissing, realDisk, writeWhole } from './disk.js';
import { decodeEntry, describe, encodeEntry, type EntryHeader, parseHeader } from './entry.js';
import { Evicted } from './evicted.js';
import type { FoundOriginal, Originals } from './originals.js';
import { onDisk, readHeader, Room } from './room.js';

export interface OriginalsOptions {
  /** The data folder; originals lie in `originals/` below it. */
  readonly directory: string;
  readonly maxBytes: number;
  readonly log: Log;
  readonly now?: () => number;
  readonly disk?: Disk;
}

/** How often an entry that is used again is marked as used. */
const TOUCH_INTERVAL_MS = 60_000;

/** Different texts with one 40-bit id are a curiosity; more than this many are refused. */
const MAX_TEXTS_OF_ONE_ID = 8;

export function openOriginals(options: OriginalsOptions): Originals {
  return new OriginalsOnDisk(options);
}

class OriginalsOnDisk implements Originals {
  private readonly directory: string;
  private readonly disk: Disk;
  private readonly now: () => number;
  private readonly evicted: Evicted;
  private readonly room: Room;
  /** Writes go one after the other: fewer open files, and evictions do not meet each other. */
  private lastWrite: Promise<unknown> = Promise.resolve();
  private secured = false;

  constructor(private readonly options: OriginalsOptions) {
    this.directory = join(options.directory, 'originals');
    this.disk = options.disk ?? realDisk;
    this.now = options.now ?? Date.now;
    this.evicted = new Evicted(this.disk, this.directory);
    this.room = new Room(this.disk, this.directory, options.maxBytes, this.evicted);
  }

  keep(source: Source, file?: string): Promise<void> {
    return this.inTurn(() => this.write(source, file));
  }

  async find(sourceId: string): Promise<FoundOriginal> {
    if (!/^\d{12}$/.test(sourceId)) return { state: 'unknown' };
    return this.explained(() => this.read(sourceId));
  }

  clear(): Promise<number> {
    return this.inTurn(async () => {
      const freed = (await this.room.list()).reduce((sum, { size }) => sum + size, 0);
      await this.disk.rm(this.directory, { recursive: true, force: true, maxRetries: 3 });
      this.room.reset();
      return freed;
    });
  }

  private async write(source: Source, file: string | undefined): Promise<void> {
    const { text, path, languageId } = source;
    const about = {
      ...(file !== undefined && { file }),
      ...(path !== undefined && { path }),
      ...(languageId !== undefined && { languageId }),
    };
    const hash = sha256(text);
    const slot = await this.slotFor(source.id, hash);
    const known = slot.header;
    if (known && (file === undefined || file === known.file)) return this.touch(slot.path);
    const entry = await encodeEntry(text, describe(text, about));
    if (onDisk(entry.length) > this.options.maxBytes) {
      throw new UserError(
        'storage',
        t(
          '{0} does not fit into the store of originals ({1} MB). Raise pith.store.maxMegabytes.',
          path ?? t('The text'),
          megabytes(this.options.maxBytes),
        ),
      );
    }
    await this.secureDirectory();
    await writeWhole(this.disk, slot.path, entry);
    // A file that was just written is marked with the time of the disk; only another clock has to be told.
    if (this.options.now) await this.touch(slot.path);
    const evicted = await this.room.wrote(slot.path, entry.length);
    if (evicted > 0)
      this.options.log.info(`Store of originals is full: ${evicted} removed, least recently used first.`);
  }

  /** Where a text is or goes: `<id>`, or `<id>.<n>` where another text has the same id. Damaged entries are replaced. */
  private async slotFor(sourceId: string, hash: string): Promise<{ path: string; header?: EntryHeader }> {
    let free: string | undefined;
    for (const path of this.slots(sourceId)) {
      const header = await readHeader(this.disk, path);
      if (header === 'missing') return { path: free ?? path };
      if (header?.sha256 === hash) return { path, header };
      if (!header) free ??= path;
    }
    if (free === undefined)
      throw new UserError('storage', t("Too many texts share the id {0}. Delete Pith's data.", sourceId));
    return { path: free };
  }

  private slots(sourceId: string): string[] {
    if (!/^\d{12}$/.test(sourceId)) throw new Error('A source id has twelve digits.');
    const first = join(this.directory, sourceId.slice(0, 2), sourceId);
    return Array.from({ length: MAX_TEXTS_OF_ONE_ID }, (_, n) => (n === 0 ? first : `${first}.${n}`));
  }

  private async read(sourceId: string): Promise<FoundOriginal> {
    const entries: { path: string; header: EntryHeader | undefined }[] = [];
    for (const path of this.slots(sourceId)) {
      const header = await readHeader(this.disk, path);
      if (header !== 'missing') entries.push({ path, header });
    }
    const headers = [...(await this.evicted.find(sourceId)), ...entries.flatMap(({ header }) => header ?? [])];
    const damaged = entries.filter(({ header }) => header === undefined);
    for (const { path } of damaged) await this.removeDamaged(path);
    const hashes = new Set(headers.map((header) => header.sha256));
    if (hashes.size > 1 || (hashes.size === 1 && damaged.length > 0)) return { state: 'ambiguous' };
    // Of several memories of one text the last is the newest: it names the file where it was last seen.
    const header = headers.findLast(({ file }) => file !== undefined) ?? headers[0];
    if (!header) return damaged.length > 0 ? { state: 'gone' } : { state: 'unknown' };
    const stored = entries.find((entry) => entry.header !== undefined);
    return (await this.fromFile(header)) ?? (stored && (await this.fromStore(sourceId, stored.path))) ?? gone(header);
  }

  private async fromFile(header: EntryHeader): Promise<FoundOriginal | undefined> {
    if (header.file === undefined || header.encoding !== 'utf-8') return undefined;
    const bytes = await this.readUnchanged(header.file, header.bytes);
    if (!bytes || sha256(bytes) !== header.sha256) return undefined;
    return { state: 'found', text: bytes.toString('utf8'), ...described(header), from: 'file' };
  }

  /** A file that cannot be read, for whatever reason, is as good as changed: the store is asked next. */
  private async readUnchanged(file: string, size: number): Promise<Buffer | undefined> {
    try {
      const stat = await this.disk.stat(file);
      return stat.isFile() && stat.size === size ? await this.disk.readFile(file) : undefined;
    } catch (error) {
      if (isErrno(error, 'ENOENT', 'ENOTDIR')) return undefined;
      this.options.log.warn(`A file behind a handle cannot be read: ${codeOf(error)}.`);
      return undefined;
    }
  }

  private async fromStore(sourceId: string, path: string): Promise<FoundOriginal | undefined> {
    const entry = await orMissing(this.disk.readFile(path));
    const header = entry && parseHeader(entry, entry.length);
    if (!entry || !header) return undefined;
    const text = await decodeEntry(entry, header);
    if (text === undefined) {
      await this.removeDamaged(path, () => this.evicted.remember([[sourceId, header]]));
      return undefined;
    }
    await this.touch(path);
    return { state: 'found', text, ...described(header), from: 'store' };
  }

  /** Where it cannot be removed it is found to be damaged again: that costs time and nothing else. */
  private async removeDamaged(path: string, before: () => Promise<void> = async () => {}): Promise<void> {
    this.options.log.warn('A stored original was damaged and is removed.');
    try {
      await before();
      await this.disk.rm(path, { force: true, recursive: true });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.options.log.warn(`It could not be removed: ${codeOf(error)}.`);
    }
  }

  /** A read-only store still serves: what cannot be marked as used is only evicted sooner. */
  private async touch(path: string): Promise<void> {
    const now = this.now();
    try {
      const { mtimeMs } = await this.disk.stat(path);
      if (Math.abs(now - mtimeMs) > TOUCH_INTERVAL_MS) await this.disk.utimes(path, now / 1000, now / 1000);
    } catch (error) {
      this.options.log.warn(`An original was not marked as used: ${codeOf(error)}.`);
    }
  }

  /** Only the user may look, also where the folder was made by hand. File systems without permissions refuse that. */
  private async secureDirectory(): Promise<void> {
    if (this.secured) return;
    await this.disk.mkdir(this.directory, { recursive: true, mode: 0o700 });
    await this.disk.chmod(this.directory, 0o700).catch((error: unknown) => {
      this.options.log.warn(`The store of originals could not be closed to others: ${codeOf(error)}.`);
    });
    this.secured = true;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.lastWrite.then(() => this.explained(work));
    this.lastWrite = result.catch(() => undefined);
    return result;
  }

  private async explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw isSystemError(error) ? storageError(this.directory, error) : error;
    }
  }
}

const NEXT_STEPS: Readonly<Record<string, () => string>> = {
  ENOSPC: () => t('the disk is full. Free some space'),
  EDQUOT: () => t('your disk quota is used up. Free some space'),
  EROFS: () => t('it is on a read-only file system. Make it writable'),
  EACCES: () => t('permission is denied. Make it writable for you'),
  EPERM: () => t('permission is denied. Make it writable for you'),
  ENOTDIR: () => t('a part of its path is a file. Remove that file'),
};

function storageError(directory: string, error: NodeJS.ErrnoException): UserError {
  const reason = NEXT_STEPS[error.code ?? '']?.() ?? t('of a disk error ({0}). Check the disk', String(error.code));
  return new UserError(
    'storage',
    t('The store of originals in {0} cannot be used: {1}, or choose another data folder.', directory, reason),
    { cause: error },
  );
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

const codeOf = (error: unknown): string => (isSystemError(error) ? String(error.code) : 'unknown error');

const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);

const shownPath = ({ path, file }: EntryHeader): string | undefined => path ?? file;

function described(header: EntryHeader): { readonly path?: string; readonly languageId?: string } {
  const path = shownPath(header);
  return {
    ...(path !== undefined && { path }),
    ...(header.languageId !== undefined && { languageId: header.languageId }),
  };
}

function gone(header: EntryHeader): FoundOriginal {
  const path = shownPath(header);
  return { state: 'gone', ...(path !== undefined && { path }) };
}
