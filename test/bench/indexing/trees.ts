// The trees that indexing is measured on: real projects of 1,000 to 4,000 files in one language each, and all of them
// put together. They are fetched into test/bench/corpus (ignored by git), npm packages by their version, Debian's in
// the version that this Debian has. None is a project that Pith's answers are judged by.

import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fetchSources } from '../compression/debian.js';
import { LANGUAGE_CHOICES } from '../compression/packages.js';

const CORPUS = join('test', 'bench', 'corpus');

export interface TreeChoice {
  /** Of most of its files. */
  readonly language: string;
  readonly extensions: readonly string[];
  readonly npm?: readonly string[];
  readonly debian?: readonly string[];
  /** Folders of packages that are installed anyway. */
  readonly installed?: readonly string[];
  /** The part to read, where the rest is broken on purpose (tests of a compiler) or comes from elsewhere. */
  readonly under?: readonly string[];
}

export const TREES: Readonly<Record<string, TreeChoice>> = {
  typescript: { language: 'typescript', extensions: ['.ts'], npm: ['viem@2.57.20'] },
  python: { language: 'python', extensions: ['.py'], debian: ['neutron'] },
  go: { language: 'go', extensions: ['.go'], debian: ['lxd', 'rclone'] },
  rust: { language: 'rust', extensions: ['.rs'], debian: ['rustc'], under: ['compiler', 'library'] },
  java: { language: 'java', extensions: ['.java'], debian: ['tomcat9'] },
  c: { language: 'c', extensions: ['.c', '.h'], debian: ['ffmpeg'] },
};

/** TypeScript for the edges between symbols: of different houses, with namespaces, classes, and functions alone. */
export const EDGE_TREES: Readonly<Record<string, TreeChoice>> = {
  viem: { language: 'typescript', extensions: ['.ts'], npm: ['viem@2.57.20'] },
  effect: { language: 'typescript', extensions: ['.ts'], npm: ['effect@4.1.0'], under: ['src'] },
  ox: { language: 'typescript', extensions: ['.ts'], npm: ['ox@1.8.3'], under: ['src'] },
};

/** Smaller ones in the other languages that ctags knows: what compression is measured on, all of it. */
export const SMALL_TREES: Readonly<Record<string, TreeChoice>> = Object.fromEntries(
  ['javascript', 'cpp', 'c-sharp', 'ruby', 'php', 'lua', 'bash'].flatMap((language) => {
    const choice = LANGUAGE_CHOICES[language];
    if (!choice) return [];
    const debian = choice.places.flatMap((place) => ('debian' in place ? [place.debian] : []));
    const installed = choice.places.flatMap((place) => ('npm' in place ? [join('node_modules', place.npm)] : []));
    return [[language, { language, extensions: choice.extensions, debian, installed }]];
  }),
);

export interface Tree {
  readonly name: string;
  readonly language: string;
  /** Holds nothing but its files. */
  readonly folder: string;
  /** Relative to the folder, in order. */
  readonly files: readonly string[];
  readonly bytes: number;
}

/** Files that are indexed as plain text are not parsed, so they say nothing beside a parse. */
const LARGEST_BYTES = 1_000_000;
/** Packages inside packages, Debian's own part, input that is broken on purpose. */
const PASSED_OVER = /(?:^|\/)(?:testdata|node_modules|debian|\.pc|vendor|generated|_[a-z]+)(?:$|\/)|\.d\.ts$|\.min\.js$/;

/** Undefined where it cannot be had, which is said aloud. */
export function openTree(name: string, choice: TreeChoice): Tree | undefined {
  const folder = join(CORPUS, 'trees', name);
  if (!existsSync(folder)) {
    const sources = sourcesOf(choice);
    if (!sources) return undefined;
    const parts = `${folder}.part`;
    rmSync(parts, { recursive: true, force: true });
    for (const source of sources) for (const under of choice.under ?? ['']) link(source, under, parts, choice.extensions);
    renameSync(parts, folder);
  }
  return treeOf(name, choice.language, folder);
}

/** A tree as it lies there. */
export function treeOf(name: string, language: string, folder: string): Tree {
  const files = filesIn(folder).map((path) => relative(folder, path));
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  return { name, language, folder, files, bytes };
}

/** What an index of a large workspace is measured on: as much of each tree, evenly taken, as makes this size. */
const MIXED_BYTES = 65_000_000;

/** Files of all trees as one: hard links, which take no room. */
export function mixedTree(trees: readonly Tree[]): Tree {
  const folder = join(CORPUS, 'trees', 'mixed');
  if (!existsSync(folder)) {
    const most = MIXED_BYTES / trees.length;
    const spare = trees.reduce((sum, { bytes }) => sum + Math.max(0, most - bytes), 0);
    const large = trees.filter(({ bytes }) => bytes > most).length;
    for (const tree of trees) {
      const share = Math.min(1, (most + spare / large) / tree.bytes);
      const files = tree.files.filter((_, at) => Math.floor((at + 1) * share) > Math.floor(at * share));
      for (const file of files) linkTo(join(tree.folder, file), join(folder, tree.name, file));
    }
  }
  return treeOf('mixed', 'mixed', folder);
}

function sourcesOf({ npm = [], debian = [], installed = [] }: TreeChoice): string[] | undefined {
  const { folders, missing } = fetchSources(debian, CORPUS);
  for (const [name, reason] of missing) say(`SKIPPED: Debian's ${name}: ${reason}`);
  const packed = npm.map((spec) => npmPackage(spec));
  return missing.size > 0 || packed.includes(undefined)
    ? undefined
    : [...folders.values(), ...installed, ...packed.flatMap((folder) => (folder === undefined ? [] : [folder]))];
}

/** The folder of a package that is fetched as npm publishes it; nothing of it runs. */
export function npmPackage(spec: string): string | undefined {
  const folder = join(CORPUS, spec.replace('/', '+'));
  if (existsSync(folder)) return folder;
  const parts = `${folder}.part`;
  mkdirSync(parts, { recursive: true });
  say(`fetching ${spec} from npm into test/bench/corpus`);
  const pack = spawnSync('npm', ['pack', spec, '--silent', '--ignore-scripts'], { cwd: parts, encoding: 'utf8' });
  const archive = pack.stdout?.trim().split('\n').at(-1) ?? '';
  const untar = spawnSync('tar', ['-xf', archive, '--strip-components=1', '--no-same-owner'], { cwd: parts });
  if (pack.status !== 0 || untar.status !== 0) {
    say(`SKIPPED: ${spec} cannot be fetched from npm`);
    rmSync(parts, { recursive: true, force: true });
    return undefined;
  }
  rmSync(join(parts, archive));
  renameSync(parts, folder);
  return folder;
}

function link(source: string, under: string, target: string, extensions: readonly string[]): void {
  for (const path of filesIn(join(source, under))) {
    const name = relative(source, path);
    if (!extensions.includes(extname(path)) || PASSED_OVER.test(name)) continue;
    if (statSync(path).size <= LARGEST_BYTES) linkTo(path, join(target, relative(CORPUS, source).replace(/^(?:\.\.[\\/])+/, ''), name));
  }
}

function linkTo(path: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  linkSync(path, target);
}

/** In order of their names. */
export function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

const say = (message: string): boolean => process.stderr.write(`pith: ${message}\n`);
