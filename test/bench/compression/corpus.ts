// The files that compression is measured on: of each language the same number, spread evenly over its packages.
// The same packages give the same files; Debian's versions may differ from release to release.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fetchSources } from './debian.js';
import { LANGUAGE_CHOICES, type LanguageChoice, type Place } from './packages.js';

export interface CorpusFile {
  /** Grammar id. */
  readonly language: string;
  readonly path: string;
  readonly text: string;
}

const CORPUS = join('test', 'bench', 'corpus');
/** Smaller ones are mere re-exports; larger ones are generated. */
const SIZE_BYTES = { least: 1_000, most: 200_000 };
/** Generated, minified or broken on purpose; packages inside packages; Debian's own part. */
const PASSED_OVER = /(?:^|\/)(?:testdata|node_modules|debian|\.pc|vendor|generated|[^/]*\.min\.js)(?:$|\/)/;

/** At most `perLanguage` files each, in order of language and path; says which languages or packages are missing. */
export function readCorpus(perLanguage: number): CorpusFile[] {
  const debian = Object.values(LANGUAGE_CHOICES).flatMap(({ places }) =>
    places.flatMap((place) => ('debian' in place ? [place.debian] : [])),
  );
  const { folders, missing } = fetchSources([...new Set(debian)].sort(), CORPUS);
  for (const [name, reason] of missing) say(`SKIPPED: Debian's ${name}: ${reason}`);
  const folderOf = (place: Place): string | undefined => {
    if ('npm' in place) return join('node_modules', place.npm);
    const folder = folders.get(place.debian);
    return folder && join(folder, place.under ?? '.');
  };
  return Object.entries(LANGUAGE_CHOICES).flatMap(([language, choice]) => {
    const files = filesOf(language, choice, folderOf, perLanguage);
    if (files.length === 0) say(`SKIPPED: ${language}: there is not one file of it`);
    return files;
  });
}

function filesOf(
  language: string,
  { extensions, places, most = Infinity }: LanguageChoice,
  folderOf: (place: Place) => string | undefined,
  perLanguage: number,
): CorpusFile[] {
  const paths = places.flatMap((place) => {
    const folder = folderOf(place);
    if (folder === undefined || !existsSync(folder)) return [];
    return pathsIn(folder).filter((path) => extensions.includes(extname(path)) && hasSize(path));
  });
  return spread(paths, Math.min(most, perLanguage)).flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return text.includes('\uFFFD') ? [] : [{ language, path, text }];
  });
}

function pathsIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (PASSED_OVER.test(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pathsIn(path);
    return entry.isFile() ? [path] : [];
  });
}

function hasSize(path: string): boolean {
  const { size } = statSync(path);
  return size >= SIZE_BYTES.least && size <= SIZE_BYTES.most;
}

/** `most` of the items at even distances. */
function spread<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  const taken: T[] = [];
  for (let at = 0; taken.length < most && Math.floor(at) < items.length; at += step) {
    const item = items[Math.floor(at)];
    if (item !== undefined) taken.push(item);
  }
  return taken;
}

const say = (message: string): boolean => process.stderr.write(`pith: ${message}\n`);
