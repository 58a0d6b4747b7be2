// The trees that indexing is measured on: real projects, fetched into test/bench/corpus (ignored by git) and linked so that
// each tree holds the files of one language and nothing else; and all of them put together.

import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { listFiles } from '../../../server/src/indexing/list.js';
import { fetchSources } from '../compression/debian.js';
import { SMALL_TREES, type TreeChoice, TREES } from './treeChoices.js';

const CORPUS = join('test', 'bench', 'corpus');

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
const PASSED_OVER =
  /(?:^|\/)(?:testdata|node_modules|debian|\.pc|vendor|generated|_[a-z]+)(?:$|\/)|\.d\.ts$|\.min\.js$/;

/** Those that can be had. */
export const openTrees = (choices: Readonly<Record<string, TreeChoice>>): Tree[] =>
  Object.entries(choices).flatMap(([name, choice]) => openTree(name, choice) ?? []);

/** Undefined where it cannot be had, which is said aloud. */
export function openTree(name: string, choice: TreeChoice): Tree | undefined {
  const folder = join(CORPUS, 'trees', name);
  if (!existsSync(folder)) {
    const sources = sourcesOf(choice);
    if (!sources) return undefined;
    const parts = `${folder}.part`;
    rmSync(parts, { recursive: true, force: true });
    for (const source of sources)
      for (const under of choice.under ?? ['']) link(source, under, parts, choice.extensions);
    renameSync(parts, folder);
  }
  return treeOf(name, choice.language, folder);
}

/** A tree as it lies there: a repository of its own, so that nothing is ignored because this one ignores it. */
export function treeOf(name: string, language: string, folder: string): Tree {
  mkdirSync(join(folder, '.git'), { recursive: true });
  const files = filesIn(folder).map((path) => relative(folder, path));
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  return { name, language, folder, files, bytes };
}

/** As many of its files, evenly taken: hard links, which take no room. */
export function sampleOf(tree: Tree, most: number): Tree {
  const name = `${tree.name}-${most}`;
  const folder = join(CORPUS, 'trees', name);
  if (!existsSync(folder)) linkAll(tree, evenly(tree.files, most / tree.files.length), folder);
  return treeOf(name, tree.language, folder);
}

/** Bytes of a large workspace. */
const MIXED_BYTES = 65_000_000;

/** The small trees as they are and so much of the large ones that it is a large workspace. */
export function mixedTree(trees: readonly Tree[]): Tree {
  const folder = join(CORPUS, 'trees', 'mixed');
  if (!existsSync(folder)) {
    const most = MIXED_BYTES / trees.length;
    const spare = trees.reduce((sum, { bytes }) => sum + Math.max(0, most - bytes), 0);
    const large = trees.filter(({ bytes }) => bytes > most).length;
    for (const tree of trees)
      linkAll(tree, evenly(tree.files, (most + spare / large) / tree.bytes), join(folder, tree.name));
  }
  return treeOf('mixed', 'mixed', folder);
}

const evenly = <T>(items: readonly T[], share: number): T[] =>
  items.filter((_, at) => share >= 1 || Math.floor((at + 1) * share) > Math.floor(at * share));

function linkAll(tree: Tree, files: readonly string[], folder: string): void {
  for (const file of files) linkTo(join(tree.folder, file), join(folder, file));
}

/** Folders of somebody's own, with the files that the index takes. */
export async function foldersIn(parent: string): Promise<Tree[]> {
  const names = readdirSync(parent, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  return Promise.all(
    names.sort().map(async (name) => {
      const folder = join(parent, name);
      const limits = { maxFiles: 200_000, maxFileBytes: LARGEST_BYTES, include: [], exclude: [] };
      const { files } = await listFiles(resolve(folder), limits);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      return {
        name,
        language: mainLanguage(files.map((file) => file.name)),
        folder,
        files: files.map((file) => file.name),
        bytes,
      };
    }),
  );
}

/** The language of most files. */
function mainLanguage(files: readonly string[]): string {
  const known = Object.values({ ...SMALL_TREES, ...TREES });
  const counts = known.map(({ language, extensions }) => ({
    language,
    count: files.filter((file) => extensions.includes(extname(file))).length,
  }));
  return counts.sort((a, b) => b.count - a.count)[0]?.language ?? 'none';
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
    if (statSync(path).size <= LARGEST_BYTES)
      linkTo(path, join(target, relative(CORPUS, source).replace(/^(?:\.\.[\\/])+/, ''), name));
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
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

const say = (message: string): boolean => process.stderr.write(`pith: ${message}\n`);
