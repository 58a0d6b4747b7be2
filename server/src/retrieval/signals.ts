// What tells that a chunk is asked for: one number for each signal, each divided by its largest among the candidates, so
// that a ranker learned on some repositories serves others. After `design/ranking.md` of this project's research:
// BM25F (Robertson and Zaragoza 2009) over the fields of a declaration, the title apart, the most telling words apart.

import type { ChunkDoc } from './chunkDoc.js';
import type { Likeness } from './likeness.js';
import type { Question } from './question.js';
import type { Candidate, Term } from './recall.js';

export const SIGNALS = [
  'text',
  'fields',
  'title',
  'telling',
  'pairs',
  'fileBest',
  'fileLength',
  'name',
  'likeCommits',
  'likestCommit',
  'recency',
  'place',
  'mention',
  'compounds',
  'prose',
  'data',
  'aside',
  'graph',
] as const;
export type Signal = (typeof SIGNALS)[number];

export type SignalValues = Readonly<Record<Signal, number>>;

export interface SignalInput {
  readonly question: Question;
  readonly terms: readonly Term[];
  readonly candidates: readonly { readonly candidate: Candidate; readonly doc: ChunkDoc }[];
  /** Tokens of a chunk on average. */
  readonly chunkTokens: number;
  readonly likeness: Likeness;
  /** How many declarations a name has. */
  readonly declarations: (name: string) => number;
  /** Files that the question names, each with how well. */
  readonly named: ReadonlyMap<number, number>;
}

const K1 = 1.2;
const B = 0.75;
const WEIGHT = { name: 3, signature: 2, around: 1, folders: 0.5, stem: 1.5 } as const;
/** How much of a body's length counts. */
const LENGTH_SHARE = 0.7;

export function signalsOf(input: SignalInput): readonly SignalValues[] {
  const places = new Map(input.terms.map(({ word }, at) => [word, at]));
  const pairs = new Pairs(input);
  const compounds = new Compounds(input);
  const raw = input.candidates.map((entry) => {
    const counts = countsOf(entry.doc, places);
    return { ...ofWords(entry.candidate, counts, input), ...ofPlace(entry, input) };
  });
  const best = bestOfFiles(input, raw.map(({ fields }) => fields));
  return scaled(raw.map((values, at) => ({
    ...values,
    pairs: pairs.scoreOf(at),
    compounds: compounds.scoreOf(at),
    fileBest: best.get(input.candidates[at]?.candidate.file.id ?? -1) ?? 0,
    graph: 0,
  })));
}

/** How often each term stands in each field. */
interface Counts {
  readonly name: Float64Array;
  readonly signature: Float64Array;
  readonly text: Float64Array;
  readonly around: Float64Array;
  readonly stem: Float64Array;
  readonly folders: Float64Array;
}

function countsOf(doc: ChunkDoc, places: ReadonlyMap<string, number>): Counts {
  const count = (...lists: readonly (readonly string[])[]): Float64Array => {
    const counts = new Float64Array(places.size);
    for (const list of lists) {
      for (const word of list) {
        const place = places.get(word);
        if (place !== undefined) counts[place] = (counts[place] ?? 0) + 1;
      }
    }
    return counts;
  };
  return {
    name: count(doc.name),
    signature: count(doc.signature),
    text: count(doc.doc, doc.body),
    around: count(doc.around),
    stem: count(doc.stem),
    folders: count(doc.folders),
  };
}

type OfWords = Pick<SignalValues, 'text' | 'fields' | 'title' | 'telling'>;

function ofWords({ chunk }: Candidate, counts: Counts, { terms, chunkTokens }: SignalInput): OfWords {
  const length = chunk.tokens / Math.max(1, chunkTokens);
  const sums = { text: 0, fields: 0, title: 0, telling: 0 };
  for (const [at, { idf, weight, inTitle, isTop }] of terms.entries()) {
    const of = (field: keyof Counts): number => counts[field][at] ?? 0;
    const flat = of('text') + of('signature') + (of('stem') + of('folders') > 0 ? 1 : 0);
    if (flat > 0) sums.text += (idf * weight * flat * (K1 + 1)) / (flat + K1 * (1 - B + B * length));
    const v =
      WEIGHT.name * of('name') +
      WEIGHT.signature * of('signature') +
      of('text') / (1 - LENGTH_SHARE + LENGTH_SHARE * length) +
      WEIGHT.around * of('around') +
      WEIGHT.folders * of('folders') +
      WEIGHT.stem * of('stem');
    if (v === 0) continue;
    const score = (idf * v * (K1 + 1)) / (v + K1);
    sums.fields += score * weight;
    if (inTitle) sums.title += score;
    if (isTop) sums.telling += score;
  }
  return sums;
}

type OfPlace = Omit<SignalValues, keyof OfWords | 'pairs' | 'compounds' | 'fileBest' | 'graph'>;

