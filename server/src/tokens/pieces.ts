// Remembers how many tokens a piece has, so that a name which is no token of its own is merged once and not each time.
// Bounded: a piece gives way to another of the same place, and when the bytes are used up everything is forgotten.

/** 1 MB and 2 MB of memory for each encoding, taken up page by page as they fill. */
const SLOTS = 1 << 16;
const ARENA_BYTES = 1 << 21;
/** Longer pieces are rare, and would push out many short ones. */
const LONGEST = 512;

/** Cells of a slot: hash, start in the arena, length, tokens (0: empty). */
const CELLS = 4;

export class PieceCounts {
  private readonly slots = new Int32Array(SLOTS * CELLS);
  private readonly arena = new Uint8Array(ARENA_BYTES);
  private used = 0;

  /** Tokens of the piece, 0 where it is not known. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { slots, arena } = this;
    const slot = (hash & (SLOTS - 1)) * CELLS;
    if (slots[slot] !== hash || slots[slot + 2] !== end - start) return 0;
    let at = slots[slot + 1] as number;
    for (let place = start; place < end; place++) if (arena[at++] !== bytes[place]) return 0;
    return slots[slot + 3] as number;
  }

  add(bytes: Uint8Array, start: number, end: number, hash: number, tokens: number): void {
    const length = end - start;
    if (length > LONGEST) return;
    if (this.used + length > ARENA_BYTES) this.forget();
    const slot = (hash & (SLOTS - 1)) * CELLS;
    this.slots[slot] = hash;
    this.slots[slot + 1] = this.used;
    this.slots[slot + 2] = length;
    this.slots[slot + 3] = tokens;
    for (let place = start; place < end; place++) this.arena[this.used++] = bytes[place] as number;
  }

  private forget(): void {
    this.slots.fill(0);
    this.used = 0;
  }
}
