// An imported SCIP index as a store of its own: what it promises, whoever keeps it. It is written once, as a whole, and
// then only read; the file it was made from stays the truth, so deleting it is always safe.

import * as z from 'zod';
import type { PositionEncoding, ScipDocument, ScipInformation, ScipPlace } from '../model/scip.js';

/** What was imported. The file is taken for the same while its size and time are. */
export const scipFactsSchema = z.object({
  /** Another number means another way to store it: the import is done again. */
  format: z.literal(1),
  scipPath: z.string(),
  bytes: z.number(),
  mtimeMs: z.number(),
  documents: z.number(),
  occurrences: z.number(),
  /** Documents with a path that leads elsewhere, or larger than is read. */
  leftOut: z.number(),
  /** How a document's path becomes one of the workspace: `cut` is taken from its front and `add` put there. */
  cut: z.string(),
  add: z.string(),
  /** Name and version of the indexer; '' where it does not say. */
  tool: z.string(),
  toolVersion: z.string(),
});

export type ScipFacts = Readonly<z.infer<typeof scipFactsSchema>>;

/** A symbol's string, and for a local one the file that it is local to. */
export interface SymbolKey {
  readonly symbol: string;
  readonly path?: string;
}

export interface ScipSymbol extends SymbolKey {
  /** What users call it; absent for local symbols that the index does not name. */
  readonly name?: string;
}

export interface ScipFile {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly language: string;
  /** What the columns of its places count: `toUtf16Column` converts them. */
  readonly encoding: PositionEncoding;
}

export interface ScipUses extends ScipFile {
  /** In order of places. */
  readonly places: readonly ScipPlace[];
}

export interface ScipHit extends ScipSymbol {
  readonly place: ScipPlace;
}

/** Every method may throw `StoreDamaged`, `StoreFull` and `StoreBusy`. Paths are relative to the workspace folder. */
export interface ScipStore {
  readonly facts: ScipFacts;
  file(path: string): ScipFile | undefined;
  /** True where the file was written after the index was made, or is not in it: its places mean nothing then. */
  isStale(path: string, mtimeMs: number): boolean;
  /**
   * The symbols that stand at a place, definitions first, then the narrowest. `character` counts as the file's encoding
   * does. Several may: a class and its constructor, a property and the parameter that makes it.
   */
  symbolsAt(path: string, line: number, character: number): readonly ScipHit[];
  /** Symbols that are displayed or declared by this name, local ones last; at most `limit`. */
  symbolsNamed(name: string, limit: number): readonly ScipSymbol[];
  /** Definitions and references, file by file in order of paths; unpacked as they are asked for. */
  occurrencesOf(key: SymbolKey): Iterable<ScipUses>;
  implementationsOf(key: SymbolKey): readonly ScipSymbol[];
  /** Symbols whose references are this one's, too, and the other way round: a method and those it overrides. */
  referencedWith(key: SymbolKey): readonly ScipSymbol[];
  /** Of a type: `new Upload()` is a reference to its constructor and not to the type. */
  constructorsOf(key: SymbolKey): readonly ScipSymbol[];
  close(): void;
}

/** Makes a store. Nothing of it is seen before `finish`; a process that ends before leaves the old one. */
export interface ScipStoreBuilder {
  /** All of them or none. Documents of one path become one. */
  addDocuments(documents: readonly ScipDocument[]): void;
  /** Symbols of other packages. */
  addSymbols(symbols: readonly ScipInformation[]): void;
  /** Puts the new store in the place of the old one, which this process must have closed. */
  finish(facts: ScipFacts): Promise<void>;
  /** Leaves nothing of it; nothing happens after `finish`. */
  discard(): void;
}
