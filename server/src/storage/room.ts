// Keeps the store within its bound: knows what lies in it and evicts the entries that were used longest ago.
// Other processes write as well, so what is believed is checked against the disk every sixteenth of the bound.

import { basename, join } from 'node:path';
import { type Disk, isErrno, orMissing, TEMPORARY } from './disk.js';
import { type EntryHeader, MAX_HEADER_BYTES, parseHeader } from './entry.js';
import type { Evicted } from './evicted.js';

interface StoredFile {
  readonly path: string;
  readonly size: number;
  readonly usedAt: number;
}

/** Files take whole blocks; this is the block of every common file system. */
const BLOCK_BYTES = 4096;

/** After an eviction so much is left, so that the next write does not evict again and other windows have room. */
const KEPT_SHARE = 7 / 8;
const UNCHECKED_SHARE = 1 / 16;

/** Temporary files older than this were left by a process that was killed. */
const TEMPORARY_MAX_AGE_MS = 3_600_000;

export const onDisk = (bytes: number): number => Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;

export class Room {
  private total = 0;
  /** Written since the disk was last looked at; infinite before the first look. */
  private unchecked = Number.POSITIVE_INFINITY;

  constructor(
    private readonly disk: Disk,
    private readonly directory: string,
    private readonly maxBytes: number,
    private readonly evicted: Evicted,
  ) {}

  /** Notes a write and evicts where there is too much; never `path` itself, whatever the clock says. */
  async wrote(path: string, bytes: number): Promise<number> {
    this.total += onDisk(bytes);
    this.unchecked += onDisk(bytes);
    if (this.total <= this.maxBytes && this.unchecked <= this.maxBytes * UNCHECKED_SHARE) return 0;
    this.unchecked = 0;
    const files = await this.list();
    this.total = files.reduce((sum, { size }) => sum + onDisk(size), 0);
    return this.total <= this.maxBytes ? 0 : this.evict(files.filter((file) => file.path !== path));
  }

  /** Every entry on disk. Removes what killed processes left behind. */
  async list(): Promise<StoredFile[]> {
    const files: StoredFile[] = [];
    for (const folder of (await orMissing(this.disk.readdir(this.directory))) ?? []) {
      if (!/^\d\d$/.test(folder)) continue;
      const names = (await orMissing(this.disk.readdir(join(this.directory, folder)))) ?? [];
      const found = await Promise.all(names.map((name) => this.look(join(this.directory, folder, name))));
      files.push(...found.flatMap((file) => file ?? []));
    }
    return files;
  }

  private async look(path: string): Promise<StoredFile | undefined> {
    const stat = await orMissing(this.disk.stat(path));
    if (!stat) return undefined;
    if (!basename(path).startsWith(TEMPORARY)) return { path, size: stat.size, usedAt: stat.mtimeMs };
    // The file system's own clock, not the injected one: it is the one that wrote `ctime`.
    if (Date.now() - stat.ctimeMs > TEMPORARY_MAX_AGE_MS) await this.disk.rm(path, { force: true });
    return undefined;
  }

  private async evict(files: readonly StoredFile[]): Promise<number> {
    const oldestFirst = [...files].sort((a, b) => a.usedAt - b.usedAt || (a.path < b.path ? -1 : 1));
    const goingAway: StoredFile[] = [];
    for (const file of oldestFirst) {
      if (this.total <= this.maxBytes * KEPT_SHARE) break;
      goingAway.push(file);
      this.total -= onDisk(file.size);
    }
    const headers: [string, EntryHeader][] = [];
    for (const { path } of goingAway) {
      const header = await readHeader(this.disk, path);
      if (header && header !== 'missing') headers.push([basename(path).slice(0, 12), header]);
    }
    await this.evicted.remember(headers);
    for (const { path } of goingAway) await this.disk.rm(path, { force: true });
    return goingAway.length;
  }

  /** Forgets what it knows, after the store was emptied. */
  reset(): void {
    this.total = 0;
    this.unchecked = Number.POSITIVE_INFINITY;
  }
}

/** The header of an entry without reading all of it; undefined where it is damaged. */
export async function readHeader(disk: Disk, path: string): Promise<EntryHeader | 'missing' | undefined> {
  const handle = await orMissing(disk.open(path, 'r'));
  if (!handle) return 'missing';
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, MAX_HEADER_BYTES));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return parseHeader(head.subarray(0, bytesRead), size);
  } catch (error) {
    if (isErrno(error, 'EISDIR')) return undefined;
    throw error;
  } finally {
    await handle.close();
  }
}
