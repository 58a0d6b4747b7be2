// A chunk as ranking sees it: its words by field. Made of the file's text when it is first a candidate and kept, because
// the same chunks are candidates of most questions about a part of a workspace.

import { LRUCache } from 'lru-cache';
import { wordsIn } from '../base/words.js';
import { chunkWords } from '../storage/chunkWords.js';
import type { StoredFile, StoredSymbol } from '../storage/indexStore.js';
import type { Corpus } from './corpus.js';
import type { Candidate } from './recall.js';

export interface ChunkDoc {
  readonly name: readonly string[];
  readonly signature: readonly string[];
  readonly doc: readonly string[];
  readonly body: readonly string[];
  /** Names of the declarations around it. */
  readonly around: readonly string[];
  /** The file's own name, and its folders. */
  readonly stem: readonly string[];
  readonly folders: readonly string[];
  /** Names as they are written. */
  readonly names: readonly string[];
}

/** Words of all documents kept: about 40 MB. */
const MOST_WORDS = 1_500_000;

export class ChunkDocs {
  private readonly known = new LRUCache<string, ChunkDoc>({ maxSize: MOST_WORDS });

  /** Undefined where the file is another one by now. */
  of(corpus: Corpus, { chunk, file }: Candidate, textOf: (file: StoredFile) => string | undefined): ChunkDoc | undefined {
    const key = `${file.hash}:${chunk.start}:${file.name}`;
    const known = this.known.get(key);
    if (known) return known;
    const text = textOf(file);
    if (text === undefined) return undefined;
    const doc = docOf(corpus.store.symbolsOf(file.id), { chunk, file }, text);
    this.known.set(key, doc, { size: 20 + doc.body.length + doc.doc.length });
    return doc;
  }
}

function docOf(symbols: readonly StoredSymbol[], { chunk, file }: Pick<Candidate, 'chunk' | 'file'>, text: string): ChunkDoc {
  const words = chunkWords('', text, chunk, symbols);
  const slash = file.name.lastIndexOf('/');
  const own = symbols.filter(({ nameStart }) => chunk.start <= nameStart && nameStart < chunk.end);
  return {
    name: list(words.name),
    signature: list(words.signature),
    doc: list(words.doc),
    body: list(words.body),
    around: list(wordsIn(containersOf(symbols, chunk.symbol).join(' '))),
    stem: list(wordsIn(file.name.slice(slash + 1).replace(/\.\w+$/, ''))),
    folders: list(wordsIn(file.name.slice(0, slash + 1))),
    names: [...new Set(own.map(({ name }) => name))],
  };
}

function containersOf(symbols: readonly StoredSymbol[], place: number): readonly string[] {
  const names: string[] = [];
  for (let at = symbols[place]?.parent; at !== undefined; at = symbols[at]?.parent) names.push(symbols[at]?.name ?? '');
  return names;
}

const list = (words: string): readonly string[] => (words === '' ? [] : words.trimEnd().split(' '));
