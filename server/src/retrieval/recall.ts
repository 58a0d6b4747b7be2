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
const MOST_OF_TOP = 200;
const MOST_OF_TITLE = 120;
const MOST_OF_ALL = 120;
const MOST_PHRASES = 16;
const MOST_OF_PHRASES = 80;
/** So many times more are asked for, because half of what is found is tests and prose. */
const LEFT_OUT_FACTOR = 5;
/** Of each list, chunks of files without declarations: documents, settings, data. */
const PROSE_SHARE = 0.15;
const ALL_TERMS = 24;
/** A file of more chunks is seldom asked for as a whole. */
const MOST_OF_A_FILE = 80;
/** A name with more declarations than this says little. */
const MOST_DECLARATIONS = 8;
const MOST_FILES_OF_A_PLACE = 4;

export function recall({ store, facts }: Corpus, question: Question, options: RecallOptions): Recalled {
  const terms = weighed(facts, question.terms);
  const gathered = new Gathered(facts, options.includeTests || question.asksForTests);
  for (const { words, limit } of listsOf(terms, facts.chunks)) {
    if (words.length > 0) gathered.addFound(store.search(anyOf(words), limit * LEFT_OUT_FACTOR), limit);
  }
  const phrases = question.compounds.slice(0, MOST_PHRASES).map(({ word }) => word);
  if (phrases.length > 0) gathered.addFound(store.search(anyOf(phrases), MOST_OF_PHRASES * LEFT_OUT_FACTOR), MOST_OF_PHRASES);
  for (const { name, isCode } of question.names) {
    if (isCode || question.names.length <= TOP_TERMS) gathered.add(chunksDeclaring(store, name));
  }
  for (const place of question.places) gathered.add(chunksAt(store, place));
  return { candidates: gathered.list(), terms };
}

/** All chunks of files that are likely right: what is asked for may stand in a part that has none of its words. */
export function withWholeFiles({ store, facts }: Corpus, recalled: Recalled, files: readonly StoredFile[]): Recalled {
  const gathered = new Gathered(facts, true);
  gathered.add(recalled.candidates.map(({ chunk }) => chunk));
  for (const { id } of files) gathered.add(store.chunksOf(id).slice(0, MOST_OF_A_FILE));
  return { ...recalled, candidates: gathered.list() };
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

/** What full text is asked for: the top terms, those of the title, and more of them. */
function listsOf(terms: readonly Term[], chunks: number): readonly { words: readonly string[]; limit: number }[] {
  const isTelling = ({ frequency }: Term): boolean => frequency <= Math.max(50, chunks * COMMON_SHARE);
  const telling = terms.filter(isTelling);
  const usable = telling.length > 0 ? telling : terms.slice(-TOP_TERMS);
  const words = (list: readonly Term[]): readonly string[] => list.map(({ word }) => word);
  return [
    { words: words(usable.slice(0, TOP_TERMS)), limit: MOST_OF_TOP },
    { words: words(usable.filter(({ inTitle }) => inTitle).slice(0, TOP_TERMS)), limit: MOST_OF_TITLE },
    { words: words(usable.length > TOP_TERMS ? usable.slice(0, ALL_TERMS) : []), limit: MOST_OF_ALL },
  ];
}

const anyOf = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' OR ');

function chunksDeclaring(store: IndexStore, name: string): readonly StoredChunk[] {
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

  /** The first `limit` that may be answers, of which few are prose. */
  addFound(chunks: readonly StoredChunk[], limit: number): void {
    const left = { code: limit, prose: Math.ceil(limit * PROSE_SHARE) };
    this.add(
      chunks.filter((chunk) => {
        const file = this.facts.fileOf(chunk.file);
        if (!file || (!this.includeTests && isTestFile(file))) return false;
        return left[file.symbols > 0 ? 'code' : 'prose']-- > 0;
      }),
    );
  }

  list(): readonly Candidate[] {
    return [...this.found.values()].sort((a, b) =>
      a.file.name < b.file.name ? -1 : a.file.name > b.file.name ? 1 : a.chunk.start - b.chunk.start,
    );
  }
}
