// The uses of names in a file as bytes: ten numbers for each symbol would be most of an index as rows. A place is written
// relative to the symbol around it, so that an edit changes the bytes of the symbol it is in and no others.

import type { PackedNames, Place } from '../model/facts.js';
import type { ReferenceKind } from '../model/source.js';

/** The order is part of the format of stored indexes. */
const KINDS: readonly ReferenceKind[] = ['call', 'new', 'type', 'extends', 'implements', 'value'];
const HAS_RECEIVER = 8;
const HAS_TYPE = 16;

/** Where the symbols of a file start, by their place in its list. */
export type SymbolStarts = ArrayLike<number>;

export function packNames(uses: ReadonlyMap<string, readonly Place[]>, starts: SymbolStarts): PackedNames {
  const writer = new Writer();
  const ends = new Uint32Array(uses.size);
  const strings = new Map<string, number>();
  const indexOf = (text: string): number => {
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  let count = 0;
  for (const places of uses.values()) {
    for (const { kind, start, symbol, receiver, receiverType } of places) {
      const flags = (receiver === undefined ? 0 : HAS_RECEIVER) + (receiverType === undefined ? 0 : HAS_TYPE);
      writer.write(KINDS.indexOf(kind) + flags);
      writer.write(symbol + 1);
      writer.write(start - (starts[symbol] ?? 0));
      if (receiver !== undefined) writer.write(indexOf(receiver));
      if (receiverType !== undefined) writer.write(indexOf(receiverType));
    }
    ends[count++] = writer.length;
  }
  return { names: [...uses.keys()], bytes: writer.bytes(), ends, strings: [...strings.keys()] };
}

export function unpackPlaces(bytes: Uint8Array, starts: SymbolStarts, strings: readonly string[]): Place[] {
  const places: Place[] = [];
  let at = 0;
  const read = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const first = read();
    const symbol = read() - 1;
    const start = read() + (starts[symbol] ?? 0);
    const receiver = first & HAS_RECEIVER ? strings[read()] : undefined;
    const receiverType = first & HAS_TYPE ? strings[read()] : undefined;
    places.push({
      kind: KINDS[first & 7] ?? 'value',
      start,
      symbol,
      ...(receiver !== undefined && { receiver }),
      ...(receiverType !== undefined && { receiverType }),
    });
  }
  return places;
}

/** Numbers as little-endian groups of seven bits, the highest bit saying that more follow. */
class Writer {
  private buffer = new Uint8Array(1_024);
  length = 0;

  write(value: number): void {
    if (this.length + 8 > this.buffer.length) this.grow();
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
