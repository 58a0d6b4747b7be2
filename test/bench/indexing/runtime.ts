// What measuring needs beside the sources: the worker's bundle, an indexer as the server opens it, and the floor: the
// same files read and parsed on one thread, with the same grammars and not a line of Pith's code.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { silentLog } from '../../../server/src/base/log.js';
import { locationOf } from '../../../server/src/indexing/location.js';
import { type OpenedIndexer, openIndexer } from '../../../server/src/indexing/openIndexer.js';
import { packagesOf } from '../../../server/src/indexing/packages.js';
import type { Languages } from '../../../server/src/languages/languages.js';
import { openLanguages } from '../../../server/src/languages/open.js';
import { GRAMMARS, openSyntax, RUNTIME_WASM, type Syntax } from '../compression/syntax.js';
import type { Tree } from './trees.js';

const OUT = join('.cache', 'bench');
const CACHE = join(OUT, 'index');
/** As `main.ts` sets it, for the same reason. */
export const V8_FLAGS = '--wasm-tiering-budget=1000000000';

const LIMITS = { maxFiles: 200_000, maxFileBytes: 1_000_000, include: [], exclude: [] };

/** Packages stay where they are installed. */
export async function bundle(entry: string, name: string): Promise<string> {
  const outfile = resolve(OUT, name);
  const options = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' } as const;
  await build({ ...options, entryPoints: [entry], outfile });
  return outfile;
}

export const bundleWorker = (): Promise<string> => bundle('server/src/indexing/worker.ts', 'worker.mjs');

export const benchLanguages = (): Languages =>
  openLanguages({ grammarsDirectory: GRAMMARS, runtimeWasm: RUNTIME_WASM });

export interface Running extends OpenedIndexer {
  packages(): ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** With threads of its own where `worker` is given, else on this one. */
export function openBench(folder: string, worker?: { readonly file: string; readonly threads: number }): Running {
  const languages = benchLanguages();
  const files = { grammarsDirectory: resolve(GRAMMARS), runtimeWasm: RUNTIME_WASM };
  const opened = openIndexer({
    location: locationOf(resolve(folder), resolve(CACHE)),
    limits: { ...LIMITS, threads: worker?.threads ?? 1 },
    languages,
    log: silentLog,
    ...(worker && { worker: { file: worker.file, ...files } }),
  });
  const close = async (): Promise<void> => {
    await opened.indexer.close();
    languages.close();
  };
  const packages = packagesOf(resolve(folder), () => opened.indexer.store);
  return { ...opened, packages, close };
}

/** So that the next one is cold. */
export function deleteIndex(folder: string): void {
  rmSync(locationOf(resolve(folder), resolve(CACHE)).directory, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
}

export const deleteIndexes = (): void => rmSync(CACHE, { recursive: true, force: true });

/** Parses as Pith does, by language. */
export class Floor {
  private readonly parsers = new Map<string, Syntax>();
  private readonly languages = benchLanguages();

  /** Milliseconds to read and parse the files. */
  async time({ folder, files }: Pick<Tree, 'folder' | 'files'>): Promise<number> {
    const languages = files.map((path) => this.languages.identify({ path })?.id ?? '');
    for (const id of new Set(languages)) {
      if (id !== '' && !this.parsers.has(id)) this.parsers.set(id, await openSyntax(id));
    }
    const start = performance.now();
    for (const [at, file] of files.entries()) {
      this.parsers.get(languages[at] ?? '')?.parse(readFileSync(join(folder, file), 'utf8'));
    }
    return performance.now() - start;
  }
}
