// A chunk as ranking sees it: its words by field, as numbers. Made of the file's text when it is first a candidate and
// kept, because the same chunks are candidates of most questions about a part of a workspace.

import { LRUCache } from 'lru-cache';
import { computed } from '../base/computed.js';
import { hash52 } from '../base/hash.js';
import { wordsIn } from '../base/words.js';
import { chunkWords } from '../storage/chunkWords.js';
import type { StoredFile, StoredSymbol } from '../storage/indexStore.js';
import type { Corpus } from './corpus.js';
import type { Candidate } from './recall.js';

export const FIELDS = ['name', 'signature', 'text', 'around', 'stem', 'folders'] as const;
export type Field = (typeof FIELDS)[number];

/** Numbers of words in their order; `text` is comments and body. */
export interface ChunkDoc extends Readonly<Record<Field, Uint32Array>> {
  /** Names declared in it, as they are written. */
  readonly names: readonly string[];
  /** Hash of all it says, but for where it stands. */
  readonly content: number;
}

export interface Documented {
  readonly candidate: Candidate;
  readonly doc: ChunkDoc;
}

/** Words of all documents kept, 4 bytes each. */
const MOST_WORDS = 3_000_000;
/** Words that are known by number; all is forgotten when there are more. */
const MOST_NUMBERS = 400_000;

export class ChunkDocs {
  private readonly known = new LRUCache<string, ChunkDoc>({ maxSize: MOST_WORDS });
  private readonly numbers = new Map<string, number>();

  /** Undefined where the file is another one by now. */
  of(
    corpus: Corpus,
    { chunk, file }: Candidate,
    textOf: (file: StoredFile) => string | undefined,
  ): ChunkDoc | undefined {
    const key = `${file.hash}:${chunk.start}:${file.name}`;
    const known = this.known.get(key);
    if (known) return known;
    const text = textOf(file);
    if (text === undefined) return undefined;
    const doc = this.docOf(corpus.store.symbolsOf(file.id), { chunk, file }, text);
    this.known.set(key, doc, { size: 20 + doc.text.length });
    return doc;
  }

  /** Before a question is ranked: numbers must not change while it is. */
  begin(): void {
    if (this.numbers.size < MOST_NUMBERS) return;
    this.numbers.clear();
    this.known.clear();
  }

  /** Of a word as full text knows it; from 1 up. */
  numberOf(word: string): number {
    return computed(this.numbers, word, () => this.numbers.size + 1);
  }

  private docOf(
    symbols: readonly StoredSymbol[],
    { chunk, file }: Pick<Candidate, 'chunk' | 'file'>,
    text: string,
  ): ChunkDoc {
    const words = chunkWords('', text, chunk, symbols);
    const slash = file.name.lastIndexOf('/');
    const own = symbols.filter(({ nameStart }) => chunk.start <= nameStart && nameStart < chunk.end);
    const names = [...new Set(own.map(({ name }) => name))];
    return {
      name: this.numbered(words.name),
      signature: this.numbered(words.signature),
      text: this.numbered(words.doc + words.body),
      around: this.numbered(wordsIn(containersOf(symbols, chunk.symbol).join(' '))),
      stem: this.numbered(wordsIn(file.name.slice(slash + 1).replace(/\.\w+$/, ''))),
      folders: this.numbered(wordsIn(file.name.slice(0, slash + 1))),
      names,
      content: hash52(`${words.name}\0${words.signature}\0${words.doc}\0${words.body}`),
    };
  }

  private numbered(words: string): Uint32Array {
    if (words === '') return NOTHING;
    return Uint32Array.from(words.trimEnd().split(' '), (word) => this.numberOf(word));
  }
}

const NOTHING = new Uint32Array();

function containersOf(symbols: readonly StoredSymbol[], place: number): readonly string[] {
  const names: string[] = [];
  for (let at = symbols[place]?.parent; at !== undefined; at = symbols[at]?.parent) names.push(symbols[at]?.name ?? '');
  return names;
}
