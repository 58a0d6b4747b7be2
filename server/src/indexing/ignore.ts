// Which files of a folder are left alone: what git ignores, what users keep from language models, and what is
// never worth reading. Rules are those of gitignore; a deeper file decides over the ones above it.

import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { t } from '@vscode/l10n';
import ignore, { type Ignore } from 'ignore';
import { UserError } from '../base/errors.js';

/** Rule files of version control, and those that keep text from models. Either may leave a path out. */
const RULE_FILES = {
  ignored: ['.gitignore', '.ignore'],
  private: ['.pithignore', '.copilotignore', '.aiignore'],
} as const;

export type IgnoreReason = keyof typeof RULE_FILES;

const REASONS: readonly IgnoreReason[] = ['private', 'ignored'];

/** Larger rule files are taken for something else. */
const MAX_RULE_BYTES = 1024 * 1024;

/** Folders above the scanned one that are looked at for rules; paths are not deeper in practice. */
const MAX_ANCESTORS = 64;

/** The rules of one folder, above those of its parents. */
export interface IgnoreRules {
  readonly directory: string;
  readonly own: Readonly<Partial<Record<IgnoreReason, Ignore>>>;
  readonly parent?: IgnoreRules;
}

/** The rules in force in `directory`: its own, and of the folders above it up to the root of its repository. */
export async function rulesAbove(directory: string): Promise<IgnoreRules> {
  const chain = [directory];
  for (let at = directory; chain.length < MAX_ANCESTORS && !(await exists(join(at, '.git'))); ) {
    const parent = dirname(at);
    if (parent === at) {
      // Not in a repository: only the folder itself counts.
      chain.length = 1;
      break;
    }
    chain.push(parent);
    at = parent;
  }
  let rules: IgnoreRules | undefined;
  for (const folder of chain.reverse()) rules = await rulesOf(folder, rules);
  return rules ?? { directory, own: {} };
}

/** The rules in force in `directory`, given those of its parent. */
export async function rulesOf(directory: string, parent?: IgnoreRules): Promise<IgnoreRules> {
  const own: Partial<Record<IgnoreReason, Ignore>> = {};
  for (const reason of REASONS) {
    const names: readonly string[] = RULE_FILES[reason];
    const extra = reason === 'ignored' && parent === undefined ? [join('.git', 'info', 'exclude')] : [];
    // The repository's own list is the weakest, so it comes first.
    const texts = await Promise.all([...extra, ...names].map((name) => readRules(join(directory, name))));
    const patterns = texts.filter((text) => text.trim() !== '');
    if (patterns.length > 0) own[reason] = ignore({ ignorecase: false }).add(patterns.join('\n'));
  }
  return { directory, own, ...(parent && { parent }) };
}

/** Why `path` (absolute) is left out, or undefined. Folders that are left out must not be entered. */
export function ignoreReason(rules: IgnoreRules, path: string, isDirectory: boolean): IgnoreReason | undefined {
  return REASONS.find((reason) => isIgnored(rules, reason, path, isDirectory));
}

function isIgnored(rules: IgnoreRules, reason: IgnoreReason, path: string, isDirectory: boolean): boolean {
  for (let at: IgnoreRules | undefined = rules; at; at = at.parent) {
    const name = relative(at.directory, path).split(sep).join('/');
    const verdict = at.own[reason]?.test(isDirectory ? `${name}/` : name);
    if (verdict?.ignored) return true;
    if (verdict?.unignored) return false;
  }
  return false;
}

/** Missing rules are none. Rules that cannot be read stop the scan, because they may keep something private. */
async function readRules(file: string): Promise<string> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return '';
    if (found.size <= MAX_RULE_BYTES) return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
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

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    // Whatever the reason, there is no repository to be seen here.
    return false;
  }
}
