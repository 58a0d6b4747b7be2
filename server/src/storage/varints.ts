// Numbers as little-endian groups of seven bits, the highest bit saying that more follow: most of those that are stored
// by the million are small.

const START_BYTES = 1_024;
/** The most that a whole number, which JavaScript holds exactly, takes. */
const MAX_NUMBER_BYTES = 8;

/** Takes whole numbers from 0 to 2^53. */
export class NumberWriter {
  private buffer = new Uint8Array(START_BYTES);
  length = 0;

  write(value: number): void {
    if (this.length + MAX_NUMBER_BYTES > this.buffer.length) this.grow();
    let rest = value;
    while (rest >= 128) {
      this.buffer[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.length++] = rest;
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private grow(): void {
    const larger = new Uint8Array(this.buffer.length * 2);
    larger.set(this.buffer);
    this.buffer = larger;
  }
}

/** Bytes that end within a number give what is there of it. */
export class NumberReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get hasMore(): boolean {
    return this.at < this.bytes.length;
  }

  read(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
}
