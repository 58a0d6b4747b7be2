// Who turns files into changes of the index: this thread, or a pool of workers (`pool.ts`). Both give the same changes.

import type { Change } from '../storage/indexStore.js';
import type { ExtractServices } from './extract.js';
import { changeOf, type FileLimits, type FileTask } from './extractFile.js';

export interface Batch {
  readonly root: string;
  readonly files: readonly FileTask[];
  readonly limits: FileLimits;
}

export interface Extractor {
  /** Batches that it can work on at once. */
  readonly width: number;
  /** In the order of the batch. */
  run(batch: Batch, signal?: AbortSignal): Promise<readonly Change[]>;
  close(): Promise<void>;
}

/** Works on this thread and lets others in between files. */
export function openLocalExtractor(services: () => Promise<ExtractServices>): Extractor {
  return {
    width: 1,
    async run({ root, files, limits }, signal) {
      const opened = await services();
      const changes: Change[] = [];
      for (const file of files) {
        signal?.throwIfAborted();
        changes.push(await changeOf(root, file, limits, opened));
        if (files.length > 1) await new Promise((resolve) => setImmediate(resolve));
      }
      return changes;
    },
    close: async () => undefined,
  };
}
