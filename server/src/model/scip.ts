// What Pith takes from a SCIP index (github.com/sourcegraph/scip): which symbol stands where, said by a compiler.
// Symbols are strings of SCIP's own grammar; lines and columns are 0-based and counted as the index counts them.

/** What a column counts: bytes, UTF-16 code units or code points. */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** Bits of `ScipPlace.roles`; without `definition` it is a reference. */
export const SCIP_ROLES = {
  definition: 1,
  import: 2,
  write: 4,
  read: 8,
  generated: 16,
  test: 32,
  forwardDefinition: 64,
} as const;

/** Half-open: the end is the first place behind it. */
export interface ScipPlace {
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
  readonly roles: number;
}

export interface ScipOccurrence extends ScipPlace {
  readonly symbol: string;
}

export interface ScipRelationship {
  /** The other symbol: the interface's method, for a method that implements it. */
  readonly symbol: string;
  /** References to one of the two are references to the other. */
  readonly isReference: boolean;
  readonly isImplementation: boolean;
}

export interface ScipInformation {
  readonly symbol: string;
  readonly displayName?: string;
  readonly relationships: readonly ScipRelationship[];
}

export interface ScipDocument {
  /** Relative to the folder that was indexed, with `/`. */
  readonly path: string;
  /** As the indexer calls it: `TypeScript`, `typescript`, `CPP`; '' where it does not say. */
  readonly language: string;
  readonly encoding: PositionEncoding;
  readonly occurrences: readonly ScipOccurrence[];
  readonly symbols: readonly ScipInformation[];
}

export interface ScipMetadata {
  /** URI of the folder that was indexed, on the machine where it was. */
  readonly projectRoot?: string;
  readonly tool?: string;
  readonly toolVersion?: string;
  /** Encoding of the files on disk. */
  readonly textEncoding?: 'utf-8' | 'utf-16';
}
