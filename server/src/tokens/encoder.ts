// Encodes text as the models of OpenAI do, in time linear in the text, and agrees with js-tiktoken token for token.
// Special tokens are not known here: their look-alikes are text. A lone surrogate is U+FFFD, as in TextEncoder.

import { Merger } from './merge.js';
import { PieceCounts } from './pieces.js';
import { hashOf, NO_RANK, Ranks, type RankTables } from './ranks.js';
import { SHORT, ShortPieces } from './shortPieces.js';
import type { Split } from './split.js';

/** Bytes kept for encoding texts; longer ones get an array of their own. */
const BUFFER_BYTES = 1 << 16;
/** Most UTF-8 bytes of a UTF-16 code unit. */
const MOST_BYTES = 3;

const utf8 = new TextEncoder();

export class Encoder {
  private readonly ranks: Ranks;
  private readonly merger: Merger;
  private readonly pieces = new PieceCounts();
  private readonly shortPieces = new ShortPieces();
  private readonly buffer = viewed(new Uint8Array(BUFFER_BYTES));

  /** `table` is a `bpe_ranks` of js-tiktoken or what was made of it, `split` the pre-tokenizer that belongs to it. */
  constructor(
    table: string | RankTables,
    private readonly split: Split,
  ) {
    this.ranks = new Ranks(table);
    this.merger = new Merger(this.ranks);
  }

  /** For the encoder of another thread. */
  get tables(): RankTables {
    return this.ranks.tables;
  }

  /** Pairs of parts looked at so far, for tests that work grows no faster than text. */
  get mergeSteps(): number {
    return this.merger.steps;
  }

  /** The tokens of `text`. For checks: counting does without the list. */
  encode(text: string): number[] {
    const { bytes, length } = this.encoded(text);
    const tokens: number[] = [];
    for (let start = 0; start < length; ) {
      const end = this.split(bytes, start, length);
      const rank = this.ranks.find(bytes, start, end);
      if (rank === NO_RANK) this.merger.merge(bytes, start, end, tokens);
      else tokens.push(rank);
      start = end;
    }
    return tokens;
  }

  /** How many tokens `text` has. */
  count(text: string): number {
    const { bytes, view, length } = this.encoded(text);
    let tokens = 0;
    for (let start = 0; start < length; ) {
      const end = this.split(bytes, start, length);
      tokens += this.countPiece(bytes, view, start, end);
      start = end;
    }
    return tokens;
  }

  /**
   * For each of `offsets` (UTF-16, ascending) the tokens of the pieces that begin before it. The difference of two is the
   * count of what stands between them, to one token at each end where a piece reaches across.
   */
  countBefore(text: string, offsets: ArrayLike<number>): Uint32Array {
    const { bytes, view, length } = this.encoded(text);
    const marks = length === text.length ? offsets : byteOffsets(text, offsets);
    const counts = new Uint32Array(offsets.length);
    let tokens = 0;
    let mark = 0;
    for (let start = 0; start < length; ) {
      while (mark < marks.length && (marks[mark] ?? 0) <= start) counts[mark++] = tokens;
      const end = this.split(bytes, start, length);
      tokens += this.countPiece(bytes, view, start, end);
      start = end;
    }
    counts.fill(tokens, mark);
    return counts;
  }

  private countPiece(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const length = end - start;
    // A single byte is always a token.
    if (length === 1) return 1;
    if (length > SHORT) return this.countHashed(bytes, start, end);
    const known = this.shortPieces.find(view, start, length);
    if (known > 0) return known;
    const tokens = this.countHashed(bytes, start, end);
    this.shortPieces.add(length, tokens);
    return tokens;
  }

  private countHashed(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    if (this.ranks.findHashed(bytes, start, end, hash) !== NO_RANK) return 1;
    const known = this.pieces.find(bytes, start, end, hash);
    if (known > 0) return known;
    const tokens = this.merger.merge(bytes, start, end);
    this.pieces.add(bytes, start, end, hash, tokens);
    return tokens;
  }

  private encoded(text: string): Encoded & { readonly length: number } {
    const fits = text.length * MOST_BYTES <= BUFFER_BYTES - SHORT;
    const { bytes, view } = fits ? this.buffer : viewed(new Uint8Array(Buffer.byteLength(text) + SHORT));
    return { bytes, view, length: utf8.encodeInto(text, bytes).written };
  }
}

/** With as many bytes behind the text as may be read past the end of a piece. */
interface Encoded {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

const viewed = (bytes: Uint8Array): Encoded => ({ bytes, view: new DataView(bytes.buffer) });

/** UTF-8 offsets of UTF-16 offsets, both ascending. A lone surrogate is three bytes, as U+FFFD is. */
function byteOffsets(text: string, offsets: ArrayLike<number>): Uint32Array {
  const found = new Uint32Array(offsets.length);
  let at = 0;
  let bytes = 0;
  for (let index = 0; index < offsets.length; index++) {
    for (const end = offsets[index] ?? 0; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 0x80) bytes++;
      else if (unit < 0x800) bytes += 2;
      else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
        bytes += 4;
        at++;
      } else bytes += 3;
    }
    found[index] = bytes;
  }
  return found;
}
