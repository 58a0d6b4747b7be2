// What ranking reads of one folder: its index, the texts of its files, and what its history tells. Handed in, so that
// ranking knows neither disks nor git.

import { LRUCache } from 'lru-cache';
import { computed } from '../base/computed.js';
import type { PastCommit } from '../model/history.js';
import type { ChunkPlaces, IndexStore, StoredChunk, StoredFile, StoredSymbol } from '../storage/indexStore.js';
import type { EdgeKind } from './edges.js';

export interface History {
  readonly commits: readonly PastCommit[];
}

/** A use of a symbol that is declared elsewhere. */
export interface Use {
  readonly symbol: StoredSymbol;
  readonly kind: EdgeKind;
  /** 0–1 */
  readonly confidence: number;
}

export interface Corpus {
  readonly store: IndexStore;
  readonly facts: CorpusFacts;
  /** The text that is indexed; undefined where the file is another one by now. */
  textOf(file: StoredFile): string | undefined;
  /** What names in a stretch of a file mean; absent where nobody resolves them. */
  usesIn?(file: StoredFile, stretch: Pick<StoredChunk, 'start' | 'end'>): readonly Use[];
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
  private readonly found = new LRUCache<string, Uint32Array>({
    maxSize: MOST_KEPT_IDS,
    sizeCalculation: (ids) => 1 + ids.length,
  });
  private knownPlaces: ChunkPlaces | undefined;

  constructor(private readonly store: IndexStore) {
    const { chunks, tokens } = store.totals();
    this.chunks = chunks;
    this.chunkTokens = tokens / Math.max(1, chunks);
  }

  frequencyOf(word: string): number {
    return computed(this.frequencies, word, () => this.store.documentFrequency(word));
  }

  fileOf(id: number): StoredFile | undefined {
    if (!this.files.has(id)) this.files.set(id, this.store.fileById(id));
    return this.files.get(id);
  }

  /** Ids of the chunks that an expression of full text finds. */
  chunksWith(expression: string): Uint32Array {
    return computed<string, Uint32Array>(this.found, expression, () => this.store.chunksWith(expression));
  }

  get places(): ChunkPlaces {
    this.knownPlaces ??= this.store.chunkPlaces();
    return this.knownPlaces;
  }
}
