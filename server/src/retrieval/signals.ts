// What tells that a chunk is asked for: one number for each signal, each divided by its largest among the candidates, so
// that a ranker learned on some repositories serves others: BM25F (Robertson and Zaragoza 2009) over the fields of a
// declaration, of the title apart and of the most telling words apart, and what stands around it.

import { computed } from '../base/computed.js';
import type { ChunkDoc, Documented } from './chunkDoc.js';
import type { Likeness } from './likeness.js';
import { Phrases } from './phrases.js';
import type { Question } from './question.js';
import type { Term } from './recall.js';
import { TermCounts } from './termCounts.js';

export const SIGNALS = [
  'text',
  'fields',
  'title',
  'telling',
  'pairs',
  'compounds',
  'fileBest',
  'fileLength',
  'name',
  'likeCommits',
  'likestCommit',
  'recency',
  'place',
  'mention',
  'graph',
  'prose',
  'data',
  'aside',
] as const;
export type Signal = (typeof SIGNALS)[number];

export type SignalValues = Readonly<Record<Signal, number>>;

export interface SignalSource {
  readonly question: Question;
  readonly terms: readonly Term[];
  /** Number of a word in documents; from 1 up. */
  readonly numberOf: (word: string) => number;
  /** Tokens of a chunk on average. */
  readonly chunkTokens: number;
  readonly likeness: Likeness;
  /** How many files declare a name. */
  readonly declarations: (name: string) => number;
  /** Files that the question names, each with how well. */
  readonly named: ReadonlyMap<number, number>;
}

const K1 = 1.2;
const B = 0.75;
const WEIGHT = { name: 3, signature: 2, around: 1, folders: 0.5, stem: 1.5 } as const;
/** How much of a body's length counts. */
const LENGTH_SHARE = 0.7;

type OfWords = Pick<SignalValues, 'text' | 'fields' | 'title' | 'telling'>;
type OfPlace = Omit<
  SignalValues,
  keyof OfWords | 'pairs' | 'compounds' | 'fileBest' | 'graph' | 'beside' | 'nameCovered'
>;

/** Signals of one question; what is found of a candidate once is kept for the next list of candidates. */
export class QuestionSignals {
  private readonly counts: TermCounts;
  private readonly pairs: Phrases;
  private readonly compounds: Phrases;
  private readonly known = new Map<number, OfWords & OfPlace>();
  /** What the best chunks use, by the chunk's id, as soon as that is known. */
  reached: ReadonlyMap<number, number> = new Map();

  constructor(private readonly source: SignalSource) {
    const { question, numberOf } = source;
    this.counts = new TermCounts(source.terms.map(({ word }) => numberOf(word)));
    const pairs = [...question.pairs].map((pair) => ({ words: pair.split(' '), weight: 1 }));
    const compounds = question.compounds.map(({ word, weight, inTitle }) => ({
      words: word.split(' '),
      weight: weight * (inTitle ? 2 : 1),
    }));
    this.pairs = new Phrases(pairs, numberOf);
    this.compounds = new Phrases(compounds, numberOf);
  }

  /** In the order of the candidates. */
  of(candidates: readonly Documented[]): readonly SignalValues[] {
    const raw = candidates.map((entry) => this.rawOf(entry));
    const best = bestOfFiles(candidates, raw);
    const pairs = this.pairs.scores(candidates);
    const compounds = this.compounds.scores(candidates);
    return scaled(
      raw.map((values, at) => ({
        ...values,
        pairs: pairs[at] ?? 0,
        compounds: compounds[at] ?? 0,
        graph: this.reached.get(candidates[at]?.candidate.chunk.id ?? -1) ?? 0,
        fileBest: best.get(candidates[at]?.candidate.file.id ?? -1) ?? 0,
      })),
    );
  }

  private rawOf(entry: Documented): OfWords & OfPlace {
    const { id } = entry.candidate.chunk;
    return computed(this.known, id, () => ({ ...this.ofWords(entry), ...ofPlace(entry, this.source) }));
  }

