// What a repository's history says of a question: commits whose messages are like it changed the files it is about, and
// files that changed lately change again. Time is counted from the commit at hand, never from the clock.

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
  const last = new Map<string, number>();
  for (const { daysAgo, files } of history.commits) {
    for (const file of files) last.set(file, Math.min(daysAgo, last.get(file) ?? Infinity));
  }
  const files = filesOfLikeCommits(history, terms);
  return {
    of: (file) => files.get(file) ?? NOTHING,
    recencyOf: (file) => Math.exp(-(last.get(file) ?? Infinity) / RECENCY_DAYS),
  };
}

function filesOfLikeCommits({ commits }: History, terms: readonly Term[]) {
  const scored = scoredCommits(commits, terms);
  const most = scored[0]?.score ?? 0;
  const files = new Map<string, { sum: number; most: number }>();
  for (const { at, score } of scored.slice(0, MOST_COMMITS)) {
    const changed = commits[at]?.files ?? [];
    const share = score / most;
    for (const file of changed) {
      const known = files.get(file) ?? NOTHING;
      const spread = Math.sqrt(changed.length);
      files.set(file, {
        sum: known.sum + share ** 3 / spread,
        most: Math.max(known.most, share / spread),
      });
    }
  }
  return files;
}

/** BM25 of the messages, the likest first. */
function scoredCommits(commits: History['commits'], terms: readonly Term[]) {
  const wanted = new Map(terms.map((term, at) => [term.word, at]));
  const frequencies = new Float64Array(terms.length);
  const counts = commits.map(({ words, files }) => {
    const found = new Map<number, number>();
    if (files.length > MOST_FILES) return found;
    for (const word of words.split(' ')) {
      const term = wanted.get(word);
      if (term !== undefined) found.set(term, (found.get(term) ?? 0) + 1);
    }
    for (const term of found.keys()) frequencies[term] = (frequencies[term] ?? 0) + 1;
    return found;
  });
  const idf = [...frequencies].map((n) => Math.log((commits.length - n + 0.5) / (n + 0.5) + 1));
  return counts
    .map((found, at) => {
      let score = 0;
      for (const [term, count] of found)
        score += ((idf[term] ?? 0) * (terms[term]?.weight ?? 0) * count * (K1 + 1)) / (count + K1);
      return { at, score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at);
}
