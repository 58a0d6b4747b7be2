// The files of a folder that are worth reading, in order of their paths, and those that are left out with the reason.
// Links are not followed: they may lead outside the folder, or back into it.

import { open, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { type IgnoreReason, ignoreReason, type IgnoreRules, rulesAbove, rulesOf } from './ignore.js';
import { HEAD_BYTES, isUnwantedFolder, type UnwantedReason, unwantedHead, unwantedName } from './unwanted.js';

export type LeftOutReason = IgnoreReason | UnwantedReason | 'link' | 'special file' | 'unreadable';

export interface ScannedFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the folder, with `/`. */
  readonly name: string;
  readonly bytes: number;
}

export interface Scan {
  readonly files: readonly ScannedFile[];
  /** Files and folders that were not taken; folders end in `/`. At most `MAX_LEFT_OUT` are named. */
  readonly leftOut: readonly { readonly name: string; readonly reason: LeftOutReason }[];
  readonly leftOutCount: number;
  /** True where there are more than `maxFiles`; `files` then holds the first ones. */
  readonly truncated: boolean;
}

export interface ScanLimits {
  readonly maxFiles: number;
}

const MAX_LEFT_OUT = 1_000;

/** Deeper folders are taken for a mistake (a mount of itself). */
const MAX_DEPTH = 128;

interface State {
  readonly root: string;
  readonly maxFiles: number;
  readonly files: ScannedFile[];
  readonly leftOut: { name: string; reason: LeftOutReason }[];
  leftOutCount: number;
  truncated: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Throws a UserError where the folder cannot be read, and the signal's reason where it is aborted. */
export async function scanFolder(folder: string, { maxFiles }: ScanLimits, signal?: AbortSignal): Promise<Scan> {
  const root = await realFolder(folder);
  const state: State = { root, maxFiles, files: [], leftOut: [], leftOutCount: 0, truncated: false, signal };
  await walk(state, '', await rulesAbove(root), 0);
  const { files, leftOut, leftOutCount, truncated } = state;
  return { files: files.map((file) => ({ ...file, path: join(folder, file.name) })), leftOut, leftOutCount, truncated };
}

async function realFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    await readdir(root);
    return root;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT')
      throw new UserError('not-found', t('{0} does not exist. Check the name.', folder), { cause: error });
    if (code === 'ENOTDIR') throw new UserError('unreadable', t('{0} is not a folder.', folder), { cause: error });
    throw new UserError('unreadable', t('{0} cannot be read ({1}). Check its permissions.', folder, String(code)), {
      cause: error,
    });
  }
}

/** `prefix` is the folder's name relative to the root, with a final `/`. */
async function walk(state: State, prefix: string, rules: IgnoreRules, depth: number): Promise<void> {
  const entries = await readdir(join(state.root, prefix), { withFileTypes: true });
  // Folders sort as their files do, so that the whole list is in order of paths.
  const sorted = entries
    .map((entry) => ({ entry, name: prefix + entry.name + (entry.isDirectory() ? '/' : '') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { entry, name } of sorted) {
    if (state.truncated) return;
    state.signal?.throwIfAborted();
    const path = join(state.root, name);
    const reason = entry.isDirectory() ? folderReason(entry.name, path, rules, depth) : fileReason(entry, path, rules);
    if (reason) leaveOut(state, name, reason);
    else if (entry.isDirectory()) await enter(state, name, rules, depth);
    else await take(state, name, path);
  }
}

function folderReason(name: string, path: string, rules: IgnoreRules, depth: number): LeftOutReason | undefined {
  if (isUnwantedFolder(name)) return 'dependencies or tool data';
  return depth >= MAX_DEPTH ? 'unreadable' : ignoreReason(rules, path, true);
}

interface Entry {
  readonly name: string;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}

function fileReason(entry: Entry, path: string, rules: IgnoreRules): LeftOutReason | undefined {
  if (entry.isSymbolicLink()) return 'link';
  if (!entry.isFile()) return 'special file';
  return ignoreReason(rules, path, false) ?? unwantedName(entry.name);
}

async function enter(state: State, name: string, rules: IgnoreRules, depth: number): Promise<void> {
  try {
    await walk(state, name, await rulesOf(join(state.root, name), rules), depth + 1);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    leaveOut(state, name, 'unreadable');
  }
}

async function take(state: State, name: string, path: string): Promise<void> {
  const looked = await look(path);
  const reason = looked ? unwantedHead(name, looked.head) : 'unreadable';
  if (!looked || reason) return leaveOut(state, name, reason ?? 'unreadable');
  if (state.files.length < state.maxFiles) state.files.push({ path, name, bytes: looked.bytes });
  else state.truncated = true;
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
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** Gone, forbidden or broken (an errno of any kind): the rest of the folder is still worth having. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^E[A-Z0-9]+$/.test(String(error.code));

function leaveOut(state: State, name: string, reason: LeftOutReason): void {
  state.leftOutCount++;
  if (state.leftOut.length < MAX_LEFT_OUT) state.leftOut.push({ name, reason });
}
