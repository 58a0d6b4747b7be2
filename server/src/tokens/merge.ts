// Byte-pair merging of one piece: the two neighbours whose joint bytes have the lowest rank become one part, the
// leftmost first, until no two of them are a token.
// Short pieces are merged by scanning an array. Long ones (a line of base64, a megabyte of spaces) go through a heap
// in windows of bounded size, so that time is linear in a text and memory does not depend on how it is made.

import { NO_RANK, type Ranks } from './ranks.js';

/** Above this many bytes the quadratic scan loses to the heap (measured on runs of Chinese text). */
const SHORT_PIECE = 128;
/** Bytes merged at a time: far more than a token (128 at most), so that windows agree, and little enough for a cache. */
const WINDOW = 1 << 14;
/** Tokens by which a window overlaps the one before it: two windows agree unless merging reaches back so far. */
const OVERLAP = 32;

/** Ranks above all ranks: no pair starts here. */
const NEVER = 0x7fffffff;
/** Heap entries are rank * PLACES + place: equal ranks come leftmost first, and 2 ** 18 ranks stay exact. */
const PLACES = 2 ** 32;

/** Merges the pieces of one encoding. Its arrays are used again for each, so it serves one call at a time. */
export class Merger {
  /** Pairs looked at so far: the measure of its work. */
  steps = 0;
  /** Starts of the tokens of the window merged last, and its end behind them. */
  private bounds = new Int32Array(0);
  private pairRanks = new Int32Array(0);
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  private heap = new Float64Array(0);
  private heapSize = 0;

  /** `window` is for tests, which want many joints in little text. */
  constructor(
    private readonly ranks: Ranks,
    private readonly window = WINDOW,
  ) {
    this.allocate(window);
  }

  /** How many tokens the piece has. Their ranks are added to `tokens` where it is given. */
  merge(bytes: Uint8Array, start: number, end: number, tokens?: number[]): number {
    if (end - start > this.window) return this.mergeWindows(bytes, start, end, tokens);
    return this.collect(bytes, 0, this.mergeWindow(bytes, start, end), tokens);
  }

  /**
   * Parts are the tokens of a piece exactly if each two neighbours are the tokens of their joint bytes: the first
   * merge that crossed between two parts would cross as well with those two alone. So the tokens of two windows that
   * share one are joined at it. A window starts at a token of the last one; where they share none, which no natural
   * text is known to do, the piece is merged whole.
   */
  private mergeWindows(bytes: Uint8Array, start: number, end: number, tokens?: number[]): number {
    const collected = tokens?.length ?? 0;
    let total = 0;
    let from = start;
    let stop = start + this.window;
    let count = this.mergeWindow(bytes, from, stop);
    /** The first token of the window that has not been counted. */
    let first = 0;
    while (stop < end) {
      const last = this.bounds.slice(0, count + 1);
      const restart = Math.max(first + 1, count - OVERLAP);
      const nextStart = last[restart] as number;
      const nextStop = Math.min(nextStart + this.window, end);
      const repeated = isSame(bytes, from, stop, nextStart, nextStop);
      const nextCount = repeated ? this.shift(count, nextStart - from) : this.mergeWindow(bytes, nextStart, nextStop);
      const shared = sharedToken(last.subarray(restart), this.bounds.subarray(0, nextCount + 1));
      if (shared === undefined) {
        tokens?.splice(collected);
        return this.mergeWhole(bytes, start, end, tokens);
      }
      total += this.collect(bytes, first, restart + shared.last + 1, tokens, last);
      first = shared.next + 1;
      count = nextCount;
      from = nextStart;
      stop = nextStop;
    }
    return total + this.collect(bytes, first, count, tokens);
  }

  /** The tokens of a window with the same bytes. Most long pieces are runs of one character: they cost one merge. */
  private shift(count: number, distance: number): number {
    for (let at = 0; at <= count; at++) this.bounds[at] = (this.bounds[at] as number) + distance;
    return count;
  }

  /** Takes some 30 bytes of memory for each of the piece, and gives them back. */
  private mergeWhole(bytes: Uint8Array, start: number, end: number, tokens?: number[]): number {
    const count = this.collect(bytes, 0, this.mergeWindow(bytes, start, end), tokens);
    this.allocate(this.window);
    return count;
  }

  /** Counts the tokens from `first` to before `last` of a window, and adds their ranks to `tokens`. */
  private collect(bytes: Uint8Array, first: number, last: number, tokens?: number[], bounds = this.bounds): number {
    if (tokens) {
      for (let at = first; at < last; at++)
        tokens.push(this.ranks.find(bytes, bounds[at] as number, bounds[at + 1] as number));
    }
    return last - first;
  }

  /** Leaves the tokens of these bytes in `bounds` and answers how many they are. */
  private mergeWindow(bytes: Uint8Array, start: number, end: number): number {
    if (end - start <= SHORT_PIECE) return this.mergeByScan(bytes, start, end);
    this.reserve(end - start);
    return this.mergeByHeap(bytes, start, end - start);
  }

