// The index of one workspace folder as a table of facts: what it promises, whoever keeps it.
// Facts of a file are put and removed as a whole; nothing in the store depends on two files at once.

import type { ChunkFacts, FileState, Place, SymbolFacts } from '../model/facts.js';
import type { ImportBinding } from '../model/source.js';
import type { PackedFacts } from './packedFacts.js';

export { StoreBusy, StoreDamaged, StoreFull } from './storeErrors.js';

/** A file that is known: indexed, or looked at and left out for a reason. */
export interface StoredFile extends FileState {
  readonly id: number;
  readonly language?: string;
  readonly lines: number;
  readonly tokens: number;
  readonly symbols: number;
  /** Why it is left out of the index; absent for files that are in it. */
  readonly leftOut?: string;
  /** Why it has no symbols although its language has a grammar. */
  readonly note?: string;
}

export interface StoredSymbol extends SymbolFacts {
  readonly file: number;
  /** Place in the file's list. */
  readonly place: number;
}

export interface StoredUses {
  readonly file: number;
  readonly name: string;
  readonly places: readonly Place[];
}

export interface StoredImport extends ImportBinding {
  readonly file: number;
}

export interface StoredChunk extends Omit<ChunkFacts, 'words' | 'key'> {
  readonly id: number;
  readonly file: number;
}

export interface ChunkPlaces {
  /** Its file; 0 for ids that are not given. */
  readonly files: Uint32Array;
  /** Place of each chunk in the order of paths and starts: ids tell what was indexed first, which must not matter. */
  readonly ranks: Uint32Array;
}

export interface FoundChunk extends StoredChunk {
  readonly score: number;
}

export interface StoredModule {
  readonly id: string;
  /** Folder, relative to the root; '' for the root itself. */
  readonly path: string;
  readonly name: string;
  /** The file that makes it a module, or `convention`. */
  readonly by: string;
}

export type Change =
  | { readonly kind: 'put'; readonly state: FileState; readonly facts: PackedFacts }
  | { readonly kind: 'leftOut'; readonly state: FileState; readonly reason: string }
  /** The bytes are the same, only the time is another one. */
  | { readonly kind: 'touch'; readonly state: FileState }
  | { readonly kind: 'remove'; readonly name: string };

export interface IndexTotals {
  readonly files: number;
  readonly leftOut: number;
  readonly symbols: number;
  readonly chunks: number;
  readonly tokens: number;
  readonly sourceBytes: number;
}

/**
 * Reads see what was committed, also by another process. Every method may throw `StoreDamaged`, `StoreFull` and
 * `StoreBusy`.
 */
export interface IndexStore {
  /** Where it is; undefined for one in memory. */
  readonly path: string | undefined;
  /** There was a damaged one, in whose place this one was begun. */
  readonly wasDamaged: boolean;
  /** Counts up with every change, whoever makes it. */
  generation(): number;
  /** All changes or none. */
  apply(changes: readonly Change[]): void;
  /**
   * Until `endBulk`, changes are committed many at a time and without waiting for the disk. A killed process loses the
   * last second; after a power failure the index is checked and, if need be, built again.
   */
  beginBulk(): void;
  endBulk(): void;
  /** Empties it. */
  clear(): void;
  setModules(modules: readonly StoredModule[]): void;

  files(): readonly StoredFile[];
  file(name: string): StoredFile | undefined;
  /** Files whose names begin with `prefix`. */
  filesBelow(prefix: string): readonly StoredFile[];
  /** Files of this name in any folder; in order of their paths. */
  filesEnding(name: string): readonly StoredFile[];
  fileById(id: number): StoredFile | undefined;
  totals(): IndexTotals;
  modules(): readonly StoredModule[];

  symbolsOf(file: number): readonly StoredSymbol[];
  /** The declarations of a name. */
  symbolsNamed(name: string): readonly StoredSymbol[];
  /** How many files declare the name, whatever its case: a row for each, none of which is read. */
  filesDeclaring(name: string): number;
  symbolById(id: number): StoredSymbol | undefined;
  /** Names that begin with `prefix`, whatever their case; at most `limit`. */
  symbolsLike(prefix: string, limit: number): readonly StoredSymbol[];
  usesOf(name: string): readonly StoredUses[];
  usesIn(file: number): readonly StoredUses[];
  importsOf(file: number): readonly StoredImport[];
  /** Imports whose module ends in this name: `upload` for `./lib/upload.js` and `lib.upload`. */
  importsOfModule(lastPart: string): readonly StoredImport[];
  chunksOf(file: number): readonly StoredChunk[];
  chunk(id: number): StoredChunk | undefined;
  /** Chunks that match an FTS5 expression, best first (BM25, weighted by field). */
  search(expression: string, limit: number): readonly FoundChunk[];
  /** Ids of chunks that match an FTS5 expression, ascending; much cheaper than scores. */
  chunksWith(expression: string): Uint32Array;
  /** Where each chunk is, by the chunk's id. */
  chunkPlaces(): ChunkPlaces;
  /** In how many chunks a word stands. */
  documentFrequency(word: string): number;

  note(key: string): string | undefined;
  setNote(key: string, value: string): void;
  /** True where somebody deleted or replaced the file: what is written to it is lost. */
  isGone(): boolean;
  /** On disk, the journal included; 0 in memory. */
  bytes(): number;
  close(): void;
  /** Closes it and deletes its file, unless that is another one by now. */
  discard(): void;
}
