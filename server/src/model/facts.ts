// What the index holds of one file: plain data, made by `indexing/extract.ts` and kept by `storage/`.
// Offsets are UTF-16 code units of the file's text. It says nothing of other files: what connects files is found at
// query time (`retrieval/`), so that a file's facts depend on its own bytes alone.

import type { DeclarationKind, ImportBinding, ReferenceKind } from './source.js';

/** Tokens (o200k_base) of a declaration at the levels that differ for it; markers are counted. */
export interface RungTokens {
  /** The declaration with its doc comment. Tidy is close to it. */
  readonly full: number;
  /** Signatures and first sentences; focus is a sum of full and skeleton. */
  readonly skeleton: number;
  readonly outline: number;
}

export interface SymbolFacts {
  /**
   * The same as long as path, container, name, kind and signature are: edits elsewhere in the file, moved lines and
   * another order leave it alone. A number below 2^52, written as 13 hex digits.
   */
  readonly id: number;
  readonly name: string;
  readonly kind: DeclarationKind;
  /** Place of the container in the file's list. */
  readonly parent?: number;
  /** One line, without body. */
  readonly signature: string;
  readonly exported: boolean;
  /** First sentence of the doc comment. */
  readonly doc?: string;
  /** Doc comment included. */
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: RungTokens;
}

/** One use of a name in a file. */
export interface Place {
  readonly kind: ReferenceKind;
  readonly start: number;
  /** Place of the enclosing symbol in the file's list; -1 at the top level. */
  readonly symbol: number;
  readonly receiver?: string;
  readonly receiverType?: string;
}

/** All uses of names in a file, packed (see `storage/places.ts`): there are ten for each symbol. */
export interface PackedNames {
  /** In order of their first use. */
  readonly names: readonly string[];
  /** Places of all names, one name after the other. */
  readonly bytes: Uint8Array;
  /** Where the places of each name end. */
  readonly ends: Uint32Array;
  /** Receivers and their types; places hold their indices. */
  readonly strings: readonly string[];
}

/** A stretch of a file that is found and shown as one; the chunks of a file are all of it. */
export interface ChunkFacts {
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
  /** Place of the symbol it belongs to; -1 for none. */
  readonly symbol: number;
  readonly tokens: number;
  /** What full text is searched by. */
  readonly words: ChunkWords;
  /** Hash of `words` (`hash52`): a chunk of the same words keeps its place in the full-text index. */
  readonly key: number;
}

/** A word stands in one field, or in its name and one other. */
export interface ChunkWords {
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
  readonly path: string;
  readonly body: string;
}

export interface FileFacts {
  /** Grammar id; absent for plain text. */
  readonly language?: string;
  readonly lines: number;
  /** o200k_base. */
  readonly tokens: number;
  /** Why there are no symbols although the language has a grammar. */
  readonly note?: string;
  readonly symbols: readonly SymbolFacts[];
  readonly uses: PackedNames;
  readonly imports: readonly ImportBinding[];
  readonly chunks: readonly ChunkFacts[];
}

/** A file as it was when it was looked at. */
export interface FileState {
  /** Relative to the root, with `/`. */
  readonly name: string;
  readonly bytes: number;
  /** -1 for a document whose text is not on disk: it is looked at again when the index is opened. */
  readonly mtimeMs: number;
  /** First 16 bytes of the SHA-256 of the bytes, hex; '' for a file that was not read. */
  readonly hash: string;
}
