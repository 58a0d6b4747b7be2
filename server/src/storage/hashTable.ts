// Numbers by the hashes of the texts they stand for, some thirty bytes each where a map of the texts would take two
// hundred. The texts are not kept: two hashes of 84 bits together are taken for one text.

const START_SLOTS = 1_024;
/** Fuller, and searches get long. */
const MAX_LOAD = 0.7;

/** Takes hashes of 52 and of 32 bits, and numbers from 1 to 2^32. */
export class HashTable {
  private hashes = new Float64Array(START_SLOTS);
  private checks = new Uint32Array(START_SLOTS);
  private numbers = new Uint32Array(START_SLOTS);
  private count = 0;

  get(hash: number, check: number): number | undefined {
    for (let slot = hash % this.numbers.length; this.numbers[slot] !== 0; slot = this.after(slot)) {
      if (this.hashes[slot] === hash && this.checks[slot] === check) return this.numbers[slot];
    }
    return undefined;
  }

  /** For hashes that are not there yet. */
  add(hash: number, check: number, number: number): void {
    if (++this.count > this.numbers.length * MAX_LOAD) this.grow();
    this.put(hash, check, number);
  }

  private put(hash: number, check: number, number: number): void {
    let slot = hash % this.numbers.length;
    while (this.numbers[slot] !== 0) slot = this.after(slot);
    this.hashes[slot] = hash;
    this.checks[slot] = check;
    this.numbers[slot] = number;
  }

  private grow(): void {
    const { hashes, checks, numbers } = this;
    this.hashes = new Float64Array(hashes.length * 2);
    this.checks = new Uint32Array(checks.length * 2);
    this.numbers = new Uint32Array(numbers.length * 2);
    numbers.forEach((number, slot) => {
      if (number !== 0) this.put(hashes[slot] ?? 0, checks[slot] ?? 0, number);
    });
  }

  private after(slot: number): number {
    return slot + 1 === this.numbers.length ? 0 : slot + 1;
  }
}

/** FNV-1a over UTF-16 code units: of another family than `hash52`, so that texts that meet in one part in the other. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
