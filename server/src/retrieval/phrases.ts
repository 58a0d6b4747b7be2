// Runs of words of a question that stand side by side in a chunk: pairs, and names of several words. BM25 without length;
// how rare a phrase is, is told among the candidates.

import { computed } from '../base/computed.js';
import type { ChunkDoc, Documented } from './chunkDoc.js';

interface Phrase {
  readonly numbers: readonly number[];
  readonly weight: number;
}

const K1 = 1.2;

export class Phrases {
  /** By the number of the first word. */
  private readonly byFirst = new Map<number, number[]>();
  private readonly phrases: readonly Phrase[];
  private readonly starts: Uint8Array;
  private readonly known = new Map<number, ReadonlyMap<number, number>>();

  constructor(
    phrases: readonly { readonly words: readonly string[]; readonly weight: number }[],
    numberOf: (word: string) => number,
  ) {
    this.phrases = phrases.map(({ words, weight }) => ({ numbers: words.map(numberOf), weight }));
    const firsts = this.phrases.map(({ numbers }) => numbers[0] ?? 0);
    this.starts = new Uint8Array(firsts.reduce((most, number) => Math.max(most, number), 0) + 1);
    for (const [at, { numbers }] of this.phrases.entries()) {
      const [first = 0] = numbers;
      this.starts[first] = 1;
      this.byFirst.set(first, [...(this.byFirst.get(first) ?? []), at]);
    }
  }

  scores(candidates: readonly Documented[]): readonly number[] {
    const counts = candidates.map((entry) => this.countsIn(entry));
    const frequencies = new Float64Array(this.phrases.length);
    for (const found of counts) for (const at of found.keys()) frequencies[at] = (frequencies[at] ?? 0) + 1;
    return counts.map((found) => {
      let sum = 0;
      for (const [at, count] of found) {
        const frequency = frequencies[at] ?? 0;
        const idf = Math.log((candidates.length - frequency + 0.5) / (frequency + 0.5) + 1);
        sum += ((this.phrases[at]?.weight ?? 0) * idf * count * (K1 + 1)) / (count + K1);
      }
      return sum;
    });
  }

  private countsIn({ candidate: { chunk }, doc }: Documented): ReadonlyMap<number, number> {
    return computed(this.known, chunk.id, () => this.counted(doc));
  }

  private counted({ name, signature, text }: ChunkDoc): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const words of [name, signature, text]) {
      for (let place = 0; place < words.length; place++) {
        const first = words[place] ?? 0;
        if (this.starts[first] !== 1) continue;
        for (const at of this.byFirst.get(first) ?? []) {
          const isHere = this.phrases[at]?.numbers.every((number, next) => words[place + next] === number);
          if (isHere) counts.set(at, (counts.get(at) ?? 0) + 1);
        }
      }
    }
    return counts;
  }
}
