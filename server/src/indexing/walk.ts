// What is in a folder and below it, in order of names, each file with the reason why it is left out if it is.
// Everything is read at once (synchronously), a folder at a time: whoever walks decides when to let others have a turn.
// Links are not followed: they may lead outside the folder, or back into it. No file is opened but rule files.

import { isUtf8 } from 'node:buffer';
import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { t } from '@vscode/l10n';
import { isUserError, UserError } from '../base/errors.js';
import {
  enter,
  type Folder,
  judgeFile,
  judgeFolder,
  type LeftOutReason,
  type RuleOptions,
  rootFolder,
} from './leftOut.js';

export interface Found {
  /** Relative to the root, with `/`; folders end in one. */
  readonly name: string;
  readonly reason?: LeftOutReason | undefined;
  /** What is wrong with the rules of a folder, where they cannot be known. */
  readonly problem?: UserError;
}

/** Throws a UserError where the folder cannot be read, or rules that hold in it. A link to a folder will do. */
export function openRoot(folder: string, options: RuleOptions): Folder {
  return rootFolder(realFolder(folder), options);
}

function realFolder(folder: string): string {
  try {
    const path = realpathSync(folder);
    readdirSync(path);
    return path;
  } catch (error) {
    throw explained(folder, error);
  }
}

function explained(folder: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const options = { cause: error };
  if (code === 'ENOENT') return new UserError('not-found', t('{0} does not exist. Check the name.', folder), options);
  if (code === 'ENOTDIR') return new UserError('unreadable', t('{0} is not a folder.', folder), options);
  return new UserError(
    'unreadable',
    t('{0} cannot be read ({1}). Check its permissions.', folder, String(code)),
    options,
  );
}

interface Entry {
  readonly base: string;
  /** What it is sorted by: folders as their files are, so that the whole list is in order of names. */
  readonly key: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special file' | 'unreadable';
}

/** Files without a reason are to be taken. Undefined comes in between, where a folder was read and nothing found. */
export function* walk(root: Folder): Generator<Found | undefined> {
  const open: Open[] = [{ folder: root, entries: entriesOfRoot(root.path).values() }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { folder, entries } = top;
    const { value: entry } = entries.next();
    if (!entry) {
      open.pop();
    } else if (entry.kind === 'folder') {
      const inner = look(folder, entry.base);
      if ('folder' in inner) open.push(inner);
      yield 'folder' in inner ? undefined : { name: folder.name + entry.key, ...inner };
    } else {
      const reason = entry.kind === 'file' ? judgeFile(folder, entry.base) : entry.kind;
      yield { name: folder.name + entry.key, reason };
    }
  }
}

function entriesOfRoot(path: string): readonly Entry[] {
  try {
    return entriesOf(path);
  } catch (error) {
    throw isErrno(error) ? explained(path, error) : error;
  }
}

interface Open {
  readonly folder: Folder;
  readonly entries: Iterator<Entry>;
}

/** What is in a folder, or why it is left out. */
function look(parent: Folder, base: string): Open | Omit<Found, 'name'> {
  const judged = judgeFolder(parent, base);
  if (typeof judged === 'string') return { reason: judged };
  try {
    const entries = entriesOf(parent.path + base);
    const names = new Set(entries.map((entry) => entry.base));
    return { folder: enter(parent, base, judged, names), entries: entries.values() };
  } catch (error) {
    if (isUserError(error)) return { reason: 'unreadable', problem: error };
    if (isErrno(error)) return { reason: 'unreadable' };
    throw error;
  }
}

/** Gone, forbidden or broken (an errno of any kind): the rest of the folder is still worth having. */
export const isErrno = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^E[A-Z0-9]+$/.test(String(error.code));

export function statsOf(path: string): Stats | 'gone' | 'unreadable' {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? 'gone';
  } catch (error) {
    if (isErrno(error)) return 'unreadable';
    throw error;
  }
}

function entriesOf(path: string): readonly Entry[] {
  const found = readdirSync(path, { withFileTypes: true });
  const isWhole = found.every(({ name }) => !name.includes('\uFFFD'));
  const unreadable = isWhole ? new Set() : namesWithoutText(path);
  return found
    .map((entry): Entry => {
      const kind = unreadable.has(entry.name) ? 'unreadable' : kindOf(entry);
      return { base: entry.name, key: kind === 'folder' ? `${entry.name}/` : entry.name, kind };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function kindOf(entry: Dirent): Entry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special file';
}

/** Names that are not UTF-8, as they look in text: with them, no file could be found again. */
const namesWithoutText = (path: string): ReadonlySet<unknown> =>
  new Set(
    readdirSync(path, { encoding: 'buffer' })
      .filter((name) => !isUtf8(name))
      .map(String),
  );

/** A file or a folder (with `/` at the end) that was not taken. */
export interface LeftOut {
  readonly name: string;
  readonly reason: LeftOutReason;
}

/** As many as are named; the others are counted. */
const MAX_LEFT_OUT = 1_000;

/** Of what a walk has left out, the first ones by name, and how many there are. */
export class LeftOutList {
  readonly named: LeftOut[] = [];
  count = 0;

  add(name: string, reason: LeftOutReason): void {
    this.count++;
    if (this.named.length < MAX_LEFT_OUT) this.named.push({ name, reason });
  }
}
