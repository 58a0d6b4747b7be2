// What a repository's history says of a question: commits whose messages are like it changed the files it is about, and
// files that changed lately change again. Time is counted from the commit at hand, never from the clock.

import { computed } from '../base/computed.js';
import type { PastCommit } from '../model/history.js';
import type { History } from './corpus.js';
import type { Term } from './recall.js';

export interface Likeness {
  /** Of the commits like the question, those that changed the file: all of them, and the likest one. */
  of(file: string): { readonly sum: number; readonly most: number };
  /** 0–1: e^(−days / 60) since the file's last change. */
  recencyOf(file: string): number;
}

const NOTHING = { sum: 0, most: 0 } as const;
export const NO_LIKENESS: Likeness = { of: () => NOTHING, recencyOf: () => 0 };

/** A commit that changes more is a sweep through all. */
const MOST_FILES = 30;
const MOST_COMMITS = 40;
const RECENCY_DAYS = 60;
const K1 = 1.2;

export function likenessOf(history: History | undefined, terms: readonly Term[]): Likeness {
  if (!history || history.commits.length === 0) return NO_LIKENESS;
  const prepared = preparedOf(history.commits);
  const files = filesOfLikeCommits(prepared, terms);
  return {
    of: (file) => files.get(file) ?? NOTHING,
    recencyOf: (file) => Math.exp(-(prepared.lastChange.get(file) ?? Infinity) / RECENCY_DAYS),
  };
}

/** What is asked of a history for every question. */
interface Prepared {
  readonly commits: readonly PastCommit[];
  /** Places of commits that hold a word, each as often as it does. */
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  /** Days before the commit at hand. */
  readonly lastChange: ReadonlyMap<string, number>;
}

const known = new WeakMap<readonly PastCommit[], Prepared>();

const preparedOf = (commits: readonly PastCommit[]): Prepared => computed(known, commits, () => prepare(commits));

function prepare(commits: readonly PastCommit[]): Prepared {
  const lastChange = new Map<string, number>();
  const byWord = new Map<string, number[]>();
  for (const [at, { daysAgo, files, words }] of commits.entries()) {
    for (const file of files) lastChange.set(file, Math.min(daysAgo, lastChange.get(file) ?? Infinity));
    if (files.length > MOST_FILES) continue;
    for (const word of words.split(' ')) {
      const places = byWord.get(word);
      if (places) places.push(at);
      else byWord.set(word, [at]);
    }
  }
  return { commits, byWord, lastChange };
}

function filesOfLikeCommits(prepared: Prepared, terms: readonly Term[]) {
  const scored = scoredCommits(prepared, terms)
    .filter(({ score }) => score > 0)
    .slice(0, MOST_COMMITS);
  const best = scored[0]?.score ?? 0;
  const files = new Map<string, { readonly sum: number; readonly most: number }>();
  for (const { at, score } of scored) {
    const changed = prepared.commits[at]?.files ?? [];
    const share = score / best;
    const spread = Math.sqrt(changed.length);
    for (const file of changed) {
      const { sum, most } = files.get(file) ?? NOTHING;
      files.set(file, { sum: sum + share ** 3 / spread, most: Math.max(most, share / spread) });
    }
  }
  return files;
}

/** BM25 of the messages without their lengths, the likest first; of equals the later one. */
function scoredCommits({ commits, byWord }: Prepared, terms: readonly Term[]) {
  const scores = new Map<number, number>();
  for (const { word, weight } of terms) {
    const counts = new Map<number, number>();
    for (const at of byWord.get(word) ?? []) counts.set(at, (counts.get(at) ?? 0) + 1);
    const idf = Math.log((commits.length - counts.size + 0.5) / (counts.size + 0.5) + 1);
    for (const [at, count] of counts) {
      scores.set(at, (scores.get(at) ?? 0) + (idf * weight * count * (K1 + 1)) / (count + K1));
    }
  }
  return [...scores].map(([at, score]) => ({ at, score })).sort((a, b) => b.score - a.score || a.at - b.at);
}
