// The vocabulary of an encoding: which byte strings are tokens, and their ranks (the lower merges first).
// Read once from js-tiktoken's table into flat arrays, which threads share: they are 6 MB and take 100 ms to make. A token is
// found by its bytes where they stand, without a copy.

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

export interface RankTables {
  readonly size: number;
  /** Bytes of the longest token. */
  readonly longest: number;
  /** All tokens one behind the other, in order of rank; token r is `pool[starts[r] … starts[r + 1])`. */
  readonly pool: Uint8Array;
  readonly starts: Int32Array;
  /** Open addressing by hash: the hash and rank + 1 of a token in two neighbouring cells, 0 where there is none. */
  readonly slots: Int32Array;
  /** Rank of every token of two bytes, by both of them: where all merging begins. */
  readonly pairs: Int32Array;
}

export class Ranks {
  readonly tables: RankTables;
  readonly size: number;
  private readonly longest: number;
  private readonly pool: Uint8Array;
  private readonly starts: Int32Array;
  private readonly slots: Int32Array;
  private readonly mask: number;
  private readonly pairs: Int32Array;

  /** `table` is js-tiktoken's `bpe_ranks`: `! <first rank> <token in base64> …`; or what another thread made of it. */
  constructor(table: string | RankTables) {
    this.tables = typeof table === 'string' ? tablesOf(table) : table;
    const { size, longest, pool, starts, slots, pairs } = this.tables;
    this.size = size;
    this.longest = longest;
    this.pool = pool;
    this.starts = starts;
    this.slots = slots;
    this.mask = slots.length / 2 - 1;
    this.pairs = pairs;
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
}

function tablesOf(table: string): RankTables {
  const { pool, starts } = readTable(table);
  const size = starts.length - 1;
  const mask = 2 ** Math.ceil(Math.log2(size * SLOTS_PER_TOKEN)) - 1;
  const slots = shared(Int32Array, (mask + 1) * 2);
  const pairs = shared(Int32Array, BYTES * BYTES).fill(NO_RANK);
  let longest = 0;
  for (let rank = 0; rank < size; rank++) {
    const start = starts[rank] as number;
    const end = starts[rank + 1] as number;
    const hash = hashOf(pool, start, end);
    let slot = hash & mask;
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = rank + 1;
    if (end - start === 2) pairs[((pool[start] as number) << 8) | (pool[start + 1] as number)] = rank;
    longest = Math.max(longest, end - start);
  }
  return { size, longest, pool, starts, slots, pairs };
}

/** In memory that is not copied on its way to another thread. */
function shared<T>(
  kind: { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number },
  length: number,
): T {
  return new kind(new SharedArrayBuffer(length * kind.BYTES_PER_ELEMENT));
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
  const tokens = shared(Uint8Array, size);
  tokens.set(pool.subarray(0, size));
  const places = shared(Int32Array, starts.length);
  places.set(starts);
  return { pool: tokens, starts: places };
}
