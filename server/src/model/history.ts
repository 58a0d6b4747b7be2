// What past commits tell of a folder: made by `indexing/history.ts`, read by ranking.

/** A commit before the one at hand. */
export interface PastCommit {
  /** Days before the commit at hand. */
  readonly daysAgo: number;
  /** Words of its message (`base/words.ts`), each followed by a space. */
  readonly words: string;
  /** Names of files as the index knows them: relative to the folder. */
  readonly files: readonly string[];
}
