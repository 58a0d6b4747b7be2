// What the best chunks use, as a signal: personalised PageRank (features B27) over the references that leave them. A
// walk from what is surely meant leads to helpers that have none of the question's words.

import type { StoredChunk, StoredFile } from '../storage/indexStore.js';
import type { Corpus } from './corpus.js';
import { DAMPING, EDGE_WEIGHTS, pageRank, type WeightedEdge } from './pageRank.js';

/** Chunks that walks begin at; the ones after them are seldom right. */
const SEEDS = 6;
const LEAST_CONFIDENCE = 0.7;
/** Chunks that are reached from the seeds. */
const MOST_REACHED = 40;

export interface Seed {
  readonly chunk: StoredChunk;
  readonly file: StoredFile;
  /** 0–1 */
  readonly score: number;
}

export interface Reached {
  /** By the chunk's id, 0–1; what a walk only meets because it begins there is not counted. */
  readonly scores: ReadonlyMap<number, number>;
  readonly chunks: readonly StoredChunk[];
}

export function reachedFrom(corpus: Corpus, ranked: readonly Seed[]): Reached {
  const seeds = ranked.slice(0, SEEDS);
  const edges: WeightedEdge<number>[] = [];
  const chunks = new Map<number, StoredChunk>();
  for (const { chunk, file } of seeds) {
    for (const { symbol, kind, confidence } of corpus.usesIn?.(file, chunk) ?? []) {
      if (confidence < LEAST_CONFIDENCE) continue;
      const target = chunkOf(corpus, symbol.file, symbol.nameStart);
      if (!target || target.id === chunk.id) continue;
      chunks.set(target.id, target);
      edges.push({ from: chunk.id, to: target.id, weight: EDGE_WEIGHTS[kind] * confidence });
    }
  }
  if (edges.length === 0) return { scores: new Map(), chunks: [] };
  const starts = new Map(seeds.map(({ chunk, score }) => [chunk.id, score]));
  const total = [...starts.values()].reduce((sum, weight) => sum + weight, 0);
  const scores = new Map<number, number>();
  for (const [id, score] of pageRank(edges, starts).scores) {
    const met = score - (1 - DAMPING) * ((starts.get(id) ?? 0) / Math.max(total, Number.MIN_VALUE));
    if (met > 0) scores.set(id, met);
  }
  const reached = [...chunks.values()].sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
  return { scores, chunks: reached.slice(0, MOST_REACHED) };
}

const chunkOf = ({ store }: Corpus, file: number, offset: number): StoredChunk | undefined =>
  store.chunksOf(file).find(({ start, end }) => start <= offset && offset < end);
