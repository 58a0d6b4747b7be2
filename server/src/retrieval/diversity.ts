// Hits that say something new: maximal marginal relevance (Carbonell and Goldstein 1998) over the words of chunks, with
// a file's later chunks worth less, and near copies left to the first of them.

import type { ChunkDoc } from './chunkDoc.js';
import type { RankedChunk } from './rank.js';

/** Weight of relevance beside novelty. */
const RELEVANCE = 0.7;
/** From here on two chunks say the same: a copied file, a vendored one. */
const SAME = 0.9;
/** What two chunks of one file have in common besides their words. */
const OF_ONE_FILE = 0.5;
/** Hits that are put in order; the rest follow as they are. */
const MOST_DIVERSE = 50;

export interface Diverse<Chunk> {
  readonly chunks: readonly Chunk[];
  /** Near copies of chunks before them. */
  readonly copies: number;
}

export function diversified<Chunk extends RankedChunk>(ranked: readonly Chunk[]): Diverse<Chunk> {
  const best = ranked[0]?.score ?? 1;
  const left = ranked.slice(0, MOST_DIVERSE).map((chunk) => ({ chunk, words: wordsOf(chunk.doc), likest: 0 }));
  const chosen: Chunk[] = [];
  let copies = 0;
  while (left.length > 0) {
    let at = 0;
    let most = -Infinity;
    for (const [place, { chunk, likest }] of left.entries()) {
      const worth = (RELEVANCE * chunk.score) / best - (1 - RELEVANCE) * likest;
      if (worth > most) [at, most] = [place, worth];
    }
    const [next] = left.splice(at, 1);
    if (!next) break;
    if (next.likest >= SAME) {
      copies++;
      continue;
    }
    chosen.push(next.chunk);
    for (const other of left) other.likest = Math.max(other.likest, likeness(next, other));
  }
  return { chunks: [...chosen, ...ranked.slice(MOST_DIVERSE)], copies };
}

interface Worded {
  readonly chunk: RankedChunk;
  readonly words: ReadonlySet<number>;
}

const wordsOf = ({ name, signature, text }: ChunkDoc): ReadonlySet<number> => new Set([...name, ...signature, ...text]);

/** Jaccard of the words; at least `OF_ONE_FILE` in one file. */
function likeness(a: Worded, b: Worded): number {
  const [small, large] = a.words.size < b.words.size ? [a.words, b.words] : [b.words, a.words];
  let shared = 0;
  if (small.size >= large.size * OF_ONE_FILE) for (const word of small) if (large.has(word)) shared++;
  const words = shared === 0 ? 0 : shared / (a.words.size + b.words.size - shared);
  return a.chunk.file === b.chunk.file && words < SAME ? Math.max(OF_ONE_FILE, words) : words;
}
