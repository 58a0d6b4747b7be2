// Hits that say something new: maximal marginal relevance (Carbonell and Goldstein 1998) over the words of hits, with
// the later ones of a file worth less each time, and near copies left to the first of them.

import type { StoredFile } from '../storage/indexStore.js';
import type { ChunkDoc } from './chunkDoc.js';
import type { Region } from './regions.js';

/** Weight of relevance beside novelty. */
const RELEVANCE = 0.7;
/** From here on two hits say the same: a copied file, a vendored one. */
const SAME = 0.9;
/** Below this, words that two hits share say nothing: they are those of the language and of the question. */
const ALIKE = 0.5;
/** What each later hit of a file is worth beside the one before it. */
const FILE_DECAY = 0.7;
/** What the second and the third hit of a file say for its first one: several good places make a file likelier. */
const SUPPORT = [0.25, 0.125] as const;
/** Hits that are put in order; the rest follow as they are. */
const MOST_DIVERSE = 50;

export interface Diverse<Hit> {
  readonly hits: readonly Hit[];
  /** Near copies of hits before them. */
  readonly copies: number;
}

export function diversified<Hit extends Region>(found: readonly Hit[]): Diverse<Hit> {
  const first = found.slice(0, MOST_DIVERSE);
  const support = supportOf(first);
  const most = Math.max(Number.MIN_VALUE, ...first.map((hit) => hit.best.score + (support.get(hit) ?? 0)));
  const left = first.map((hit) => ({ hit, words: wordsOf(hit.best.doc), likest: 0 }));
  const places = new Map<StoredFile, number>();
  const chosen: Hit[] = [];
  let copies = 0;
  while (left.length > 0) {
    const worths = left.map(({ hit, likest }) => {
      const score = (hit.best.score + (support.get(hit) ?? 0)) * FILE_DECAY ** (places.get(hit.best.file) ?? 0);
      return (RELEVANCE * score) / most - (1 - RELEVANCE) * (likest < ALIKE ? 0 : likest);
    });
    const [next] = left.splice(worths.indexOf(Math.max(...worths)), 1);
    if (!next) break;
    if (next.likest >= SAME) {
      copies++;
      continue;
    }
    chosen.push(next.hit);
    const { file } = next.hit.best;
    places.set(file, (places.get(file) ?? 0) + 1);
    for (const other of left) other.likest = Math.max(other.likest, likeness(next.words, other.words));
  }
  return { hits: [...chosen, ...found.slice(MOST_DIVERSE)], copies };
}

/** What the hits after it say for the first one of each file. */
function supportOf<Hit extends Region>(found: readonly Hit[]): ReadonlyMap<Hit, number> {
  const byFile = new Map<StoredFile, Hit[]>();
  for (const hit of found) {
    const hits = byFile.get(hit.best.file);
    if (hits) hits.push(hit);
    else byFile.set(hit.best.file, [hit]);
  }
  const support = new Map<Hit, number>();
  for (const [first, ...others] of byFile.values()) {
    if (first)
      support.set(
        first,
        SUPPORT.reduce((sum, share, at) => sum + share * (others[at]?.best.score ?? 0), 0),
      );
  }
  return support;
}

const wordsOf = ({ name, signature, text }: ChunkDoc): ReadonlySet<number> => new Set([...name, ...signature, ...text]);

/** Jaccard of the words. */
function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size < large.size * ALIKE) return 0;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared++;
  return shared / Math.max(1, a.size + b.size - shared);
}
