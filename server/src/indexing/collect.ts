// From what a user named (documents, selections, files, folders, notebooks) to sources.
// Text given by the editor is believed over the disk; what cannot be used among several inputs is skipped and named.

import { stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { t } from '@vscode/l10n';
import { isUserError, UserError } from '../base/errors.js';
import { sha256, sourceIdOf } from '../base/hash.js';
import { notebookCells } from '../languages/notebook.js';
import type { Span } from '../model/block.js';
import type { Source } from '../model/source.js';
import type { DocumentInput } from '../model/verbs.js';
import type { LeftOutReason } from './leftOut.js';
import { type ReadLimits, readText } from './read.js';
import { scanFolder } from './scan.js';

export interface CollectLimits extends ReadLimits {
  /** Most files taken from one folder. */
  readonly maxFiles: number;
}

/** A source, the parts of it that are meant, and the file that its bytes can be read from again. */
export interface Piece {
  readonly source: Source;
  readonly spans: readonly Span[];
  readonly file?: string;
  /** The notebook a cell is from: of it only the cells are taken, so it is kept whole. */
  readonly container?: Pick<Piece, 'source' | 'file'>;
}

export interface Collected {
  readonly pieces: readonly Piece[];
  /** What was left out, in words for the user. */
  readonly notes: readonly string[];
}

/** Files left out of a folder that are named in a note; the others are counted. */
const MAX_NAMED = 5;

/** Why a file was left out, in words for the user. */
const REASONS: Readonly<Record<LeftOutReason, () => string>> = {
  ignored: () => t('ignored'),
  private: () => t('private'),
  'dependencies or tool data': () => t('dependencies or tool data'),
  vendored: () => t('vendored'),
  'lock file': () => t('lock file'),
  generated: () => t('generated'),
  minified: () => t('minified'),
  binary: () => t('binary'),
  secrets: () => t('secrets'),
  excluded: () => t('excluded'),
  'too large': () => t('too large'),
  link: () => t('link'),
  'special file': () => t('special file'),
  unreadable: () => t('unreadable'),
};

/**
 * Throws the UserError of the first input where none can be used, and `empty-input` where there is no text at all.
 */
export async function collect(
  inputs: readonly DocumentInput[],
  limits: CollectLimits,
  options: { readonly allowEmpty: boolean } = { allowEmpty: false },
  signal?: AbortSignal,
): Promise<Collected> {
  const problems: UserError[] = [];
  const notes: string[] = [];
  const documents = await orProblems(problems, inputs, (input) => documentsOf(input, limits, notes, signal), signal);
  const once = withoutRepeats(documents);
  const pieces = await orProblems(problems, once, (document) => piecesOf(document, limits, notes), signal);
  const [firstProblem] = problems;
  if (pieces.length === 0 && firstProblem) throw firstProblem;
  const isEmpty = pieces.every(({ spans }) => spans.every((span) => span.start === span.end));
  if (isEmpty && !options.allowEmpty) {
    throw new UserError(
      'empty-input',
      t('There is no text to compress: select some, or name a file that is not empty.'),
    );
  }
  return { pieces, notes: [...problems.map(({ message }) => message), ...notes] };
}

/** What `work` makes of all items, in order; what the user can mend is collected instead of thrown. */
async function orProblems<In, Out>(
  problems: UserError[],
  items: readonly In[],
  work: (item: In) => Promise<readonly Out[]>,
  signal?: AbortSignal,
): Promise<Out[]> {
  const made: Out[] = [];
  for (const item of items) {
    signal?.throwIfAborted();
    try {
      made.push(...(await work(item)));
    } catch (error) {
      if (!isUserError(error)) throw error;
      problems.push(error);
    }
  }
  return made;
}

/** A folder becomes its files, anything else stays. */
async function documentsOf(
  input: DocumentInput,
  limits: CollectLimits,
  notes: string[],
  signal?: AbortSignal,
): Promise<readonly DocumentInput[]> {
  const folder = await folderOf(input);
  return folder === undefined ? [input] : filesOf(folder, input, limits, notes, signal);
}

/** A file that is named twice (as itself and in its folder) is taken once; the editor's text of it wins over the disk's. */
function withoutRepeats(documents: readonly DocumentInput[]): readonly DocumentInput[] {
  const taken = new Set(documents.filter(({ text }) => text !== undefined).map(({ uri }) => canonical(uri)));
  return documents.filter(({ uri, text }) => {
    if (text !== undefined) return true;
    const name = canonical(uri);
    return !taken.has(name) && taken.add(name);
  });
}

/** Editors escape more letters of a URI than Node does. */
const canonical = (uri: string): string => {
  const file = fileOf(uri);
  return file === undefined ? uri : pathToFileURL(file).href;
};

/** Path of the folder an input stands for. A path that does not exist is not one; reading it says what is wrong. */
async function folderOf({ uri, text }: DocumentInput): Promise<string | undefined> {
  if (text !== undefined || !uri.startsWith('file:')) return undefined;
  const path = fileOf(uri);
  if (path === undefined) return undefined;
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? path : undefined;
}

async function filesOf(
  folder: string,
  { label }: DocumentInput,
  limits: CollectLimits,
  notes: string[],
  signal?: AbortSignal,
): Promise<readonly DocumentInput[]> {
  const { files, leftOut, leftOutCount, truncated } = await scanFolder(folder, limits, signal);
  const shown = (label ?? folder).replace(/[\\/]+$/, '');
  if (truncated)
    notes.push(
      t('{0} has more than {1} files: only the first ones were taken (pith.limits.maxFiles).', shown, limits.maxFiles),
    );
  if (leftOutCount > 0) {
    const named = leftOut
      .slice(0, MAX_NAMED)
      .map(({ name, reason }) => `${name} (${REASONS[reason]()})`)
      .join(', ');
    const list = leftOutCount > MAX_NAMED ? `${named}, …` : named;
    notes.push(t('{0} left out of {1}: {2}.', leftOutCount, shown, list));
  }
  if (files.length === 0)
    throw new UserError('empty-input', t('{0} holds no text files that are not ignored. Name a file instead.', shown));
  return files.map(({ path, name }) => ({
    uri: pathToFileURL(path).href,
    label: shown === '.' ? name : `${shown}/${name}`,
  }));
}

async function piecesOf(input: DocumentInput, limits: CollectLimits, notes: string[]): Promise<readonly Piece[]> {
  const file = fileOf(input.uri);
  const path = input.label ?? file;
  const text = input.text ?? (await readNamed(input.uri, file, limits));
  const cells = path?.toLowerCase().endsWith('.ipynb') && !input.spans?.length ? notebookCells(text) : undefined;
  if (cells) {
    notes.push(t('{0}: cell by cell, without outputs.', String(path)));
    const container = { source: sourceOf(text, path, 'ipynb'), ...(file !== undefined && { file }) };
    return cells.map((cell) => ({ ...cellPiece(cell, `${path}#cell-${cell.index + 1}`), container }));
  }
  const source = sourceOf(text, path, input.languageId);
  return [{ source, spans: spansOf(input, text), ...(file !== undefined && { file }) }];
}

/** A cell's text has no place of its own in the file, so it is a source of its own, kept in the store. */
function cellPiece({ text, languageId }: { readonly text: string; readonly languageId: string }, path: string): Piece {
  return { source: sourceOf(text, path, languageId), spans: [{ start: 0, end: text.length }] };
}

const sourceOf = (text: string, path: string | undefined, languageId: string | undefined): Source => ({
  id: sourceIdOf(sha256(text)),
  text,
  ...(path !== undefined && { path }),
  ...(languageId !== undefined && { languageId }),
});

/** Path of a `file:` URI; undefined for every other one and for those that name no file of this machine. */
function fileOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    const path = fileURLToPath(uri);
    return path.includes('\0') ? undefined : path;
  } catch (error) {
    // Node's own complaints (a host, a bad escape) are all of these two.
    if (error instanceof TypeError || error instanceof URIError) return undefined;
    throw error;
  }
}

function readNamed(uri: string, file: string | undefined, limits: ReadLimits): Promise<string> {
  if (file !== undefined) return readText(file, limits);
  throw new UserError('not-found', t('{0} names no file on this machine. Open it in the editor and try again.', uri));
}

/** Spans in order, clipped to the text; the whole text where none is given. */
function spansOf({ spans = [] }: DocumentInput, text: string): readonly Span[] {
  if (spans.length === 0) return [{ start: 0, end: text.length }];
  return spans
    .map(({ start, end }) => ({ start: Math.min(start, text.length), end: Math.min(end, text.length) }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
