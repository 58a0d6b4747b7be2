// A question to the chunks of a folder that answer it, the best first: recall, signals, and a linear ranker whose score
// is an estimate of how likely a chunk is what is asked for. The same index and question give the same list.

import { computed } from '../base/computed.js';
import type { SignalShare } from '../model/query.js';
import type { StoredChunk, StoredFile } from '../storage/indexStore.js';
import { type ChunkDoc, ChunkDocs, type Documented } from './chunkDoc.js';
import type { Corpus } from './corpus.js';
import { reachedFrom } from './graph.js';
import { likenessOf } from './likeness.js';
import { type Question, questionOf } from './question.js';
import {
  filesNamed,
  recall,
  type Recalled,
  type RecallOptions,
  type Term,
  withChunks,
  withWholeFiles,
} from './recall.js';
import { QuestionSignals, type Signal, SIGNALS, type SignalValues } from './signals.js';
import { BIAS, WEIGHTS } from './weights.js';

export interface RankedChunk {
  readonly chunk: StoredChunk;
  readonly file: StoredFile;
  readonly isTest: boolean;
  readonly doc: ChunkDoc;
  /** 0–1 */
  readonly score: number;
  readonly signals: SignalValues;
}

export interface Ranked {
  readonly question: Question;
  readonly terms: readonly Term[];
  /** Best first; ties by path, then place. */
  readonly chunks: readonly RankedChunk[];
}

export interface RankOptions extends RecallOptions {
  /** The question was ranked for another folder just before: words keep their numbers, so that chunks can be compared. */
  readonly isContinued?: boolean;
  /** Files that the user is at, by id, each with how near (0–1). */
  readonly near?: ReadonlyMap<number, number>;
  readonly weights?: { readonly bias: number; readonly of: Readonly<Record<Signal, number>> };
}

/** How well a file is named: by its whole path, by folder and name, by its name alone. */
const NAMED = { whole: 1, twoParts: 0.85, name: 0.5 } as const;

/** Files all of whose chunks are ranked. */
const WHOLE_FILES = 8;

type RankWeights = NonNullable<RankOptions['weights']> & { readonly near?: RankOptions['near'] | undefined };

/**
 * What being open in the editor adds to the odds, as a weight of the ranker: nobody's commits tell what was open, so it
 * is not fitted. It decides between equals and brings nothing up that the question does not ask for.
 */
const NEAR_WEIGHT = 0.7;

function scored(
  candidates: readonly Documented[],
  signals: QuestionSignals,
  { bias, of, near }: RankWeights,
): readonly RankedChunk[] {
  const values = signals.of(candidates);
  return candidates.flatMap(({ candidate, doc }, at): RankedChunk[] => {
    const own = values[at];
    return own
      ? [
          {
            ...candidate,
            doc,
            signals: own,
            score: scoreOf(own, bias + NEAR_WEIGHT * (near?.get(candidate.file.id) ?? 0), of),
          },
        ]
      : [];
  });
}

export class Ranker {
  private readonly docs = new ChunkDocs();

  rank(corpus: Corpus, text: string, options: RankOptions): Ranked {
    if (!options.isContinued) this.docs.begin();
    const question = questionOf(text);
    const weights = { ...(options.weights ?? { bias: BIAS, of: WEIGHTS }), near: options.near };
    const first = recall(corpus, question, options);
    const few = this.read(corpus, first);
    const signals = this.signalsFor(corpus, question, first);
    const likely = bestFiles(scored(few, signals, weights));
    const whole = withWholeFiles(corpus, first, likely);
    const best = inRank(scored(this.read(corpus, whole), signals, weights));
    const { scores, chunks: reached } = reachedFrom(corpus, best);
    signals.reached = scores;
    const all = this.read(corpus, withChunks(corpus, whole, reached, options));
    const chunks = inRank(scored(all, signals, weights));
    return { question, terms: first.terms, chunks };
  }

  private signalsFor(corpus: Corpus, question: Question, { terms }: Recalled): QuestionSignals {
    return new QuestionSignals({
      question,
      terms,
      numberOf: (word) => this.docs.numberOf(word),
      chunkTokens: corpus.facts.chunkTokens,
      likeness: likenessOf(corpus.history, terms),
      declarations: declarationsIn(corpus),
      named: filesOfPlaces(corpus, question),
    });
  }

  private read(corpus: Corpus, { candidates }: Recalled) {
    const texts = new Map<number, string | undefined>();
    const textOf = (file: StoredFile): string | undefined => {
      if (!texts.has(file.id)) texts.set(file.id, corpus.textOf(file));
      return texts.get(file.id);
    };
    return candidates.flatMap((candidate) => {
      const doc = this.docs.of(corpus, candidate, textOf);
      return doc ? [{ candidate, doc }] : [];
    });
  }
}

const inRank = (chunks: readonly RankedChunk[]): readonly RankedChunk[] =>
  [...chunks].sort((a, b) => b.score - a.score || inOrder(a, b));

function bestFiles(chunks: readonly RankedChunk[]): readonly StoredFile[] {
  const best = new Map<StoredFile, number>();
  for (const { file, score } of chunks) best.set(file, Math.max(score, best.get(file) ?? 0));
  return [...best]
    .sort(([a, x], [b, y]) => y - x || (a.name < b.name ? -1 : 1))
    .slice(0, WHOLE_FILES)
    .map(([file]) => file);
}

function scoreOf(signals: SignalValues, bias: number, weights: Readonly<Record<Signal, number>>): number {
  const sum = SIGNALS.reduce((total, signal) => total + weights[signal] * signals[signal], bias);
  return 1 / (1 + Math.exp(-sum));
}

const inOrder = (a: RankedChunk, b: RankedChunk): number =>
  a.file.name < b.file.name ? -1 : a.file.name > b.file.name ? 1 : a.chunk.start - b.chunk.start;

/** What brought a chunk, the strongest first. */
export const explained = (signals: SignalValues): readonly SignalShare[] =>
  SIGNALS.map((signal) => ({ signal, value: rounded(signals[signal]), weight: WEIGHTS[signal] }))
    .filter(({ value, weight }) => value * weight !== 0)
    .sort((a, b) => Math.abs(b.value * b.weight) - Math.abs(a.value * a.weight) || (a.signal < b.signal ? -1 : 1));

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

function declarationsIn({ store }: Corpus): (name: string) => number {
  const known = new Map<string, number>();
  return (name) => computed(known, name, () => store.filesDeclaring(name));
}

function filesOfPlaces({ store }: Corpus, { places }: Question): ReadonlyMap<number, number> {
  const named = new Map<number, number>();
  for (const { path } of places) {
    for (const file of filesNamed(store, path)) {
      const how = path.endsWith(file.name) ? 'whole' : path.includes('/') ? 'twoParts' : 'name';
      named.set(file.id, Math.max(named.get(file.id) ?? 0, NAMED[how]));
    }
  }
  return named;
}
