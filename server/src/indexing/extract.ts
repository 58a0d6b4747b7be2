// A text to the facts the index holds of it. Pure, so that it runs in a worker as well as beside the host: what it makes
// depends on the text, its name and its language alone.

import { t } from '@vscode/l10n';
import { hash52 } from '../base/hash.js';
import { type Languages, SyntaxUnavailable } from '../languages/languages.js';
import type { FileFacts } from '../model/facts.js';
import type { Syntax } from '../model/source.js';
import { chunkWords } from '../storage/chunkWords.js';
import type { PartCounter } from '../tokens/open.js';
import { chunksOf } from './chunks.js';
import { symbolsOf } from './symbols.js';
import { TextIndex } from './textIndex.js';
import { usesOf } from './uses.js';

export interface ExtractServices {
  readonly languages: Languages;
  readonly counter: PartCounter;
  /** UTF-16 code units above which a text is not parsed. */
  readonly maxParseLength: number;
}

export interface ExtractTask {
  /** Relative to the root of the workspace, with `/`: part of the ids of symbols. */
  readonly name: string;
  readonly text: string;
  readonly languageId?: string;
  /** See `SyntaxOptions.document`. */
  readonly document?: string;
  readonly signal?: AbortSignal;
}

type Names = Pick<Syntax, 'declarations' | 'references' | 'bindings'>;

const NONE: Names = { declarations: [], references: [], bindings: [] };

/** Never throws for a text that cannot be parsed: it is indexed as plain text, with a note. */
export async function extract(task: ExtractTask, services: ExtractServices): Promise<FileFacts> {
  const { name, text } = task;
  const { language, names, note } = await read(task, services);
  const { declarations, references, bindings } = names;
  const index = new TextIndex(text, declarations, services.counter);
  const symbols = symbolsOf(name, declarations, index);
  const chunks = chunksOf(index, symbols).map((piece) => {
    const words = chunkWords(name, text, piece, symbols);
    return { ...piece, words, key: hash52(Object.values(words).join('\0')) };
  });
  return {
    ...(language !== undefined && { language }),
    lines: index.starts.length,
    tokens: index.tokens(0, text.length),
    ...(note !== undefined && { note }),
    symbols,
    uses: usesOf(references, symbols),
    imports: bindings,
    chunks,
  };
}

interface Reading {
  readonly language?: string;
  readonly names: Names;
  readonly note?: string;
}

async function read(task: ExtractTask, { languages, maxParseLength }: ExtractServices): Promise<Reading> {
  const { name, text, languageId, document, signal } = task;
  const language = languages.identify({ path: name, ...(languageId !== undefined && { languageId }) });
  if (!language) return { names: NONE };
  if (text.length > maxParseLength)
    return { language: language.id, names: NONE, note: t('larger than {0} characters', maxParseLength) };
  if (isTable(text)) return { language: language.id, names: NONE, note: t('mostly numbers') };
  try {
    const options = { ...(document !== undefined && { document }), ...(signal && { signal }) };
    return { language: language.id, names: await languages.syntax(text, language, options) };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof SyntaxUnavailable)) throw error;
    return { language: language.id, names: NONE, note: error.message };
  }
}

/** A tree of a large table takes hundreds of megabytes and names one thing. */
const TABLE_CHARACTERS = 256_000;
const SAMPLE_CHARACTERS = 64_000;
const DATA_SHARE = 0.9;

function isTable(text: string): boolean {
  if (text.length < TABLE_CHARACTERS) return false;
  const start = (text.length - SAMPLE_CHARACTERS) >> 1;
  const sample = text.slice(start, start + SAMPLE_CHARACTERS);
  return sample.replace(/[^\d\sa-fxA-FXUuLl,.+\-{}[\]()]/g, '').length > DATA_SHARE * SAMPLE_CHARACTERS;
}
