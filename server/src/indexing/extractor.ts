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

/** Of a file that an extractor fails at: it is looked at again with the next look, and no other file suffers. */
export const unparsed = (name: string): Change => ({
  kind: 'leftOut',
  state: { name, bytes: 0, mtimeMs: -1, hash: '' },
  reason: 'cannot be parsed',
});

/** Works on this thread and lets others in between files. What a file failed with goes to `onFailure`. */
export function openLocalExtractor(
  services: () => Promise<ExtractServices>,
  onFailure: (error: unknown) => void,
): Extractor {
  return {
    width: 1,
    async run({ root, files, limits }, signal) {
      const opened = await services();
      const changes: Change[] = [];
      for (const file of files) {
        signal?.throwIfAborted();
        try {
          changes.push(await changeOf(root, file, limits, opened));
        } catch (error) {
          signal?.throwIfAborted();
          onFailure(error);
          changes.push(unparsed(file.name));
        }
        if (files.length > 1) await new Promise((resolve) => setImmediate(resolve));
      }
      return changes;
    },
    close: async () => undefined,
  };
}
