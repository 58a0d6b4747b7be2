// How often each term of a question stands in each field of a chunk. Words are numbers, so that this is a look-up in a
// table for each word of the chunk.

import { type ChunkDoc, type Field, FIELDS } from './chunkDoc.js';

/** Only terms that stand in the chunk. */
export interface TermCount extends Readonly<Record<Field, number>> {
  /** Place of the term in the question's list. */
  readonly term: number;
}

export class TermCounts {
  /** Place of a term + 1, by the number of its word. */
  private readonly places: Uint16Array;
  private readonly counts: Float64Array;

  constructor(private readonly numbers: readonly number[]) {
    this.places = new Uint16Array(numbers.reduce((most, number) => Math.max(most, number), 0) + 1);
    for (const [at, number] of numbers.entries()) this.places[number] = at + 1;
    this.counts = new Float64Array(numbers.length * FIELDS.length);
  }

  of(doc: ChunkDoc): readonly TermCount[] {
    const { places, counts, numbers } = this;
    const size = numbers.length;
    counts.fill(0);
    const found: number[] = [];
    const seen = new Uint8Array(size);
    for (const [at, field] of FIELDS.entries()) {
      for (const number of doc[field]) {
        const place = places[number] ?? 0;
        if (place === 0) continue;
        const cell = at * size + place - 1;
        counts[cell] = (counts[cell] ?? 0) + 1;
        if (seen[place - 1] === 0) found.push(place - 1);
        seen[place - 1] = 1;
      }
    }
    // In the order of the terms: sums must not depend on where words stand.
    return found
      .sort((a, b) => a - b)
      .map((term) => ({
        term,
        ...(Object.fromEntries(FIELDS.map((field, at) => [field, counts[at * size + term] ?? 0])) as Record<
          Field,
          number
        >),
      }));
  }
}