function ofPlace({ candidate, doc }: SignalInput['candidates'][number], input: SignalInput): OfPlace {
  const { question, likeness, named } = input;
  const { file, chunk } = candidate;
  const commits = likeness.of(file.name);
  const isAt = question.places.some(
    ({ line }) => line !== undefined && named.has(file.id) && chunk.startLine <= line && line <= chunk.endLine,
  );
  return {
    fileLength: Math.log(1 + file.lines),
    name: nameOf(doc, input),
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

const PROSE: ReadonlySet<string> = new Set(['markdown']);
const DATA: ReadonlySet<string> = new Set(['json', 'yaml', 'html', 'css']);
/** What shows, measures, or is made of the code, by the habits of projects. */
const ASIDE =
  /(?:^|\/)(?:examples?|samples?|demos?|docs?|website|bench(?:marks?)?|playground|dist|build|vendor|third_?party)\//i;

/** A name of the question is declared here; less where it is declared in many places, or is a plain word. */
function nameOf({ names }: ChunkDoc, { question, declarations }: SignalInput): number {
  let most = 0;
  for (const { name, isCode } of question.names) {
    if (!names.includes(name)) continue;
    most = Math.max(most, (isCode ? 1 : 0.5) / Math.sqrt(Math.max(1, declarations(name))));
  }
  return most;
}

/** BM25 of pairs of words that stand side by side in the question and here; frequencies are those among candidates. */
class Pairs {
  private readonly counts: readonly ReadonlyMap<string, number>[];
  private readonly frequencies = new Map<string, number>();

  constructor({ question, candidates }: SignalInput) {
    this.counts = candidates.map(({ doc }) => {
      const counts = new Map<string, number>();
      for (const words of [doc.name, doc.signature, doc.doc, doc.body]) {
        for (let at = 1; at < words.length; at++) {
          const pair = `${words[at - 1]} ${words[at]}`;
          if (question.pairs.has(pair)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
        }
      }
      for (const pair of counts.keys()) this.frequencies.set(pair, (this.frequencies.get(pair) ?? 0) + 1);
      return counts;
    });
  }

  scoreOf(at: number): number {
    const all = this.counts.length;
    let sum = 0;
    for (const [pair, count] of this.counts[at] ?? []) {
      const frequency = this.frequencies.get(pair) ?? 1;
      sum += (Math.log((all - frequency + 0.5) / (frequency + 0.5) + 1) * count * (K1 + 1)) / (count + K1);
    }
    return sum;
  }
}

/** BM25 of the question's names of several words, which stand here word by word; frequencies are those among candidates. */
class Compounds {
  private readonly wanted: readonly { readonly words: readonly string[]; readonly weight: number }[];
  private readonly counts: readonly Float64Array[];
  private readonly frequencies: Float64Array;

  constructor({ question, candidates }: SignalInput) {
    this.wanted = question.compounds.map(({ word, weight, inTitle }) => ({
      words: word.split(' '),
      weight: weight * (inTitle ? 2 : 1),
    }));
    const byFirst = new Map<string, number[]>();
    for (const [at, { words }] of this.wanted.entries()) {
      const [first = ''] = words;
      byFirst.set(first, [...(byFirst.get(first) ?? []), at]);
    }
    this.frequencies = new Float64Array(this.wanted.length);
    this.counts = candidates.map(({ doc }) => this.countsIn(doc, byFirst));
  }

  private countsIn({ name, signature, doc, body }: ChunkDoc, byFirst: ReadonlyMap<string, readonly number[]>) {
    const counts = new Float64Array(this.wanted.length);
    for (const list of byFirst.size === 0 ? [] : [name, signature, doc, body]) {
      for (const [place, word] of list.entries()) {
        for (const at of byFirst.get(word) ?? []) {
          const isHere = this.wanted[at]?.words.every((part, next) => list[place + next] === part);
          if (isHere) counts[at] = (counts[at] ?? 0) + 1;
        }
      }
    }
    for (const [at, count] of counts.entries()) if (count > 0) this.frequencies[at] = (this.frequencies[at] ?? 0) + 1;
    return counts;
  }

  scoreOf(at: number): number {
    const all = this.counts.length;
    return this.wanted.reduce((sum, { weight }, name) => {
      const count = this.counts[at]?.[name] ?? 0;
      const frequency = this.frequencies[name] ?? 0;
      const idf = Math.log((all - frequency + 0.5) / (frequency + 0.5) + 1);
      return count === 0 ? sum : sum + (weight * idf * count * (K1 + 1)) / (count + K1);
    }, 0);
  }
}

/** Files by their best chunks: whole files say too many things. */
function bestOfFiles({ candidates }: SignalInput, fields: readonly number[]): ReadonlyMap<number, number> {
  const byFile = new Map<number, number[]>();
  for (const [at, { candidate }] of candidates.entries()) {
    const scores = byFile.get(candidate.file.id) ?? [];
    byFile.set(candidate.file.id, scores);
    scores.push(fields[at] ?? 0);
  }
  const best = new Map<number, number>();
  for (const [file, scores] of byFile) {
    const [first = 0, second = 0, third = 0] = scores.sort((a, b) => b - a);
    best.set(file, first + 0.5 * second + 0.25 * third);
  }
  return best;
}

function scaled(raw: readonly SignalValues[]): readonly SignalValues[] {
  const most = Object.fromEntries(
    SIGNALS.map((signal) => [signal, raw.reduce((top, values) => Math.max(top, values[signal]), 0)]),
  ) as Record<Signal, number>;
  return raw.map(
    (values) =>
      Object.fromEntries(
        SIGNALS.map((signal) => [signal, most[signal] > 0 ? values[signal] / most[signal] : 0]),
      ) as Record<Signal, number>,
  );
}
