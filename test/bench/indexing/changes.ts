// What an index costs that is there: opening it again, a saved file, an edit in a large document, 500 files at once.
// Works on a copy of the tree, because it writes into it.

import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Syntax, openSyntax } from '../compression/syntax.js';
import { deleteIndex, openBench, type Running } from './runtime.js';
import type { Tree } from './trees.js';

export interface Changes {
  /** Beside a cold index with two workers. */
  readonly reopen: number;
  /** In parses of the same text: how long until queries see a saved file. */
  readonly saved: Percentiles;
  /** Milliseconds until queries see an edit. */
  readonly editMs: Percentiles;
  /** Beside the share that these files have in the cold index. */
  readonly manyFiles: number;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

const COPY = join('.cache', 'bench', 'work');
const SAVED_BYTES = 23_000;
const EDITED_CHARACTERS = 800_000;
const TIMES = 40;
const MANY_FILES = 500;
/** The rhythm of people: the indexer takes changes together that come closer. */
const PAUSE_MS = 150;

/** A tree of TypeScript; files are changed by a function at their end, with a name that is looked for. */
export async function changesOf(tree: Tree, workerFile: string): Promise<Changes> {
  rmSync(COPY, { recursive: true, force: true });
  cpSync(tree.folder, COPY, { recursive: true, preserveTimestamps: true });
  const worker = { file: workerFile, threads: 2 };
  try {
    deleteIndex(COPY);
    const first = openBench(COPY, worker);
    const coldMs = await time(() => first.indexer.look());
    await first.close();
    const start = performance.now();
    const bench = openBench(COPY, worker);
    await bench.indexer.look();
    const reopenMs = performance.now() - start;
    const syntax = await openSyntax(tree.language);
    const saved = await saveOften(bench, tree, syntax);
    const editMs = await editOften(bench, tree, syntax);
    const manyFiles = (await changeMany(bench, tree)) / coldMs;
    await bench.close();
    return { reopen: reopenMs / coldMs, saved, editMs, manyFiles };
  } finally {
    rmSync(COPY, { recursive: true, force: true });
    deleteIndex(COPY);
  }
}

async function saveOften({ indexer }: Running, { files }: Tree, syntax: Syntax): Promise<Percentiles> {
  const file = nearest(files, SAVED_BYTES);
  const text = readFileSync(join(COPY, file), 'utf8');
  const ratios: number[] = [];
  for (let at = 0; at < TIMES; at++) {
    await pause(PAUSE_MS);
    const name = `pithSaved${at}`;
    const changed = withFunction(text, name);
    const parseMs = Math.min(...[1, 2, 3].map(() => timeNow(() => syntax.parse(changed))));
    writeFileSync(join(COPY, file), changed);
    const ms = await time(async () => {
      indexer.filesChanged([file]);
      await indexer.flush();
    });
    if (indexer.store.symbolsNamed(name).length !== 1) throw new Error(`A saved file is not in the index: ${file}`);
    ratios.push(ms / parseMs);
  }
  return percentiles(ratios);
}

async function editOften({ indexer }: Running, { files }: Tree, syntax: Syntax): Promise<Percentiles> {
  const file = files[0] ?? '';
  const text = largeText(files, syntax);
  indexer.documentChanged(file, text);
  await indexer.flush();
  const times: number[] = [];
  for (let at = 0; at < TIMES; at++) {
    await pause(PAUSE_MS);
    const name = `pithEdited${at}`;
    const changed = withFunction(text, name, Math.floor((text.length * (at + 1)) / (TIMES + 2)));
    times.push(
      await time(async () => {
        indexer.documentChanged(file, changed);
        await indexer.flush();
      }),
    );
    if (indexer.store.symbolsNamed(name).length !== 1) throw new Error('An edit is not in the index.');
  }
  indexer.documentClosed(file);
  await indexer.flush();
  return percentiles(times);
}

/** Milliseconds for these files, taken as the whole tree, so that its cold index is the measure. */
async function changeMany({ indexer }: Running, { files, bytes }: Tree): Promise<number> {
  const step = Math.max(1, Math.floor(files.length / MANY_FILES));
  const chosen = files.filter((_, at) => at % step === 0).slice(0, MANY_FILES);
  const size = chosen.reduce((sum, file) => sum + statSync(join(COPY, file)).size, 0);
  for (const file of chosen)
    writeFileSync(join(COPY, file), withFunction(readFileSync(join(COPY, file), 'utf8'), 'pithMany'));
  await pause(PAUSE_MS);
  const ms = await time(async () => {
    indexer.filesChanged(chosen);
    await indexer.flush();
  });
  const seen = indexer.store.symbolsNamed('pithMany').length;
  if (seen !== chosen.length) throw new Error(`${seen} of ${chosen.length} changed files are in the index.`);
  return (ms * bytes) / size;
}

/** A function more, at a line end near `at`, where a file has its declarations: before one of them. */
function withFunction(text: string, name: string, at = text.length): string {
  const next = text.indexOf('\nexport ', at);
  const place = next === -1 ? text.length : next + 1;
  return `${text.slice(0, place)}\nexport function ${name}(): number {\n  return 1\n}\n${text.slice(place)}`;
}

/** Of files that parse: what stands in a syntax error may be no declaration. */
function largeText(files: readonly string[], syntax: Syntax): string {
  let text = '';
  for (const file of files) {
    const next = readFileSync(join(COPY, file), 'utf8');
    if (syntax.errors(next).length === 0) text += next;
    if (text.length >= EDITED_CHARACTERS) break;
  }
  return text;
}

function nearest(files: readonly string[], bytes: number): string {
  const distance = (file: string): number => Math.abs(statSync(join(COPY, file)).size - bytes);
  return files.reduce((best, file) => (distance(file) < distance(best) ? file : best));
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function timeNow(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
