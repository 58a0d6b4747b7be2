// The uses of names in a file as bytes: ten numbers for each symbol would be most of an index as rows. A place is written
// relative to the symbol around it, so that an edit changes the bytes of the symbol it is in and no others.

import type { PackedNames, Place } from '../model/facts.js';
import type { ReferenceKind } from '../model/source.js';
import { NumberReader, NumberWriter } from './varints.js';

/** The order is part of the format of stored indexes. */
const KINDS: readonly ReferenceKind[] = ['call', 'new', 'type', 'extends', 'implements', 'value'];
const HAS_RECEIVER = 8;
const HAS_TYPE = 16;

/** Where the symbols of a file start, by their place in its list. */
export type SymbolStarts = ArrayLike<number>;

export function packNames(uses: ReadonlyMap<string, readonly Place[]>, starts: SymbolStarts): PackedNames {
  const writer = new NumberWriter();
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
  const numbers = new NumberReader(bytes);
  while (numbers.hasMore) {
    const first = numbers.read();
    const symbol = numbers.read() - 1;
    const start = numbers.read() + (starts[symbol] ?? 0);
    const receiver = first & HAS_RECEIVER ? strings[numbers.read()] : undefined;
    const receiverType = first & HAS_TYPE ? strings[numbers.read()] : undefined;
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
