// A pool of worker threads that read and parse files. A worker that dies costs its batch one more try with each file
// alone, so that a file that kills a grammar is left out and all others are indexed.

import { Worker } from 'node:worker_threads';
import type { Change } from '../storage/indexStore.js';
import type { PartTables } from '../tokens/open.js';
import { type Batch, type Extractor, unparsed } from './extractor.js';
import type { Answer, WorkerData, WorkerOptions } from './worker.js';

export interface PoolOptions extends WorkerOptions {
  /** Path of the worker's bundle. */
  readonly workerFile: string;
  readonly threads: number;
  /** What all threads count with; each makes its own where absent. */
  readonly tables?: () => Promise<PartTables>;
}

/** Megabytes of JavaScript a worker may use; the WebAssembly of its grammars comes on top. */
const MAX_HEAP_MEGABYTES = 256;
/** What a batch leaves behind is garbage at once: more room for it only delays its collection. */
const YOUNG_MEGABYTES = 16;

/** A worker whose grammars have taken more memory than this for a large file is replaced. Usual ones take 20 to 40 MB. */
const MOST_RUNTIME_BYTES = 96 * 1024 * 1024;

/** Threads start with the first batch and end with `close`, whatever they are at; then what they were at rejects. */
export function openPool(options: PoolOptions): Extractor {
  const idle: Thread[] = [];
  const busy = new Set<Thread>();
  const waiting: ((thread: Thread) => void)[] = [];
  let isClosed = false;

  const take = async (): Promise<Thread> => {
    const free = idle.pop() ?? (busy.size < options.threads ? new Thread(options) : undefined);
    const thread = free ?? (await new Promise<Thread>((resolve) => waiting.push(resolve)));
    busy.add(thread);
    return thread;
  };
  const give = (thread: Thread): void => {
    busy.delete(thread);
    const next = waiting.shift();
    const usable = thread.isDead ? new Thread(options) : thread;
    if (!next) {
      idle.push(usable);
      return;
    }
    busy.add(usable);
    next(usable);
  };
  const attempt = async (batch: Batch): Promise<readonly Change[] | undefined> => {
    const thread = await take();
    try {
      // Whoever waited while it was closed gets a thread that never started.
      return isClosed ? undefined : await thread.run(batch);
    } catch {
      // It may be dead, and is not used again. What it died of is found by going through its files one by one.
      await thread.end();
      return undefined;
    } finally {
      give(thread);
    }
  };
  const mustBeOpen = (signal: AbortSignal | undefined): void => {
    signal?.throwIfAborted();
    if (isClosed) throw new Error('the pool is closed');
  };

  return {
    width: options.threads,
    async run(batch, signal) {
      mustBeOpen(signal);
      const changes = await attempt(batch);
      if (changes) return changes;
      const found: Change[] = [];
      for (const file of batch.files) {
        mustBeOpen(signal);
        const one = await attempt({ ...batch, files: [file] });
        if (!one) mustBeOpen(signal);
        found.push(...(one ?? [unparsed(file.name)]));
      }
      return found;
    },
    async close() {
      isClosed = true;
      // Also those at work: nobody waits for their answers any more.
      await Promise.all([...idle.splice(0), ...busy].map((thread) => thread.end()));
    },
  };
}

/** One worker with at most one batch at a time; it starts when it gets the first. */
class Thread {
  isDead = false;
  private worker: Worker | undefined;

  constructor(private readonly options: PoolOptions) {}

  async run(batch: Batch): Promise<readonly Change[]> {
    const tables = this.worker ? undefined : await this.options.tables?.();
    if (this.isDead) throw new Error('the worker was ended');
    const worker = this.worker ?? this.start(tables);
    this.worker = worker;
    return new Promise((resolve, reject) => {
      const ended = (work: () => void) => {
        worker.off('message', answered).off('error', failed).off('exit', left);
        work();
      };
      const answered = ({ changes, runtimeBytes = 0, failure }: Answer): void =>
        ended(() => {
          // Its answer is here: a new thread begins small again.
          if (runtimeBytes > MOST_RUNTIME_BYTES) void this.end();
          if (changes) resolve(changes);
          else reject(new Error(failure));
        });
      const failed = (error: unknown): void => ended(() => this.die(reject, error));
      const left = (): void => ended(() => this.die(reject, new Error('the worker ended')));
      worker.on('message', answered).on('error', failed).on('exit', left);
      worker.postMessage(batch);
    });
  }

  private start(tables: PartTables | undefined): Worker {
    const { workerFile, threads: _, tables: __, ...options } = this.options;
    const workerData: WorkerData = { ...options, ...(tables && { tables }) };
    const resourceLimits = { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
    return new Worker(workerFile, { workerData, resourceLimits });
  }

  async end(): Promise<void> {
    this.isDead = true;
    await this.worker?.terminate();
  }

  private die(reject: (error: Error) => void, error: unknown): void {
    this.isDead = true;
    reject(error instanceof Error ? error : new Error(String(error)));
  }
}

/** How many threads indexing takes: what the user says, else the cores that are idle, and never all of them. */
export function threadsFor(setting: number, cores: number, load: number): number {
  const most = Math.max(1, cores - 1);
  if (setting > 0) return Math.min(setting, Math.max(1, cores));
  return Math.max(1, Math.min(most, MOST_THREADS, Math.floor(cores - load)));
}

/** More threads than this wait for the one that writes. */
const MOST_THREADS = 8;
