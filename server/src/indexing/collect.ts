// From what a user named (documents, selections, files, folders, notebooks) to sources.
// Text given by the editor is believed over the disk; what cannot be used among several inputs is skipped and named.

import { fileURLToPath } from 'node:url';
import { isUserError, UserError } from '../base/errors.js';
import { sha256, sourceIdOf } from '../base/hash.js';
import type { Span } from '../model/block.js';
import type { Source } from '../model/source.js';
import type { DocumentInput } from '../model/verbs.js';
import { type ReadLimits, readText } from './read.js';
import { scanFolder } from './scan.js';

export interface CollectLimits extends ReadLimits {
  /** Most files taken from folders. */
  readonly maxFiles: number;
}

/** A source, the parts of it that are meant, and the file that its bytes can be read from again. */
export interface Piece {
  readonly source: Source;
  readonly spans: readonly Span[];
  readonly file?: string;
}

export interface Collected {
  readonly pieces: readonly Piece[];
  /** What was left out, in words for the user. */
  readonly notes: readonly string[];
}

/**
 * Throws the UserError of the first input where none can be used, and `empty-input` where there is no text at all.
 */
export async function collect(
  inputs: readonly DocumentInput[],
  limits: CollectLimits,
  options: { readonly allowEmpty: boolean } = { allowEmpty: false },
  signal?: AbortSignal,
): Promise<Collected> {
  const pieces: Piece[] = [];
  const notes: string[] = [];
  let firstError: UserError | undefined;
  for (const input of await withoutFolders(inputs, limits, notes, signal)) {
    signal?.throwIfAborted();
    try {
      pieces.push(await pieceOf(input, limits));
    } catch (error) {
      if (!isUserError(error)) throw error;
      firstError ??= error;
      notes.push(error.message);
    }
  }
  if (pieces.length === 0 && firstError) throw firstError;
  if (!options.allowEmpty && pieces.every(({ spans }) => spans.every((span) => span.start === span.end))) {
    throw new UserError('empty-input', 'There is no text to compress: select some, or name a file that is not empty.');
  }
  return { pieces, notes };
}

async function pieceOf(input: DocumentInput, limits: ReadLimits): Promise<Piece> {
  const file = input.uri.startsWith('file:') ? fileURLToPath(input.uri) : undefined;
  const path = input.label ?? file;
  const text = input.text ?? (await readNamed(input.uri, file, limits));
  const source: Source = {
    id: sourceIdOf(sha256(text)),
    text,
    ...(path !== undefined && { path }),
    ...(input.languageId !== undefined && { languageId: input.languageId }),
  };
  return { source, spans: spansOf(input, text), ...(file !== undefined && { file }) };
}

function readNamed(uri: string, file: string | undefined, limits: ReadLimits): Promise<string> {
  if (file !== undefined) return readText(file, limits);
  throw new UserError('not-found', `The text of ${uri} was not given. Open it in the editor and try again.`);
}

/** Spans in order, clipped to the text; the whole text where none is given. */
function spansOf({ spans = [] }: DocumentInput, text: string): readonly Span[] {
  if (spans.length === 0) return [{ start: 0, end: text.length }];
  return spans
    .map(({ start, end }) => ({ start: Math.min(start, text.length), end: Math.min(end, text.length) }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
