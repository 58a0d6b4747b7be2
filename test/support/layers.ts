// The rules of architecture.md about who may import whom, as functions over facts: each returns its complaints.

import { posix } from 'node:path';
import type { SourceFacts } from './sourceFacts.js';

type File = Pick<SourceFacts, 'path' | 'imports'>;

/** Modules of `server/src` from the ground up; `openEngine.ts` is the half of the engine that wires. */
const ROWS: readonly (readonly string[])[] = [
  ['model', 'base'],
  ['config', 'protocol'],
  ['tokens', 'languages', 'storage', 'embeddings', 'providers'],
  ['indexing', 'retrieval', 'compression', 'budget', 'telemetry'],
  ['context', 'prompt', 'evaluation'],
  ['engine', 'openEngine'],
  ['operations'],
  ['lsp', 'mcp', 'gateway', 'cli', 'sdk'],
  ['main'],
];

const ENGINE = new Set(['engine', 'openEngine']);

/** Only these see the wire; the engine must not be shaped by it. */
const READERS_OF_PROTOCOL = new Set(['lsp', 'client']);

/** Whoever may speak to users in their language: the client does it through `vscode`, the lowest row holds data only. */
const SPEAKING = ROWS.slice(1).flat();

/** Each library stays behind one door: package to the modules that may import it. */
const PACKAGES: readonly (readonly [pattern: RegExp, modules: readonly string[]])[] = [
  [/^vscode$/, ['client']],
  [/^vscode-languageclient(\/|$)/, ['client']],
  [/^vscode-languageserver/, ['lsp']],
  [/^web-tree-sitter$/, ['languages']],
  [/^(better-sqlite3|node:sqlite)$/, ['storage']],
  [/^js-tiktoken(\/|$)/, ['tokens']],
  [/^@secretlint\//, ['indexing']],
  [/^picomatch$/, ['indexing']],
  [/^@bufbuild\/protobuf\//, ['indexing']],
  [/^@toon-format\/toon$/, ['compression']],
  [/^env-paths$/, ['main']],
  [/^chokidar$/, ['cli']],
  [/^@vscode\/l10n$/, SPEAKING],
];

/** Untrusted data is parsed and results are cached in many places; these two hide nothing worth a door. */
const EVERYWHERE = /^(zod|lru-cache)$/;

/** `server/src/tokens/open.ts` → `tokens`, `server/src/main.ts` → `main`, `client/src/…` → `client`. */
export function moduleOf(path: string): string | undefined {
  if (path.startsWith('client/src/')) return 'client';
  return /^server\/src\/([^/.]+)/.exec(path)?.[1];
}

/** Imports that go up or sideways, that reach the wire, or that leave the client for the server. */
export function layerProblems(files: readonly File[]): string[] {
  return complaints(files, (from, to) => {
    if (from === to || to === undefined) return undefined;
    if (to === 'protocol') return READERS_OF_PROTOCOL.has(from) ? undefined : 'protocol is for lsp and client only';
    if (from === 'client') return 'the client sees nothing of the server but protocol.ts';
    if (to === 'client') return 'the server does not know its client';
    if (ENGINE.has(from) && ENGINE.has(to)) return undefined;
    const [own, other] = [rowOf(from), rowOf(to)];
    if (own === undefined || other === undefined) return `no row for ${own === undefined ? from : to}`;
    return other < own ? undefined : `row ${own} imports from row ${other}`;
  });
}

/** Libraries outside the module that owns them, and libraries nobody owns yet. */
export function packageProblems(files: readonly File[]): string[] {
  return files.flatMap(({ path, imports }) => {
    const from = moduleOf(path) ?? '';
    return imports.filter(isPackage).flatMap((name) => {
      const row = PACKAGES.find(([pattern]) => pattern.test(name));
      if (!row)
        return name.startsWith('node:') || EVERYWHERE.test(name)
          ? []
          : [`${path} imports ${name}: give it a row in layers.ts`];
      return row[1].includes(from) ? [] : [`${path} imports ${name}: it belongs to ${row[1].join(', ')}`];
    });
  });
}

/** One complaint for each file through which an import leads back to itself. */
export function cycleProblems(files: readonly File[]): string[] {
  const targets = new Map(files.map((file) => [file.path, file.imports.flatMap((name) => resolve(file.path, name))]));
  const done = new Set<string>();
  const problems: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path);
    if (seen !== -1) problems.push([...trail.slice(seen), path].join(' → '));
    if (seen !== -1 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return problems;
}

/** Only `main` looks at the environment; below it everything arrives as an argument. */
export function environmentProblems(files: readonly SourceFacts[]): string[] {
  const below = files.filter(({ path }) => path.startsWith('server/src/') && moduleOf(path) !== 'main');
  return below.flatMap(({ path, environmentReads }) =>
    environmentReads.map((line) => `${path}:${line} reads the environment`),
  );
}

/** A suite's callback is a list of tests, not a function somebody has to hold in their head. */
const LISTS = /^(describe|suite)\b/;

export function lengthProblems(files: readonly SourceFacts[], most: number): string[] {
  return files.flatMap(({ path, functions }) =>
    functions
      .filter(({ lines, passedTo }) => lines > most && !LISTS.test(passedTo ?? ''))
      .map(({ name, line, lines }) => `${path}:${line} ${name} has ${lines} lines`),
  );
}

function complaints(
  files: readonly File[],
  judge: (from: string, to: string | undefined) => string | undefined,
): string[] {
  return files.flatMap(({ path, imports }) =>
    imports.flatMap((name) => {
      const [target] = resolve(path, name);
      const problem = target === undefined ? undefined : judge(moduleOf(path) ?? path, moduleOf(target));
      return problem === undefined ? [] : [`${path} → ${target}: ${problem}`];
    }),
  );
}

function rowOf(module: string): number | undefined {
  const row = ROWS.findIndex((modules) => modules.includes(module));
  return row === -1 ? undefined : row;
}

const isPackage = (name: string): boolean => !name.startsWith('.');

/** The file an import names, or nothing for packages. */
function resolve(from: string, name: string): string[] {
  return isPackage(name) ? [] : [posix.join(posix.dirname(from), name).replace(/\.js$/, '.ts')];
}