  private ofWords({ candidate, doc }: Documented): OfWords {
    const { terms, chunkTokens } = this.source;
    const length = candidate.chunk.tokens / Math.max(1, chunkTokens);
    const sums = { text: 0, fields: 0, title: 0, telling: 0 };
    for (const { term, name, signature, text, around, stem, folders } of this.counts.of(doc)) {
      const { idf = 0, weight = 0, inTitle, isTop } = terms[term] ?? {};
      const flat = text + signature + (stem + folders > 0 ? 1 : 0);
      if (flat > 0) sums.text += (idf * weight * flat * (K1 + 1)) / (flat + K1 * (1 - B + B * length));
      const v =
        WEIGHT.name * name +
        WEIGHT.signature * signature +
        text / (1 - LENGTH_SHARE + LENGTH_SHARE * length) +
        WEIGHT.around * around +
        WEIGHT.folders * folders +
        WEIGHT.stem * stem;
      const score = (idf * v * (K1 + 1)) / (v + K1);
      sums.fields += score * weight;
      if (inTitle) sums.title += score;
      if (isTop) sums.telling += score;
    }
    return sums;
  }
}

const PROSE: ReadonlySet<string> = new Set(['markdown']);
const DATA: ReadonlySet<string> = new Set(['json', 'yaml', 'html', 'css']);
/** What shows, measures, or is made of the code, by the habits of projects. */
const ASIDE =
  /(?:^|\/)(?:examples?|samples?|demos?|docs?|website|bench(?:marks?)?|playground|dist|build|vendor|third_?party)\//i;

function ofPlace({ candidate: { file, chunk }, doc }: Documented, source: SignalSource): OfPlace {
  const { question, likeness, named } = source;
  const commits = likeness.of(file.name);
  const isAt = question.places.some(
    ({ line }) => line !== undefined && named.has(file.id) && chunk.startLine <= line && line <= chunk.endLine,
  );
  return {
    fileLength: Math.log(1 + file.lines),
    name: nameOf(doc, source),
    likeCommits: commits.sum,
    likestCommit: commits.most,
    recency: likeness.recencyOf(file.name),
    place: isAt ? 1 : 0,
    mention: named.get(file.id) ?? 0,
    prose: file.language === undefined || PROSE.has(file.language) ? 1 : 0,
    data: file.language !== undefined && DATA.has(file.language) ? 1 : 0,
    aside: ASIDE.test(file.name) ? 1 : 0,
  };
}

/** A name of the question is declared here; less where it is declared in many places, or is a plain word. */
function nameOf({ names }: ChunkDoc, { question, declarations }: SignalSource): number {
  let most = 0;
  for (const { name, isCode } of question.names) {
    if (!names.includes(name)) continue;
    most = Math.max(most, (isCode ? 1 : 0.5) / Math.sqrt(Math.max(1, declarations(name))));
  }
  return most;
}

/** Files by their best chunks: whole files say too many things. */
function bestOfFiles(candidates: readonly Documented[], raw: readonly OfWords[]): ReadonlyMap<number, number> {
  const byFile = new Map<number, number[]>();
  for (const [at, { candidate }] of candidates.entries()) {
    const scores = byFile.get(candidate.file.id) ?? [];
    byFile.set(candidate.file.id, scores);
    scores.push(raw[at]?.fields ?? 0);
  }
  const best = new Map<number, number>();
  for (const [file, scores] of byFile) {
    const [first = 0, second = 0, third = 0] = scores.sort((a, b) => b - a);
    best.set(file, first + 0.5 * second + 0.25 * third);
  }
  return best;
}

function scaled(raw: readonly SignalValues[]): readonly SignalValues[] {
  const most = {} as Record<Signal, number>;
  for (const signal of SIGNALS) most[signal] = raw.reduce((top, values) => Math.max(top, values[signal]), 0) || 1;
  return raw.map((values) => {
    const result = {} as Record<Signal, number>;
    for (const signal of SIGNALS) result[signal] = values[signal] / most[signal];
    return result;
  });
}
