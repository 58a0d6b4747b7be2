// Which paths are left alone by rule files: those git ignores, and those users keep from language models.
// Rules are those of gitignore; a deeper file decides over those of its name above it.
// A path is judged by itself: whoever asks has made sure that the folders above it are not left out.

import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { asBytes, foldCase, type Pattern, patternsOf, verdict } from './patterns.js';
import { repositoryAt } from './repository.js';

/** Each of them may keep a path private, whatever the others say. */
const PRIVATE_FILES = ['.pithignore', '.copilotignore', '.aiignore'] as const;

/** The rules of searching, which may take back those of version control. */
const IGNORE_FILES = ['.ignore', '.gitignore'] as const;

type RuleFile = (typeof PRIVATE_FILES)[number] | (typeof IGNORE_FILES)[number];

export const RULE_FILES: readonly RuleFile[] = [...PRIVATE_FILES, ...IGNORE_FILES];

export type IgnoreReason = 'private' | 'ignored';

/** One file's patterns, above those of the files of its name in the folders above. */
interface Level {
  readonly patterns: readonly Pattern[];
  /** Length of the absolute path, with its final slash, that the patterns are relative to. */
  readonly above: number;
  readonly foldsCase: boolean;
  readonly parent: Level | undefined;
}

/** What holds in a folder. */
export interface IgnoreRules {
  readonly levels: Readonly<Partial<Record<RuleFile, Level>>>;
  readonly foldsCase: boolean;
}

/** Larger rule files are taken for something else. */
const MAX_RULE_BYTES = 1024 * 1024;

/** Folders above the listed one that are looked at for rules; paths are not deeper in practice. */
const MAX_ANCESTORS = 64;

/**
 * The rules in force in `root`: its own, and of the folders above it up to the root of its repository.
 * That it is ignored itself does not count, because somebody named it; that it is private does.
 */
export function rulesOfRoot(root: string, globalIgnoreFile?: string): IgnoreRules & { readonly isPrivate: boolean } {
  const [top = root, ...below] = foldersFromRepository(root);
  let rules = ownRules(top, restarted(top, { levels: {}, foldsCase: false }, globalIgnoreFile));
  let isPrivate = false;
  for (const folder of below) {
    isPrivate ||= isPrivateIn(rules, slashed(folder), true);
    rules = ownRules(folder, rules);
  }
  return { ...rules, isPrivate };
}

function foldersFromRepository(root: string): readonly string[] {
  const folders = [root];
  for (let at = root; folders.length < MAX_ANCESTORS && !exists(join(at, '.git')); at = dirname(at)) {
    // Not in a repository: only the folder itself counts.
    if (dirname(at) === at) return [root];
    folders.unshift(dirname(at));
  }
  return folders;
}

/** The rules in force in `folder`, given those of its parent and the names of its entries. */
export function rulesBelow(
  folder: string,
  parent: IgnoreRules,
  entries?: ReadonlySet<string>,
  globalIgnoreFile?: string,
): IgnoreRules {
  const isRepository = entries ? entries.has('.git') : exists(join(folder, '.git'));
  return ownRules(folder, isRepository ? restarted(folder, parent, globalIgnoreFile) : parent, entries);
}

/** At the root of a repository, git forgets the rules above. Its own list is the weakest, but for the user's. */
function restarted(folder: string, { levels, foldsCase }: IgnoreRules, globalIgnoreFile?: string): IgnoreRules {
  const repository = repositoryAt(folder);
  const files = [globalIgnoreFile, repository?.excludeFile].filter((file) => file !== undefined);
  const folds = repository?.foldsCase ?? foldsCase;
  const level = levelOf(files, folder, undefined, folds);
  const { '.gitignore': _, ...others } = levels;
  return { levels: level ? { ...others, '.gitignore': level } : others, foldsCase: folds };
}

/** The parent's rules themselves where the folder has none, so that deep trees have short chains. */
function ownRules(folder: string, parent: IgnoreRules, entries?: ReadonlySet<string>): IgnoreRules {
  const own = RULE_FILES.filter((name) => entries?.has(name) ?? true).flatMap((name) => {
    const level = levelOf([join(folder, name)], folder, parent.levels[name], parent.foldsCase);
    return level ? [[name, level] as const] : [];
  });
  return own.length === 0 ? parent : { ...parent, levels: { ...parent.levels, ...Object.fromEntries(own) } };
}

function levelOf(files: readonly string[], folder: string, parent: Level | undefined, foldsCase: boolean) {
  const patterns = files.flatMap((file) => patternsOf(readRules(file), foldsCase));
  const above = slashed(folder).replace(/\/?$/, '/').length;
  return patterns.length === 0 ? undefined : { patterns, above, foldsCase, parent };
}

/** `path` is absolute, with `/`, without a final one. */
export function isPrivateIn(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  return PRIVATE_FILES.some((file) => verdictOf(rules, file, path, isFolder) === true);
}

/** `path` is absolute, with `/`, without a final one. */
export function isIgnoredIn(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  for (const file of IGNORE_FILES) {
    const said = verdictOf(rules, file, path, isFolder);
    if (said !== undefined) return said;
  }
  return false;
}

function verdictOf({ levels }: IgnoreRules, file: RuleFile, path: string, isFolder: boolean) {
  for (let at = levels[file]; at; at = at.parent) {
    const bytes = asBytes(path.slice(at.above));
    const said = verdict(at.patterns, at.foldsCase ? foldCase(bytes) : bytes, isFolder);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** As bytes. Missing rules are none. Rules that cannot be read throw, because they may keep something private. */
function readRules(file: string): string {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) return '';
    if (found.size <= MAX_RULE_BYTES) return decoded(readFileSync(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw new UserError(
      'unreadable',
      t('{0} cannot be read ({1}), so it is not known what it keeps private.', file, String(code)),
      {
        cause: error,
      },
    );
  }
  throw new UserError('too-large', t('{0} is larger than 1 MB. Make it shorter, or name the files you want.', file));
}

/** PowerShell's `>` writes UTF-16; git would see no rule in it, but what is private must not depend on that. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return asBytes(bytes.subarray(2).toString('utf16le'));
  return bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '');
}

/** An absolute path as rules see it: with `/`, which Windows understands as well. */
export const slashed = (path: string): string => (process.platform === 'win32' ? path.replaceAll('\\', '/') : path);

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Whatever the reason, there is no repository to be seen here.
    return false;
  }
}
