// A file on disk to the change it makes in the index: read, judged, and extracted where its bytes are new.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { FileState } from '../model/facts.js';
import type { Change } from '../storage/indexStore.js';
import { packFacts } from '../storage/packedFacts.js';
import { type ExtractServices, extract } from './extract.js';
import { HEAD_BYTES, unwantedHead } from './unwanted.js';

export interface FileTask {
  /** Relative to the root, with `/`. */
  readonly name: string;
  /** Of the bytes that are indexed: where they are the same, only the time is noted. */
  readonly knownHash?: string;
  /** What they are indexed as: an editor may have shown them as another language than their name says. */
  readonly knownLanguage?: string;
  /** A glob of the settings brings it in, even if it is generated or minified. */
  readonly isWanted?: boolean;
}

export interface FileLimits {
  readonly maxFileBytes: number;
}

/**
 * A file system counts time in ticks of a few milliseconds: a file that was written just now may be written once more
 * without a new time. Its time is not believed, so that it is looked at again.
 */
const TICK_MS = 50;
const UNBELIEVED = -1;

/** Never throws for what a file can be; a bug in an extractor costs the symbols of one file. */
export async function changeOf(
  root: string,
  task: FileTask,
  limits: FileLimits,
  services: ExtractServices,
): Promise<Change> {
  const found = look(join(root, task.name), limits.maxFileBytes);
  if (found === undefined) return { kind: 'remove', name: task.name };
  if (typeof found === 'string') return { kind: 'leftOut', state: unread(task.name), reason: found };
  const { bytes, size, mtimeMs } = found;
  if (bytes === undefined) {
    return { kind: 'leftOut', state: { ...unread(task.name), bytes: size, mtimeMs }, reason: 'too large' };
  }
  const state: FileState = { name: task.name, bytes: size, mtimeMs: believed(mtimeMs), hash: contentHash(bytes) };
  // Even where they are known: by other settings they may have been wanted.
  const reason = unwanted(task, bytes);
  if (reason !== undefined) return { kind: 'leftOut', state, reason };
  const isSame = task.knownHash === state.hash;
  if (isSame && services.languages.identify({ path: task.name })?.id === task.knownLanguage)
    return { kind: 'touch', state };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return { kind: 'put', state, facts: packFacts(await extract({ name: task.name, text }, services)) };
}

/** Names bytes in the index. Half of a SHA-256 is beyond accident and attack by anybody who has files to index. */
export const contentHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/** Why a file is left out for what is in it. */
export function unwanted({ name, isWanted }: FileTask, bytes: Uint8Array): string | undefined {
  const reason = unwantedHead(name, bytes.subarray(0, HEAD_BYTES));
  if (reason === 'binary' || (reason !== undefined && !isWanted)) return reason;
  return isUtf8(bytes) ? undefined : 'not UTF-8';
}

const unread = (name: string): FileState => ({ name, bytes: 0, mtimeMs: UNBELIEVED, hash: '' });

function believed(mtimeMs: number): number {
  const age = Date.now() - mtimeMs;
  return age >= 0 && age < TICK_MS ? UNBELIEVED : mtimeMs;
}

interface Found {
  readonly size: number;
  readonly mtimeMs: number;
  /** Absent where the file is too large. */
  readonly bytes?: Uint8Array;
}

/** Undefined where there is no such file (any more), a reason where it cannot be read. */
function look(path: string, maxBytes: number): Found | string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    // Before it is read: a change meanwhile then gives another time, and it is read again.
    const { size, mtimeMs, isFile } = statOf(file);
    if (!isFile) return undefined;
    if (size > maxBytes) return { size, mtimeMs };
    const bytes = readAll(file, size);
    return bytes.length > maxBytes ? { size: bytes.length, mtimeMs } : { size: bytes.length, mtimeMs, bytes };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    if (/^E[A-Z0-9]+$/.test(code)) return 'unreadable';
    throw error;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function statOf(file: number): { readonly size: number; readonly mtimeMs: number; readonly isFile: boolean } {
  const stat = fstatSync(file);
  return { size: stat.size, mtimeMs: stat.mtimeMs, isFile: stat.isFile() };
}

/** To the end, wherever that is by now. */
function readAll(file: number, size: number): Uint8Array {
  let buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    if (read === 0) return buffer.subarray(0, length);
    length += read;
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]);
  }
}
