// Which files the index is made of, with what a change of them shows in. Listing again is how changes are found that
// nobody reported, so it costs little more than a look at each file's date; contents are judged by whoever reads them.

import { setImmediate } from 'node:timers/promises';
import type { LeftOutReason, RuleOptions } from './leftOut.js';
import { type LeftOut, LeftOutList, openRoot, statsOf, walk } from './walk.js';

export { matcherOf } from './globs.js';
export { PathRules } from './pathRules.js';
export { globalIgnoreFileOf } from './repository.js';
export type { LeftOut, LeftOutReason };

export interface ListedFile {
  /** Relative to the root, with `/`. */
  readonly name: string;
  readonly bytes: number;
  readonly mtimeMs: number;
}

export interface Listing {
  /** In order of their names. */
  readonly files: readonly ListedFile[];
  /** The first ones are named. */
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
  /** True where there are more than `maxFiles`; `files` then holds the first ones. */
  readonly truncated: boolean;
}

export interface ListOptions extends RuleOptions {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** Lets the host do other things; called about every `SLICE_MS`. */
  readonly pause?: (() => Promise<void>) | undefined;
}

/** Nobody notices a host that is busy for so long. */
const SLICE_MS = 12;

/** Throws a UserError where the root or its rules cannot be read, and the signal's reason where it is aborted. */
export async function listFiles(root: string, options: ListOptions): Promise<Listing> {
  const { maxFiles, maxFileBytes, signal, pause = setImmediate } = options;
  signal?.throwIfAborted();
  const files: ListedFile[] = [];
  const leftOut = new LeftOutList();
  const top = openRoot(root, options);
  let truncated = false;
  let sliceEndsAt = performance.now() + SLICE_MS;
  for (const found of walk(top)) {
    if (performance.now() >= sliceEndsAt) {
      await pause();
      signal?.throwIfAborted();
      sliceEndsAt = performance.now() + SLICE_MS;
    }
    if (!found) continue;
    const { name, reason = listedOf(top.path, name, maxFileBytes) } = found;
    if (reason === 'gone') continue;
    truncated = typeof reason !== 'string' && files.length === maxFiles;
    if (truncated) break;
    if (typeof reason === 'string') leftOut.add(name, reason);
    else files.push(reason);
  }
  return { files, leftOut: leftOut.named, leftOutCount: leftOut.count, truncated };
}

function listedOf(rootPath: string, name: string, maxFileBytes: number): ListedFile | LeftOutReason | 'gone' {
  const stats = statsOf(rootPath + name);
  if (typeof stats === 'string') return stats;
  if (stats.size > maxFileBytes) return 'too large';
  return { name, bytes: stats.size, mtimeMs: stats.mtimeMs };
}
