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
    for (const file of files) ranked.push({ folder, file, worth: worthOf(file, importers.get(file.id)?.size ?? 0) });
  }
  return ranked.sort(
    (a, b) => b.worth - a.worth || byText(a.folder.name, b.folder.name) || byText(a.file.name, b.file.name),
  );
}

/** Tests say how something is used, which an outline does not ask. */
const TEST_SHARE = 0.3;
/** Text without declarations has only headings to show. */
const PLAIN_SHARE = 0.4;

/** What others import and what declares much; the depth of folders parts those that are alike. */
function worthOf(file: StoredFile, importers: number): number {
  const said = 1 + 2 * Math.log2(1 + importers) + Math.log2(1 + file.symbols);
  const share = isTestFile(file) ? TEST_SHARE : file.symbols === 0 ? PLAIN_SHARE : 1;
  return (said * share) / (1 + 0.05 * (file.name.split('/').length - 1));
}

/** The sizes of a file in an outline, the smallest first. */
export const OUTLINE_RUNGS = ['none', 'mention', 'outline', 'skeleton'] as const;
export type OutlineRung = (typeof OUTLINE_RUNGS)[number];

/** What each size is worth, as a share; a line with a handle says only that there is a file. */
const WORTH: Readonly<Record<OutlineRung, number>> = { none: 0, mention: 0.01, outline: 0.45, skeleton: 1 };

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

export const optionsOf = ({ worth }: RankedFile, tokens: RungTokens): readonly Option[] =>
  OUTLINE_RUNGS.map((rung) => ({ tokens: rung === 'none' ? 0 : tokens[rung], utility: worth * WORTH[rung] }));
