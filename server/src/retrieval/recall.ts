// The chunks worth ranking: those that full text finds for the question's most telling words, and those that the
// question names. A few hundred of a million; what is not among them cannot be found, so several ways lead here.

import type { IndexStore, StoredChunk, StoredFile } from '../storage/indexStore.js';
import type { Corpus, CorpusFacts } from './corpus.js';
import { isTestFile } from './folderIndex.js';
import type { Question, QuestionPlace, QuestionTerm } from './question.js';

export interface Candidate {
  readonly chunk: StoredChunk;
  readonly file: StoredFile;
  readonly isTest: boolean;
}

/** A word of the question, as it stands in this index. */
export interface Term extends QuestionTerm {
  /** Chunks it stands in. */
  readonly frequency: number;
  /** ln((N − n + .5) / (n + .5) + 1) */
  readonly idf: number;
  /** One of the twelve most telling. */
  readonly isTop: boolean;
}

export interface Recalled {
  readonly candidates: readonly Candidate[];
  readonly terms: readonly Term[];
}

export interface RecallOptions {
  readonly includeTests: boolean;
}

/** The words that tell most; fewer miss, more find everything. */
const TOP_TERMS = 12;
/** A word that stands in a larger share of all chunks is looked for only where nothing else is asked for. */
const COMMON_SHARE = 0.12;
const MOST_OF_TOP = 240;
const MOST_OF_TITLE = 120;
const MOST_OF_ALL = 160;
const MOST_PHRASES = 16;
const MOST_OF_PHRASES = 80;
/** A word in the name, signature or path of a chunk is worth so much more. */
const NAMED_WORTH = 0.8;
/** Of each list, chunks of files without declarations: documents, settings, data. */
const PROSE_SHARE = 0.15;
/** Questions of so few words are answered by the scores of full text. */
const FEW_WORDS = 3;
/** Half of what is found is tests and prose. */
const SEARCHED_FACTOR = 5;
const ALL_TERMS = 24;
/** A file of more chunks is seldom asked for as a whole. */
const MOST_OF_A_FILE = 80;
/** A name with more declarations than this says little. */
const MOST_DECLARATIONS = 8;
const MOST_FILES_OF_A_PLACE = 4;

export function recall({ store, facts }: Corpus, question: Question, options: RecallOptions): Recalled {
  const terms = weighed(facts, question.terms);
  const gathered = new Gathered(store, facts, options.includeTests || question.asksForTests);
  for (const { wanted, limit } of listsOf(terms, facts.chunks)) gathered.addFound(wanted, limit);
  const phrases = question.compounds
    .slice(0, MOST_PHRASES)
    .map(({ word, weight }) => ({ expression: `"${word}"`, weight }));
  gathered.addFound(phrases, MOST_OF_PHRASES);
  for (const { name, isCode } of question.names) {
    if (isCode || question.names.length <= TOP_TERMS) gathered.add(chunksDeclaring(store, name));
  }
  for (const place of question.places) gathered.add(chunksAt(store, place));
  return { candidates: gathered.list(), terms };
}

/** All chunks of files that are likely right: what is asked for may stand in a part that has none of its words. */
export function withWholeFiles(corpus: Corpus, recalled: Recalled, files: readonly StoredFile[]): Recalled {
  const chunks = files.flatMap(({ id }) => corpus.store.chunksOf(id).slice(0, MOST_OF_A_FILE));
  return withChunks(corpus, recalled, chunks, { includeTests: true });
}

/** With chunks that are found on other ways. */
export function withChunks(
  { store, facts }: Corpus,
  recalled: Recalled,
  chunks: readonly StoredChunk[],
  { includeTests }: RecallOptions,
): Recalled {
  const known = new Set(recalled.candidates.map(({ chunk }) => chunk.id));
  const gathered = new Gathered(store, facts, includeTests);
  gathered.add(chunks.filter(({ id }) => !known.has(id)));
  return { ...recalled, candidates: inOrder([...recalled.candidates, ...gathered.list()]) };
}

/** The terms with what they weigh here, the most telling first. */
function weighed(facts: CorpusFacts, terms: readonly QuestionTerm[]): readonly Term[] {
  const known = terms.flatMap((term) => {
    const frequency = facts.frequencyOf(term.word);
    if (frequency === 0) return [];
    return [{ ...term, frequency, idf: Math.log((facts.chunks - frequency + 0.5) / (frequency + 0.5) + 1) }];
  });
  const telling = (term: (typeof known)[number]): number => term.idf * term.weight * (term.inTitle ? 2 : 1);
  return known
    .sort((a, b) => telling(b) - telling(a) || (a.word < b.word ? -1 : 1))
    .map((term, at) => ({ ...term, isTop: at < TOP_TERMS }));
}

interface Wanted {
  readonly expression: string;
  readonly weight: number;
}

/** What full text is asked for: the most telling terms, and those of the title. */
function listsOf(terms: readonly Term[], chunks: number): readonly { wanted: readonly Wanted[]; limit: number }[] {
  const isTelling = ({ frequency }: Term): boolean => frequency <= Math.max(50, chunks * COMMON_SHARE);
  const telling = terms.filter(isTelling);
  const usable = telling.length > 0 ? telling : terms.slice(-TOP_TERMS);
  const asked = (list: readonly Term[]): readonly Wanted[] =>
    list.flatMap(({ word, idf, weight, inTitle }) => {
      const worth = idf * weight * (inTitle ? 2 : 1);
      return [
        { expression: `"${word}"`, weight: worth },
        { expression: `{name signature path} : "${word}"`, weight: worth * NAMED_WORTH },
      ];
    });
  return [
    { wanted: asked(usable.slice(0, TOP_TERMS)), limit: MOST_OF_TOP },
    { wanted: asked(usable.filter(({ inTitle }) => inTitle).slice(0, TOP_TERMS)), limit: MOST_OF_TITLE },
    { wanted: asked(usable.length > TOP_TERMS ? usable.slice(0, ALL_TERMS) : []), limit: MOST_OF_ALL },
  ];
}

