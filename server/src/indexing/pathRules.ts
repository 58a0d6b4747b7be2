// Which of single paths belong to the index: for what editors and watchers report, and for what is about to be shown.
// The answers are those of a walk over the whole folder (`list.ts`); what rule files say is remembered.

import { LRUCache } from 'lru-cache';
import { isUserError } from '../base/errors.js';
import { RULE_FILES } from './ignore.js';
import { enter, type Folder, judgeFile, judgeFolder, type LeftOutReason, type RuleOptions } from './leftOut.js';
import { openRoot, statsOf } from './walk.js';

export interface PathRuleOptions extends RuleOptions {
  readonly maxFileBytes: number;
}

/** Folders that are remembered; a repository of ten thousand files has about a thousand. */
const MAX_FOLDERS = 4_000;

export class PathRules {
  private root: Folder | undefined;
  private readonly folders = new LRUCache<string, Folder | LeftOutReason>({ max: MAX_FOLDERS });

  constructor(
    private readonly path: string,
    private readonly options: PathRuleOptions,
  ) {}

  /** Whether a change of the file may change what is left out. */
  static isRuleFile(name: string): boolean {
    const base = name.slice(name.lastIndexOf('/') + 1);
    return base === '.git' || RULE_FILES.some((file) => file === base) || /(^|\/)\.git\/info\/exclude$/.test(name);
  }

  /**
   * Why a path is left out, or the folder it is in; undefined where it is not. What is not there is judged by its name.
   * `name` is relative to the root, with `/`. Throws a UserError where the root cannot be read.
   */
  async reason(name: string): Promise<LeftOutReason | undefined> {
    const segments = name.replace(/\/$/, '').split('/');
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
      throw new RangeError('A path must be relative, and below the root.');
    this.root ??= openRoot(this.path, this.options);
    let folder = this.root;
    for (const segment of segments.slice(0, -1)) {
      const inner = this.below(folder, segment);
      if (typeof inner === 'string') return inner;
      folder = inner;
    }
    return this.reasonIn(folder, segments.at(-1) ?? '');
  }

  /** A rule file has changed, or something else that is not a file of its own. */
  forget(): void {
    this.root = undefined;
    this.folders.clear();
  }

  private below(parent: Folder, base: string): Folder | LeftOutReason {
    const name = parent.name + base;
    const known = this.folders.get(name);
    if (known) return known;
    const made = folderBelow(parent, base);
    this.folders.set(name, made);
    return made;
  }

  private reasonIn(folder: Folder, base: string): LeftOutReason | undefined {
    const stats = statsOf(folder.path + base);
    // A name that is no text is not found under the text it looks like.
    if (stats === 'gone') return base.includes('\uFFFD') ? 'unreadable' : judgeFile(folder, base);
    if (stats === 'unreadable') return stats;
    if (stats.isSymbolicLink()) return 'link';
    if (stats.isDirectory()) {
      const inner = this.below(folder, base);
      return typeof inner === 'string' ? inner : undefined;
    }
    if (!stats.isFile()) return 'special file';
    return judgeFile(folder, base) ?? (stats.size > this.options.maxFileBytes ? 'too large' : undefined);
  }
}

function folderBelow(parent: Folder, base: string): Folder | LeftOutReason {
  const stats = statsOf(parent.path + base);
  if (stats === 'unreadable') return stats;
  if (stats !== 'gone' && stats.isSymbolicLink()) return 'link';
  const judged = judgeFolder(parent, base);
  if (typeof judged === 'string') return judged;
  try {
    return enter(parent, base, judged);
  } catch (error) {
    if (isUserError(error)) return 'unreadable';
    throw error;
  }
}
