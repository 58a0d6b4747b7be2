// Which files an outline is about, how important each is, and what it would cost by what the index knows of it. Numbers
// only: no file is read here.

import type { Option } from '../budget/fit.js';
import { byText } from '../budget/order.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import { isTestFile } from '../retrieval/folderIndex.js';
import type { ImportGraph } from '../retrieval/importGraph.js';
import type { StoredFile } from '../storage/indexStore.js';
import { isInPlace, type NamedPlace } from './places.js';

export interface RankedFile {
  readonly folder: IndexedFolder;
  readonly file: StoredFile;
  /** What it is worth to see what is in it. */
  readonly worth: number;
}

/** The files of a place or of all folders, the most important first. */
export async function rankedFiles(
  folders: readonly IndexedFolder[],
  place: NamedPlace | undefined,
  graphOf: (folder: IndexedFolder) => Promise<ImportGraph>,
): Promise<readonly RankedFile[]> {
  const ranked: RankedFile[] = [];
  for (const folder of place ? [place.folder] : folders) {
    const isInside = place ? isInPlace(place) : () => true;
    const files = folder.indexer.store
      .files()
      .filter(({ name, leftOut, tokens }) => leftOut === undefined && tokens > 0 && isInside(name));
    const { importers } = files.length > 1 ? await graphOf(folder) : { importers: new Map<number, Set<number>>() };
    const isCode = codeIn(folder, files);
    for (const file of files) {
      const uses = { importers: importers.get(file.id)?.size ?? 0, isCode: isCode.has(file.language ?? '') };
      ranked.push({ folder, file, worth: worthOf(file, uses) });
    }
  }
  return ranked.sort(
    (a, b) => b.worth - a.worth || byText(a.folder.name, b.folder.name) || byText(a.file.name, b.file.name),
  );
}

/** Files of a language that are looked at to see what it declares. */
const SAMPLE = 3;

/** Languages that declare more than sections: code, and not data or text. */
function codeIn({ indexer }: IndexedFolder, files: readonly StoredFile[]): ReadonlySet<string> {
  const samples = new Map<string, StoredFile[]>();
  for (const file of files) {
    const known = samples.get(file.language ?? '') ?? [];
    if (file.symbols > 0 && known.length < SAMPLE) samples.set(file.language ?? '', [...known, file]);
  }
  const isCode = ({ id }: StoredFile): boolean => indexer.store.symbolsOf(id).some(({ kind }) => kind !== 'section');
  return new Set([...samples].flatMap(([language, sample]) => (sample.some(isCode) ? [language] : [])));
}

/** Tests and examples say how something is used, which an outline does not ask. */
const ASIDE = /(?:^|\/)(?:examples?|samples?|demos?|benchmarks?|docs?)\//i;
const ASIDE_SHARE = 0.1;
/** Data and text have only headings to show; what lies in hidden folders is for tools. */
const PLAIN_SHARE = 0.03;

/** What others import and what declares much; the depth of folders parts those that are alike. */
function worthOf(
  file: StoredFile,
  { importers, isCode }: { readonly importers: number; readonly isCode: boolean },
): number {
  const said = 1 + 2 * Math.log2(1 + importers) + Math.log2(1 + file.symbols);
  const isPlain = !isCode || file.name.startsWith('.');
  const share = isPlain ? PLAIN_SHARE : isTestFile(file) || ASIDE.test(file.name) ? ASIDE_SHARE : 1;
  return (said ** 2 * share) / (1 + 0.05 * (file.name.split('/').length - 1));
}

/** The sizes of a file in an outline, the smallest first. */
export const OUTLINE_RUNGS = ['none', 'mention', 'outline', 'skeleton'] as const;
export type OutlineRung = (typeof OUTLINE_RUNGS)[number];

/** A line with a handle says only that there is a file. */
const MENTION_WORTH = 0.01;
/** What is said at more length is worth more, but not by as much (`ranking.md`). */
const LENGTH_EXPONENT = 0.8;
/** Of what a skeleton says more than an outline. */
const SIGNATURES_WORTH = 0.35;

/** Of the line with the path before each file, and of a line with a handle; a little too much. */
const HEADER_TOKENS = 8;
const MENTION_TOKENS = 14;
const CHARACTERS_PER_TOKEN = 3;
/** Of text without declarations, which the index has no smaller sizes of. */
const PLAIN_TOKENS = 120;

export type RungTokens = Readonly<Record<Exclude<OutlineRung, 'none'>, number>>;

export function estimateOf({ folder, file }: RankedFile): RungTokens {
  const header = HEADER_TOKENS + Math.ceil(file.name.length / CHARACTERS_PER_TOKEN);
  const top = folder.indexer.store.symbolsOf(file.id).filter(({ parent }) => parent === undefined);
  const sum = (size: 'outline' | 'skeleton'): number =>
    top.length === 0
      ? Math.min(file.tokens, PLAIN_TOKENS)
      : Math.min(
          file.tokens,
          top.reduce((total, { tokens }) => total + tokens[size], 0),
        );
  return { mention: header + MENTION_TOKENS, outline: header + sum('outline'), skeleton: header + sum('skeleton') };
}

/** What each size costs and is worth, in the order of `OUTLINE_RUNGS`. */
export function optionsOf({ worth }: RankedFile, { mention, outline, skeleton }: RungTokens): readonly Option[] {
  // Without the line with the path, which says the same at every size.
  const said = (tokens: number): number => Math.max(1, tokens - (mention - MENTION_TOKENS)) ** LENGTH_EXPONENT;
  const named = worth * said(outline);
  const signed = worth * SIGNATURES_WORTH * Math.max(0, said(skeleton) - said(outline));
  return [
    { tokens: 0, utility: 0 },
    { tokens: mention, utility: worth * MENTION_WORTH },
    { tokens: outline, utility: named },
    { tokens: skeleton, utility: named + signed },
  ];
}
