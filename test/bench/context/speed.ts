// How long a question takes on a large index, warm, from request to text, and how much memory answers keep.
// The questions are sentences of the sources' own comments: real English about this code, the same in every run.

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { silentLog } from '../../../server/src/base/log.js';
import { defaultSettings } from '../../../server/src/config.js';
import type { Engine } from '../../../server/src/engine.js';
import { openEngine } from '../../../server/src/openEngine.js';
import { GRAMMARS, RUNTIME_WASM } from '../compression/syntax.js';

export interface SpeedFigures {
  readonly chunks: number;
  readonly searchP50Ms: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly megabytesAboveRest: number;
}

const QUESTIONS = 150;
const BUDGET = 4_000;

export async function speedOf(folder: string, workerFile: string): Promise<SpeedFigures> {
  const engine = openBenchEngine(workerFile);
  try {
    await engine.index.setFolders({
      folders: [{ uri: pathToFileURL(resolve(folder)).href, name: 'bench' }],
      exclude: [],
    });
    const { status } = await engine.index.index({});
    const questions = questionsOf(engine);
    const rest = megabytes();
    const warm = questions.slice(0, 20);
    for (const query of warm) await engine.getContext({ query, budgetTokens: BUDGET, purpose: 'preview' });
    const searches: number[] = [];
    const contexts: number[] = [];
    for (const query of questions.slice(20)) {
      contexts.push(await timed(() => engine.getContext({ query, budgetTokens: BUDGET, purpose: 'output' })));
      searches.push(await timed(() => engine.searchCode({ query })));
    }
    return {
      chunks: status.folders.reduce((sum, { chunks }) => sum + chunks, 0),
      searchP50Ms: quantile(searches, 0.5),
      p50Ms: quantile(contexts, 0.5),
      p95Ms: quantile(contexts, 0.95),
      megabytesAboveRest: megabytes() - rest,
    };
  } finally {
    await engine.close();
  }
}

export function openBenchEngine(workerFile: string): Engine {
  const directory = resolve('.cache', 'bench', 'context');
  return openEngine({
    settings: defaultSettings,
    version: '0.0.0',
    cacheDirectory: join(directory, 'cache'),
    dataDirectory: join(directory, 'data'),
    workerFile,
    log: silentLog,
    grammarsDirectory: resolve(GRAMMARS),
    runtimeWasm: RUNTIME_WASM,
    now: () => new Date(),
  });
}

/** Doc sentences spread evenly over the files. */
function questionsOf({ index }: Engine): readonly string[] {
  const docs = index.folders.flatMap(({ indexer: { store } }) =>
    store.files().flatMap(({ id, symbols }) =>
      symbols === 0
        ? []
        : store
            .symbolsOf(id)
            .flatMap(({ doc }) => (doc !== undefined && doc.length > 40 ? [doc] : []))
            .slice(0, 2),
    ),
  );
  const step = Math.max(1, Math.floor(docs.length / QUESTIONS));
  return docs.filter((_, at) => at % step === 0).slice(0, QUESTIONS);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function megabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1_048_576;
}
