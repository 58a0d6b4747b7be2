// Remembers how many tokens a piece has, so that a name which is no token of its own is merged once and not each time.
// Bounded: when it is full everything is forgotten, which costs less than to keep an order of use.

/** Half of the slots may be taken. At most 2 MB and 2 MB of memory for each encoding, used page by page as they fill. */
const SLOTS = 1 << 17;
const MOST_PIECES = SLOTS / 2;
const ARENA_BYTES = 1 << 21;
/** Longer pieces are rare, and would push out many short ones. */
const LONGEST = 512;

/** Cells of a slot: hash, start in the arena, length, tokens (0: empty). */
const CELLS = 4;
const MASK = SLOTS - 1;

export class PieceCounts {
  private readonly slots = new Int32Array(SLOTS * CELLS);
  private readonly arena = new Uint8Array(ARENA_BYTES);
  private pieces = 0;
  private used = 0;

  /** Tokens of the piece, 0 where it is not known. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { slots } = this;
    for (let slot = hash & MASK; ; slot = (slot + 1) & MASK) {
      const cell = slot * CELLS;
      const tokens = slots[cell + 3] as number;
      if (tokens === 0) return 0;
      if (slots[cell] === hash && this.holds(cell, bytes, start, end)) return tokens;
    }
  }

  /** Remembers a piece that `find` does not know. */
  add(bytes: Uint8Array, start: number, end: number, hash: number, tokens: number): void {
    const { slots, arena } = this;
    const length = end - start;
    if (length > LONGEST) return;
    if (this.pieces === MOST_PIECES || this.used + length > ARENA_BYTES) this.forget();
    let slot = hash & MASK;
    while (slots[slot * CELLS + 3] !== 0) slot = (slot + 1) & MASK;
    const cell = slot * CELLS;
    slots[cell] = hash;
    slots[cell + 1] = this.used;
    slots[cell + 2] = length;
    slots[cell + 3] = tokens;
    this.pieces++;
    for (let place = start; place < end; place++) arena[this.used++] = bytes[place] as number;
  }

  private holds(cell: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { slots, arena } = this;
    if (slots[cell + 2] !== end - start) return false;
    let at = slots[cell + 1] as number;
    for (let place = start; place < end; place++) if (arena[at++] !== bytes[place]) return false;
    return true;
  }

  private forget(): void {
    this.slots.fill(0);
    this.pieces = 0;
    this.used = 0;
  }
}