function chunksDeclaring(store: IndexStore, name: string): readonly StoredChunk[] {
  if (store.filesDeclaring(name) > MOST_DECLARATIONS) return [];
  const symbols = store.symbolsNamed(name);
  if (symbols.length > MOST_DECLARATIONS) return [];
  return symbols.flatMap(({ file, nameStart }) =>
    store.chunksOf(file).filter(({ start, end }) => start <= nameStart && nameStart < end),
  );
}

/** Chunks of a file that is named: the one at the line, or its first ones. */
function chunksAt(store: IndexStore, { path, line }: QuestionPlace): readonly StoredChunk[] {
  return filesNamed(store, path).flatMap(({ id }) => {
    const chunks = store.chunksOf(id);
    if (line === undefined) return chunks.slice(0, MOST_OF_A_FILE);
    return chunks.filter(({ startLine, endLine }) => startLine <= line && line <= endLine);
  });
}

/** Files whose paths end as is written, or that end a written path (a trace has whole ones of another machine). */
export function filesNamed(store: IndexStore, path: string): readonly StoredFile[] {
  const exact = store.file(path);
  if (exact) return [exact];
  const parts = path.split('/');
  const found = store.filesEnding(parts.at(-1) ?? '');
  const fitting = found
    .map((file) => ({ file, shared: sharedTail(file.name.split('/'), parts) }))
    .filter(({ file, shared }) => shared === parts.length || shared >= Math.min(2, file.name.split('/').length));
  const most = Math.max(0, ...fitting.map(({ shared }) => shared));
  const best = fitting.filter(({ shared }) => shared === most).map(({ file }) => file);
  return best.length > MOST_FILES_OF_A_PLACE ? [] : best;
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared++;
  return shared;
}

/** Chunks by the order in which they were found, each once. */
class Gathered {
  private readonly found = new Map<number, Candidate>();

  constructor(
    private readonly store: IndexStore,
    private readonly facts: CorpusFacts,
    private readonly includeTests: boolean,
  ) {}

  add(chunks: readonly StoredChunk[]): void {
    for (const chunk of chunks) {
      if (this.found.has(chunk.id)) continue;
      const file = this.facts.fileOf(chunk.file);
      if (!file || file.leftOut !== undefined) continue;
      const isTest = isTestFile(file);
      if (!isTest || this.includeTests) this.found.set(chunk.id, { chunk, file, isTest });
    }
  }

  /**
   * The `limit` best that may be answers, of which few are prose, by the sum of what they hold of the weights: lengths
   * and counts are for the ranker, which looks at hundreds and not at all.
   */
  addFound(wanted: readonly Wanted[], limit: number): void {
    const words = wanted.filter(({ expression }) => expression.startsWith('"'));
    if (words.length <= FEW_WORDS) {
      if (words.length > 0) this.addScored(words, limit);
      return;
    }
    const { files, ranks } = this.facts.places;
    const scores = new Float64Array(files.length);
    const found: number[] = [];
    for (const { expression, weight } of wanted) {
      for (const id of this.facts.chunksWith(expression)) {
        if (scores[id] === 0) found.push(id);
        scores[id] = (scores[id] ?? 0) + weight;
      }
    }
    const isWanted = this.quota(limit);
    const sorted = found.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (ranks[a] ?? 0) - (ranks[b] ?? 0));
    for (const id of sorted) {
      const answer = isWanted(files[id] ?? 0);
      if (answer === 'full') break;
      const chunk = answer === 'no' || this.found.has(id) ? undefined : this.store.chunk(id);
      if (chunk) this.add([chunk]);
    }
  }

  /** A word or two stand in many chunks that hold the same of them: how often and in how much text tells them apart. */
  private addScored(wanted: readonly Wanted[], limit: number): void {
    const isWanted = this.quota(limit);
    const expression = wanted.map((word) => word.expression).join(' OR ');
    this.add(this.store.search(expression, limit * SEARCHED_FACTOR).filter(({ file }) => isWanted(file) === 'yes'));
  }

  private quota(limit: number): (file: number) => 'yes' | 'no' | 'full' {
    const left = { code: limit, prose: Math.ceil(limit * PROSE_SHARE) };
    return (id) => {
      if (left.code <= 0) return 'full';
      const file = this.facts.fileOf(id);
      if (!file || (!this.includeTests && isTestFile(file))) return 'no';
      return left[file.symbols > 0 ? 'code' : 'prose']-- > 0 ? 'yes' : 'no';
    };
  }

  list(): readonly Candidate[] {
    return inOrder([...this.found.values()]);
  }
}

/** By path and place: how they were found must not matter. */
function inOrder(candidates: Candidate[]): readonly Candidate[] {
  return candidates.sort((a, b) =>
    a.file.name < b.file.name ? -1 : a.file.name > b.file.name ? 1 : a.chunk.start - b.chunk.start,
  );
}
