// What ranking reads of one folder: its index, the texts of its files, and what its history tells. Handed in, so that
// ranking knows neither disks nor git.

import type { IndexStore, StoredFile } from '../storage/indexStore.js';

/** A commit before the one at hand. */
export interface PastCommit {
  /** Days before the commit at hand. */
  readonly daysAgo: number;
  /** Words of its message (`base/words.ts`), each followed by a space. */
  readonly words: string;
  /** Names of files as the index knows them. */
  readonly files: readonly string[];
}

export interface History {
  readonly commits: readonly PastCommit[];
}

export interface Corpus {
  readonly store: IndexStore;
  readonly facts: CorpusFacts;
  /** The text that is indexed; undefined where the file is another one by now. */
  textOf(file: StoredFile): string | undefined;
  /** Undefined where there is no git, or its history is not read yet. */
  readonly history: History | undefined;
}

/** What is asked of an index again and again, kept for as long as it is the same. */
export class CorpusFacts {
  readonly chunks: number;
  /** Tokens of a chunk on average. */
  readonly chunkTokens: number;
  private readonly frequencies = new Map<string, number>();
  private readonly files = new Map<number, StoredFile | undefined>();

  constructor(private readonly store: IndexStore) {
    const { chunks, tokens } = store.totals();
    this.chunks = chunks;
    this.chunkTokens = tokens / Math.max(1, chunks);
  }

  frequencyOf(word: string): number {
    let known = this.frequencies.get(word);
    if (known === undefined) this.frequencies.set(word, (known = this.store.documentFrequency(word)));
    return known;
  }

  fileOf(id: number): StoredFile | undefined {
    if (!this.files.has(id)) this.files.set(id, this.store.fileById(id));
    return this.files.get(id);
  }
}
