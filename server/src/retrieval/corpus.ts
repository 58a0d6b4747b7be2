// What ranking reads of one folder: its index, the texts of its files, and what its history tells. Handed in, so that
// ranking knows neither disks nor git.

import { LRUCache } from 'lru-cache';
import type { ChunkPlaces, IndexStore, StoredFile } from '../storage/indexStore.js';

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

/** Ids of chunks that are kept for words that were asked for, 4 bytes each. */
const MOST_KEPT_IDS = 6_000_000;

/** What is asked of an index again and again, kept for as long as it is the same. */
export class CorpusFacts {
  readonly chunks: number;
  /** Tokens of a chunk on average. */
  readonly chunkTokens: number;
  private readonly frequencies = new Map<string, number>();
  private readonly files = new Map<number, StoredFile | undefined>();
  private readonly found = new LRUCache<string, Uint32Array>({ maxSize: MOST_KEPT_IDS });
  private knownPlaces: ChunkPlaces | undefined;

  constructor(private readonly store: IndexStore) {
    const { chunks, tokens } = store.totals();
    this.chunks = chunks;
    this.chunkTokens = tokens / Math.max(1, chunks);
  }

  frequencyOf(word: string): number {
    const known = this.frequencies.get(word) ?? this.store.documentFrequency(word);
    this.frequencies.set(word, known);
    return known;
  }

  fileOf(id: number): StoredFile | undefined {
    if (!this.files.has(id)) this.files.set(id, this.store.fileById(id));
    return this.files.get(id);
  }

  /** Ids of the chunks that an expression of full text finds. */
  chunksWith(expression: string): Uint32Array {
    const known = this.found.get(expression);
    if (known) return known;
    const ids = this.store.chunksWith(expression);
    this.found.set(expression, ids, { size: 1 + ids.length });
    return ids;
  }

  get places(): ChunkPlaces {
    this.knownPlaces ??= this.store.chunkPlaces();
    return this.knownPlaces;
  }
}
