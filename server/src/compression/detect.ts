// What kind of text is this? The language id decides, then the file name, then the content.
// Whether a grammar knows the language is told by the caller; how content is judged is in `contentKind.ts`.

import type { BlockKind } from '../model/block.js';
import type { Source } from '../model/source.js';
import { kindOfContent } from './contentKind.js';

export function detect(source: Pick<Source, 'text' | 'languageId' | 'path'>, isCode: boolean): BlockKind {
  const byName = LANGUAGE_KINDS.get(source.languageId ?? '') ?? kindOfPath(source.path);
  if (byName) return byName;
  if (isCode) return 'code';
  const kind = kindOfContent(source.text);
  const isNamedLanguage = source.languageId !== undefined && !NEUTRAL_LANGUAGES.has(source.languageId);
  return kind === 'prose' && isNamedLanguage ? 'code' : kind;
}

const LANGUAGE_KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ['json', 'json'],
  ['jsonc', 'json'],
  ['jsonl', 'json'],
  ['json5', 'json'],
  ['ndjson', 'json'],
  ['jsonlines', 'json'],
  ['geojson', 'json'],
  ['log', 'log'],
  ['csv', 'log'],
  ['tsv', 'log'],
  ['diff', 'diff'],
  ['patch', 'diff'],
  ['markdown', 'markdown'],
  ['mdx', 'markdown'],
  ['quarto', 'markdown'],
  ['prose', 'prose'],
  ['restructuredtext', 'prose'],
  ['asciidoc', 'prose'],
  ['latex', 'prose'],
  ['tex', 'prose'],
]);

/** Ids that say nothing of the content. Any other id without a grammar is a language we do not know: code. */
const NEUTRAL_LANGUAGES = new Set([
  '',
  'plaintext',
  'text',
  'txt',
  'scminput',
  'search-result',
  'git-commit',
  'output',
]);

const EXTENSION_KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ...'json jsonc json5 jsonl ndjson geojson topojson webmanifest map har avsc'
    .split(' ')
    .map((name) => [name, 'json'] as const),
  ...'log csv tsv'.split(' ').map((name) => [name, 'log'] as const),
  ...'diff patch'.split(' ').map((name) => [name, 'diff'] as const),
  ...'md markdown mdown mkd mdx qmd rmd'.split(' ').map((name) => [name, 'markdown'] as const),
  ...'rst adoc tex'.split(' ').map((name) => [name, 'prose'] as const),
]);

function kindOfPath(path: string | undefined): BlockKind | undefined {
  const extension = path === undefined ? undefined : /\.([^./\\]+)$/.exec(path)?.[1];
  return extension === undefined ? undefined : EXTENSION_KINDS.get(extension.toLowerCase());
}
