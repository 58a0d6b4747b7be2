// The vocabulary of an encoding: which byte strings are tokens, and their ranks (the lower merges first).
// Read once from js-tiktoken's table into flat arrays; a token is found by its bytes where they stand, without a copy.

/** What `find` answers for bytes that are no token. */
export const NO_RANK = -1;

const BYTES = 256;
/** Load factor at most one half: about one probe for a hit and one and a half for a miss. */
const SLOTS_PER_TOKEN = 2;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SPACE = 0x20;
const PADDING = 0x3d;

/** FNV-1a with its upper bits folded in, because tables look at the lower ones. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

export class Ranks {
  readonly size: number;
  /** Bytes of the longest token. */
  readonly longest: number;
  /** All tokens one behind the other, in order of rank; token r is `pool[starts[r] … starts[r + 1])`. */
  private readonly pool: Uint8Array;
  private readonly starts: Int32Array;
  /** Open addressing by hash: the hash and rank + 1 of a token in two neighbouring cells, 0 where there is none. */
  private readonly slots: Int32Array;
  private readonly mask: number;
  /** Rank of every token of two bytes, by both of them: where all merging begins. */
  private readonly pairs = new Int32Array(BYTES * BYTES).fill(NO_RANK);

  /** `table` is js-tiktoken's `bpe_ranks`: `! <first rank> <token in base64> …`. */
  constructor(table: string) {
    const { pool, starts } = readTable(table);
    this.pool = pool;
    this.starts = starts;
    this.size = starts.length - 1;
    this.mask = 2 ** Math.ceil(Math.log2(this.size * SLOTS_PER_TOKEN)) - 1;
    this.slots = new Int32Array((this.mask + 1) * 2);
    let longest = 0;
    for (let rank = 0; rank < this.size; rank++) longest = Math.max(longest, this.add(rank));
    this.longest = longest;
  }

  /** Rank of the token with these bytes, or NO_RANK. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length === 2) return this.pairs[((bytes[start] as number) << 8) | (bytes[start + 1] as number)] as number;
    return length > this.longest ? NO_RANK : this.findHashed(bytes, start, end, hashOf(bytes, start, end));
  }

  /** `find` for who has the hash at hand. */
  findHashed(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { slots, mask } = this;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[2 * slot + 1] as number;
      if (entry === 0) return NO_RANK;
      if (slots[2 * slot] === hash && this.holds(entry - 1, bytes, start, end)) return entry - 1;
    }
  }

  private holds(rank: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { pool, starts } = this;
    let at = starts[rank] as number;
    if ((starts[rank + 1] as number) - at !== end - start) return false;
    for (let place = start; place < end; place++) if (pool[at++] !== bytes[place]) return false;
    return true;
  }

  private add(rank: number): number {
    const { pool, slots, mask } = this;
    const start = this.starts[rank] as number;
    const end = this.starts[rank + 1] as number;
    const hash = hashOf(pool, start, end);
    let slot = hash & mask;
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = rank + 1;
    if (end - start === 2) this.pairs[((pool[start] as number) << 8) | (pool[start + 1] as number)] = rank;
    return end - start;
  }
}

/** Decodes the table in one pass; a string for each of 200,000 tokens would take longer than all the rest. */
function readTable(table: string): { pool: Uint8Array; starts: Int32Array } {
  const header = /^! 0 /.exec(table);
  if (!header || table.trimEnd().includes('\n')) throw new Error('The rank table is not one run of ranks from 0.');
  const source = Buffer.from(table.trimEnd(), 'latin1').subarray(header[0].length);
  const digits = new Uint8Array(BYTES);
  for (let digit = 0; digit < BASE64.length; digit++) digits[BASE64.charCodeAt(digit)] = digit;
  const pool = new Uint8Array(source.length);
  const starts: number[] = [0];
  let size = 0;
  let held = 0;
  let bits = 0;
  // By index: an iterator takes three times as long here, and this is most of the time it takes to load.
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] as number;
    if (byte === SPACE) {
      starts.push(size);
      bits = 0;
    } else if (byte !== PADDING) {
      held = (held << 6) | (digits[byte] as number);
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        pool[size++] = (held >> bits) & 0xff;
      }
    }
  }
  starts.push(size);
  return { pool: pool.slice(0, size), starts: Int32Array.from(starts) };
}
