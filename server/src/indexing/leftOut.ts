// Why a file or folder is left out, by its path alone: by rule files, by what its name says of it, and by the user's
// globs. The walk over a folder and the questions for single paths come here, so that they agree.

import { type Glob, deepGlobsOf, globsOf } from './globs.js';
import {
  type IgnoreReason,
  type IgnoreRules,
  isIgnoredIn,
  isPrivateIn,
  rulesBelow,
  rulesOfRoot,
  slashed,
} from './ignore.js';
import { isVersionControl, type UnwantedReason, unwantedFolder, unwantedName } from './unwanted.js';

export type LeftOutReason =
  | IgnoreReason
  | UnwantedReason
  | 'excluded'
  | 'too large'
  | 'link'
  | 'special file'
  | 'unreadable';

export interface RuleOptions {
  /**
   * Globs of what comes in although it is left out by default (dependencies, vendored, generated, minified, lock
   * files), whatever git ignores or `exclude` says. Folders of dependencies are entered only where a glob names them.
   */
  readonly include?: readonly string[];
  /** Globs of what is left out. */
  readonly exclude?: readonly string[];
  /** Git's list of what is ignored in all repositories (`globalIgnoreFileOf`). */
  readonly globalIgnoreFile?: string | undefined;
}

/** A folder that is looked into, with what holds there. */
export interface Folder {
  /** Absolute, with `/`, and one at the end. */
  readonly path: string;
  /** Relative to the root, with `/` at the end; empty for the root. */
  readonly name: string;
  readonly depth: number;
  readonly rules: IgnoreRules;
  /** Why everything here is left out that no glob brings in. */
  readonly within?: LeftOutReason | undefined;
  /** Globs that may bring something in. */
  readonly include: readonly Glob[];
  readonly exclude: readonly Glob[];
  readonly globalIgnoreFile: string | undefined;
}

/** Deeper folders are taken for a mistake (a mount of itself). */
const MAX_DEPTH = 128;

/** `path` is real. Throws a UserError where the rules cannot be known. */
export function rootFolder(path: string, { include = [], exclude = [], globalIgnoreFile }: RuleOptions): Folder {
  const rules = rulesOfRoot(path, globalIgnoreFile);
  return {
    path: slashed(path).replace(/\/?$/, '/'),
    name: '',
    depth: 0,
    rules,
    within: rules.isPrivate ? 'private' : undefined,
    include: rules.isPrivate ? [] : deepGlobsOf(include),
    exclude: globsOf(exclude),
    globalIgnoreFile,
  };
}

/** Why the folder `base` of `parent` is left out, or what to `enter` it with. */
export function judgeFolder(parent: Folder, base: string): LeftOutReason | Pick<Folder, 'within' | 'include'> {
  const path = parent.path + base;
  if (isVersionControl(base)) return 'dependencies or tool data';
  if (parent.depth >= MAX_DEPTH) return 'unreadable';
  if (isPrivateIn(parent.rules, path, true)) return 'private';
  const name = parent.name + base;
  const own = unwantedFolder(base);
  const within = parent.within ?? own;
  if (within) {
    const reaching = parent.include.filter((glob) => glob.reachesInto(name));
    const include = own ? reaching.flatMap((glob) => glob.naming(name) ?? []) : reaching;
    return include.length === 0 ? within : { within, include };
  }
  if (isIgnoredIn(parent.rules, path, true)) return 'ignored';
  return matchesAny(parent.exclude, name) ? 'excluded' : { include: parent.include };
}

/** Reads the rules of a folder that is not left out; `entries` are the names in it, where they are known. */
export function enter(
  parent: Folder,
  base: string,
  judged: Pick<Folder, 'within' | 'include'>,
  entries?: ReadonlySet<string>,
): Folder {
  const path = parent.path + base;
  const rules = rulesBelow(path, parent.rules, entries, parent.globalIgnoreFile);
  return { ...parent, ...judged, path: `${path}/`, name: `${parent.name + base}/`, depth: parent.depth + 1, rules };
}

/** Why the regular file `base` of `parent` is left out, without looking at it. */
export function judgeFile(parent: Folder, base: string): LeftOutReason | undefined {
  const path = parent.path + base;
  // A work tree beside the first one has a file for it.
  if (isVersionControl(base)) return 'dependencies or tool data';
  if (isPrivateIn(parent.rules, path, false)) return 'private';
  const own = unwantedName(base);
  const byDefault = isFinal(own) ? own : (parent.within ?? own);
  const name = parent.name + base;
  if (byDefault && !isFinal(byDefault) && matchesAny(parent.include, name)) return undefined;
  if (parent.within) return byDefault;
  if (isIgnoredIn(parent.rules, path, false)) return 'ignored';
  return own ?? (matchesAny(parent.exclude, name) ? 'excluded' : undefined);
}

/** No glob brings in what is no text, or secret. */
const isFinal = (reason: LeftOutReason | undefined): boolean => reason === 'secrets' || reason === 'binary';

const matchesAny = (globs: readonly Glob[], name: string): boolean => globs.some((glob) => glob.matches(name));
