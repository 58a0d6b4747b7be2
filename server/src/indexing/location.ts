// Where the index of a folder is: one folder each in the user's cache, shared by editor and terminal. What belongs to
// folders that are gone is collected after a while.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { INDEX_VERSION } from '../storage/indexSchema.js';

export interface IndexLocation {
  /** The folder itself, links resolved. */
  readonly root: string;
  readonly directory: string;
  readonly database: string;
  readonly scip: string;
}

const ROOT_FILE = 'root.txt';
const EXCLUDE_FILE = 'exclude.json';
const DAY_MS = 24 * 60 * 60 * 1_000;
/** A folder on a disk that is not there today may be back within a month. */
const KEPT_DAYS = 30;
/** More indexes than these are not looked through at a time. */
const MOST_LOOKED_AT = 1_000;

/** Pure but for the links it resolves; a folder that is not there is taken as it is written. */
export function locationOf(folder: string, cacheDirectory: string): IndexLocation {
  const root = existsSync(folder) ? realpathSync.native(folder) : folder;
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 16);
  // The name is for people who look into their cache.
  const name = basename(root)
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(0, 40);
  const directory = join(cacheDirectory, 'index', `${name}-${hash}`);
  return {
    root,
    directory,
    database: join(directory, `v${INDEX_VERSION}.sqlite`),
    scip: join(directory, 'scip.sqlite'),
  };
}

/** Notes whose index this is, and that it is used. Throws where nothing can be written. */
export function claim({ root, directory }: IndexLocation): void {
  const file = join(directory, ROOT_FILE);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, `${root}\n`, { mode: 0o600 });
  const now = new Date();
  utimesSync(file, now, now);
}

/** Globs that the editor hides files by, for hosts that cannot ask it. What cannot be kept is not remembered. */
export function rememberExclude({ directory }: IndexLocation, globs: readonly string[]): void {
  const written = JSON.stringify(globs);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, EXCLUDE_FILE);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== written) writeFileSync(file, written, { mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

export function rememberedExclude({ directory }: IndexLocation): readonly string[] {
  const file = join(directory, EXCLUDE_FILE);
  if (!existsSync(file)) return [];
  try {
    const globs: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(globs) ? globs.filter((glob) => typeof glob === 'string') : [];
  } catch {
    // Cut short by a full disk: as if nothing had been said.
    return [];
  }
}

/** Deletes indexes of folders that are gone and that nobody used for a month; gives how many. Never throws for a disk. */
export function collectGone(cacheDirectory: string, now: Date): number {
  const parent = join(cacheDirectory, 'index');
  let count = 0;
  try {
    for (const name of readdirSync(parent).slice(0, MOST_LOOKED_AT)) {
      if (!isForgotten(join(parent, name, ROOT_FILE), now)) continue;
      rmSync(join(parent, name), { recursive: true, force: true });
      count++;
    }
  } catch (error) {
    // Another process collects as well, or nothing can be written here: next time, then.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
  return count;
}

function isForgotten(rootFile: string, now: Date): boolean {
  const used = statSync(rootFile, { throwIfNoEntry: false })?.mtimeMs;
  if (used === undefined || now.getTime() - used < KEPT_DAYS * DAY_MS) return false;
  return !existsSync(readFileSync(rootFile, 'utf8').replace(/\n$/, ''));
}

/** Deletes the indexes of all folders; gives the bytes that are free again. */
export function deleteIndexes(cacheDirectory: string): number {
  const parent = join(cacheDirectory, 'index');
  if (!existsSync(parent)) return 0;
  const files = readdirSync(parent, { recursive: true, encoding: 'utf8' });
  const bytes = files.reduce(
    (sum, file) => sum + (statSync(join(parent, file), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  rmSync(parent, { recursive: true, force: true });
  return bytes;
}
