// Remembers how many tokens the usual pieces have: those of at most twelve bytes, which are three words of memory. The
// vocabulary is megabytes that the rest of the work pushes out of the caches of a core; this table stays in them.

/** Bytes of the longest piece that is remembered. */
export const SHORT = 12;

/** A newer piece takes the place of an older one: 320 KB. */
const SLOTS = 1 << 14;
/** Cells of a slot: the bytes of the piece, its length, its tokens (0: empty). */
const CELLS = 5;

export class ShortPieces {
  private readonly cells = new Int32Array(SLOTS * CELLS);
  /** Of the piece that was looked for last, for `add`. */
  private slot = 0;
  private first = 0;
  private second = 0;
  private third = 0;

  /** Tokens of a piece of at most `SHORT` bytes, 0 where it is not known. Reads up to as many bytes behind its start. */
  find(view: DataView, start: number, length: number): number {
    const { cells } = this;
    const first = length >= 4 ? view.getInt32(start, true) : view.getInt32(start, true) & ((1 << (8 * length)) - 1);
    let second = 0;
    let third = 0;
    if (length > 4) {
      second = view.getInt32(start + 4, true);
      if (length < 8) second &= (1 << (8 * (length - 4))) - 1;
      else if (length === SHORT) third = view.getInt32(start + 8, true);
      else if (length > 8) third = view.getInt32(start + 8, true) & ((1 << (8 * (length - 8))) - 1);
    }
    const mixed = Math.imul(first ^ Math.imul(second ^ Math.imul(third ^ length, 0x85ebca6b), 0xc2b2ae35), 0x9e3779b1);
    const slot = (mixed >>> 18) * CELLS;
    this.slot = slot;
    this.first = first;
    this.second = second;
    this.third = third;
    const isKnown =
      cells[slot] === first && cells[slot + 1] === second && cells[slot + 2] === third && cells[slot + 3] === length;
    return isKnown ? (cells[slot + 4] as number) : 0;
  }

  /** Remembers the piece that `find` did not know. */
  add(length: number, tokens: number): void {
    const { cells, slot } = this;
    cells[slot] = this.first;
    cells[slot + 1] = this.second;
    cells[slot + 2] = this.third;
    cells[slot + 3] = length;
    cells[slot + 4] = tokens;
  }
}
