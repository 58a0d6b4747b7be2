// The facts of a file as one compressed blob, and the keys it is found by. Rows for each symbol and each use would make the
// index larger than its source; a blob is read as a whole, which is how it is needed.

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { hash52 } from '../base/hash.js';
import type { ChunkFacts, FileFacts, PackedNames, SymbolFacts } from '../model/facts.js';
import type { ImportBinding } from '../model/source.js';
import { lastPartOf } from './moduleNames.js';
import { StoreDamaged } from './storeErrors.js';

/** What a worker hands to the writer: nothing is left to compute. */
export interface PackedFacts extends Pick<FileFacts, 'language' | 'lines' | 'tokens' | 'note'> {
  readonly blob: Uint8Array;
  readonly symbolCount: number;
  /** Each once. */
  readonly symbolNames: readonly string[];
  readonly symbolIds: readonly number[];
  /** `hash52` of the names that are used. */
  readonly useKeys: readonly number[];
  readonly importParts: readonly string[];
  readonly chunks: readonly ChunkFacts[];
}

/** What a blob holds. */
export interface UnpackedFacts {
  readonly symbols: readonly SymbolFacts[];
  readonly imports: readonly ImportBinding[];
  readonly uses: PackedNames;
}

/** Level 1 takes a tenth of the time of a parse less than the default, for a tenth more bytes. */
const LEVEL = 1;

export function packFacts(facts: FileFacts): PackedFacts {
  const { language, lines, tokens, note, symbols, uses, imports, chunks } = facts;
  return {
    ...(language !== undefined && { language }),
    lines,
    tokens,
    ...(note !== undefined && { note }),
    blob: blobOf({ symbols, imports, uses }),
    symbolCount: symbols.length,
    symbolNames: [...new Set(symbols.map(({ name }) => name))],
    symbolIds: [...new Set(symbols.map(({ id }) => id))],
    useKeys: uses.names.map(hash52),
    importParts: [...new Set(imports.map(({ from }) => lastPartOf(from)))],
    chunks,
  };
}

/** The length of the JSON, the JSON, then the bytes of the places. */
function blobOf({ symbols, imports, uses }: UnpackedFacts): Uint8Array {
  const { names, ends, strings, bytes } = uses;
  const rows = symbols.map((symbol) => {
    const { full, skeleton, outline } = symbol.tokens;
    const { id, name, kind, parent, signature, exported, doc, start, end, nameStart, startLine, endLine } = symbol;
    const place = [start, end - start, nameStart - start, startLine, endLine - startLine];
    return [id, name, kind, parent ?? -1, signature, exported ? 1 : 0, doc ?? '', ...place, full, skeleton, outline];
  });
  const text = Buffer.from(JSON.stringify([rows, imports, names, [...ends], strings]));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  return deflateRawSync(Buffer.concat([head, text, bytes]), { level: LEVEL });
}

type Row = readonly [number, string, SymbolFacts['kind'], number, string, number, string, ...number[]];

/** Throws `StoreDamaged` for what was not packed here. */
export function unpackFacts(blob: Uint8Array): UnpackedFacts {
  try {
    return unpacked(blob);
  } catch (cause) {
    throw new StoreDamaged('the facts of a file are damaged', { cause });
  }
}

function unpacked(blob: Uint8Array): UnpackedFacts {
  const whole = inflateRawSync(blob);
  const length = whole.readUInt32LE(0);
  const parsed = JSON.parse(whole.toString('utf8', 4, 4 + length));
  const [rows, imports, names, ends, strings] = parsed as [Row[], ImportBinding[], string[], number[], string[]];
  const bytes = whole.subarray(4 + length);
  return { symbols: rows.map(symbolOf), imports, uses: { names, bytes, ends: Uint32Array.from(ends), strings } };
}

function symbolOf([id, name, kind, parent, signature, exported, doc, ...numbers]: Row): SymbolFacts {
  const [start = 0, length = 0, nameOffset = 0, startLine = 1, lines = 0, full = 0, skeleton = 0, outline = 0] =
    numbers;
  return {
    id,
    name,
    kind,
    ...(parent !== -1 && { parent }),
    signature,
    exported: exported === 1,
    ...(doc !== '' && { doc }),
    start,
    end: start + length,
    nameStart: start + nameOffset,
    startLine,
    endLine: startLine + lines,
    tokens: { full, skeleton, outline },
  };
}
