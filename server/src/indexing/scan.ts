// The files of a folder that are worth reading, in order of their paths, and those that are left out with the reason.
// The index lists its files without looking into them (`list.ts`); here the first bytes of each file have a say.

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleOptions } from './leftOut.js';
import { HEAD_BYTES, unwantedHead } from './unwanted.js';
import { isErrno, type LeftOut, LeftOutList, openRoot, walk } from './walk.js';

export interface ScannedFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the folder, with `/`. */
  readonly name: string;
  readonly bytes: number;
}

export interface Scan {
  readonly files: readonly ScannedFile[];
  /** The first ones are named. */
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
  /** True where there are more than `maxFiles`; `files` then holds the first ones. */
  readonly truncated: boolean;
}

export interface ScanLimits extends RuleOptions {
  readonly maxFiles: number;
}

/**
 * Throws a UserError where the folder cannot be read, or rules that may keep something in it private; and the signal's
 * reason where it is aborted.
 */
export async function scanFolder(folder: string, limits: ScanLimits, signal?: AbortSignal): Promise<Scan> {
  const files: ScannedFile[] = [];
  const leftOut = new LeftOutList();
  const root = openRoot(folder, limits);
  let truncated = false;
  for (const found of walk(root)) {
    signal?.throwIfAborted();
    if (found?.problem) throw found.problem;
    if (!found) continue;
    const { name } = found;
    const looked = found.reason ? undefined : await look(root.path + name);
    const reason = found.reason ?? (looked ? unwantedHead(name, looked.head) : 'unreadable');
    truncated = !reason && files.length === limits.maxFiles;
    if (truncated) break;
    if (looked && !reason) files.push({ path: join(folder, name), name, bytes: looked.bytes });
    else leftOut.add(name, reason ?? 'unreadable');
  }
  return { files, leftOut: leftOut.named, leftOutCount: leftOut.count, truncated };
}

async function look(path: string): Promise<{ head: Uint8Array; bytes: number } | undefined> {
  try {
    const handle = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return { head: buffer.subarray(0, bytesRead), bytes: (await handle.stat()).size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
