// The shell around `changeOf` in a worker thread: a batch in, its changes out. Workers never open the store.

import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { config } from '@vscode/l10n';
import { openLanguages } from '../languages/open.js';
import { runtimeBytes } from '../languages/runtime.js';
import type { Change } from '../storage/indexStore.js';
import { openPartCounter, type PartTables } from '../tokens/open.js';
import type { Batch } from './extractor.js';
import { changeOf } from './extractFile.js';

export interface WorkerOptions {
  readonly grammarsDirectory: string;
  readonly runtimeWasm: string;
  readonly maxParseLength: number;
  /** Translations of notes; English where absent. */
  readonly l10n?: Record<string, string>;
}

export interface WorkerData extends WorkerOptions {
  readonly tables?: PartTables;
}

export interface Answer {
  readonly changes?: readonly Change[];
  /** The memory of its grammars, which never shrinks. */
  readonly runtimeBytes?: number;
  readonly failure?: string;
}

// It comes from `pool.ts` and nobody else; to check it with a schema would be a fifth of the start.
const { l10n, tables, ...options }: WorkerData = workerData;
if (l10n) config({ contents: l10n });
beNice();

const languages = openLanguages(options);
const counter = await openPartCounter(tables);
const services = { languages, counter, maxParseLength: options.maxParseLength };

parentPort?.on('message', async ({ root, files, limits }: Batch) => {
  try {
    const changes: Change[] = [];
    for (const file of files) changes.push(await changeOf(root, file, limits, services));
    parentPort?.postMessage({ changes, runtimeBytes: runtimeBytes() } satisfies Answer, transfers(changes));
  } catch (error) {
    const failure = error instanceof Error ? error.stack?.replace(error.message, '') : typeof error;
    parentPort?.postMessage({ failure: failure ?? 'unknown' } satisfies Answer);
  }
});

/** Only Linux gives each thread a priority of its own; elsewhere this would slow the host. */
function beNice(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A container may forbid it: then the threads compete as equals.
  }
}

function transfers(changes: readonly Change[]): ArrayBuffer[] {
  const buffers = changes.flatMap((change) => (change.kind === 'put' ? [change.facts.blob.buffer] : []));
  // Small blobs may share a buffer of Node's pool, which must stay here.
  return buffers.filter(
    (buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer && buffer.byteLength > POOL_BYTES,
  );
}

const POOL_BYTES = Buffer.poolSize;