  private mergeByScan(bytes: Uint8Array, start: number, end: number): number {
    const { bounds, pairRanks } = this;
    let count = end - start;
    for (let part = 0; part <= count; part++) bounds[part] = start + part;
    for (let part = 0; part < count - 1; part++)
      pairRanks[part] = this.rankOrNever(bytes, start + part, start + part + 2);
    for (;;) {
      this.steps += count;
      let lowest = NEVER;
      let place = 0;
      for (let part = 0; part < count - 1; part++) {
        const rank = pairRanks[part] as number;
        if (rank < lowest) {
          lowest = rank;
          place = part;
        }
      }
      if (lowest === NEVER) return count;
      count--;
      for (let part = place + 1; part < count; part++) {
        bounds[part] = bounds[part + 1] as number;
        pairRanks[part] = pairRanks[part + 1] as number;
      }
      bounds[count] = end;
      pairRanks[place] = place + 1 < count ? this.rankOfParts(bytes, place) : NEVER;
      if (place > 0) pairRanks[place - 1] = this.rankOfParts(bytes, place - 1);
    }
  }

  private rankOfParts(bytes: Uint8Array, part: number): number {
    return this.rankOrNever(bytes, this.bounds[part] as number, this.bounds[part + 2] as number);
  }

  private rankOrNever(bytes: Uint8Array, start: number, end: number): number {
    const rank = this.ranks.find(bytes, start, end);
    return rank === NO_RANK ? NEVER : rank;
  }

  private mergeByHeap(bytes: Uint8Array, start: number, length: number): number {
    const { next, previous, pairRanks } = this;
    this.heapSize = 0;
    for (let place = 0; place < length; place++) {
      previous[place] = place - 1;
      next[place] = place + 1;
    }
    for (let place = 0; place < length; place++) this.offer(bytes, start, length, place);
    while (this.heapSize > 0) {
      const lowest = this.takeLowest();
      const rank = Math.floor(lowest / PLACES);
      const place = lowest - rank * PLACES;
      // Entries of pairs that have merged with others since stay in the heap and are passed over here.
      if (pairRanks[place] !== rank) continue;
      const merged = next[place] as number;
      const after = next[merged] as number;
      pairRanks[merged] = NEVER;
      next[place] = after;
      if (after < length) previous[after] = place;
      this.offer(bytes, start, length, place);
      if (place > 0) this.offer(bytes, start, length, previous[place] as number);
    }
    let count = 0;
    for (let place = 0; place < length; place = next[place] as number) this.bounds[count++] = start + place;
    this.bounds[count] = start + length;
    return count;
  }

  /** Notes the rank of the pair that starts at `place`, and puts it on the heap if it is a token. */
  private offer(bytes: Uint8Array, start: number, length: number, place: number): void {
    this.steps++;
    const second = this.next[place] as number;
    const rank =
      second < length ? this.rankOrNever(bytes, start + place, start + (this.next[second] as number)) : NEVER;
    this.pairRanks[place] = rank;
    if (rank === NEVER) return;
    const { heap } = this;
    const entry = rank * PLACES + place;
    let hole = this.heapSize++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if ((heap[parent] as number) <= entry) break;
      heap[hole] = heap[parent] as number;
      hole = parent;
    }
    heap[hole] = entry;
  }

  private takeLowest(): number {
    const { heap } = this;
    const lowest = heap[0] as number;
    const size = --this.heapSize;
    const entry = heap[size] as number;
    let hole = 0;
    for (let child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child++;
      if ((heap[child] as number) >= entry) break;
      heap[hole] = heap[child] as number;
      hole = child;
    }
    heap[hole] = entry;
    return lowest;
  }

  private reserve(length: number): void {
    if (this.pairRanks.length <= length) this.allocate(length);
  }

  /** Each merge takes one entry off the heap and puts at most two on it, so twice the places are enough. */
  private allocate(length: number): void {
    this.bounds = new Int32Array(length + 1);
    this.pairRanks = new Int32Array(length + 1);
    this.next = new Int32Array(length + 1);
    this.previous = new Int32Array(length + 1);
    this.heap = new Float64Array(2 * length);
  }
}

const isSame = (bytes: Uint8Array, start: number, end: number, otherStart: number, otherEnd: number): boolean =>
  Buffer.compare(bytes.subarray(start, end), bytes.subarray(otherStart, otherEnd)) === 0;

/** The first token that stands in both windows, by its index in each. Both are starts of tokens and an end behind. */
export function sharedToken(
  last: Int32Array,
  next: Int32Array,
): { readonly last: number; readonly next: number } | undefined {
  let at = 0;
  for (let index = 0; index + 1 < last.length; index++) {
    const start = last[index] as number;
    while (at + 1 < next.length && (next[at] as number) < start) at++;
    if (next[at] === start && next[at + 1] === last[index + 1]) return { last: index, next: at };
  }
  return undefined;
}
