// Files to batches for the threads that read them, and waiting for the lanes that carry them.

import type { FileTask } from './extractFile.js';

/** Bytes and files of a batch: large enough that its way to a thread costs nothing, small enough to write in 20 ms. */
export const BATCH_BYTES = 256 * 1024;
export const BATCH_FILES = 32;

export interface SizedTask extends FileTask {
  readonly bytes: number;
}

/** Neighbours stay together, so that what is interesting is there first; large files are alone. */
export function batchesOf(tasks: readonly SizedTask[]): { readonly small: FileTask[][]; readonly large: FileTask[][] } {
  const [small, large]: [FileTask[][], FileTask[][]] = [[], []];
  let bytes = Infinity;
  for (const { bytes: size, ...task } of tasks) {
    const last = small.at(-1);
    if (size > BATCH_BYTES) large.push([task]);
    else if (!last || bytes + size > BATCH_BYTES || last.length >= BATCH_FILES) {
      small.push([task]);
      bytes = size;
    } else {
      last.push(task);
      bytes += size;
    }
  }
  return { small, large };
}

/** Waits for all, so that none goes on behind our back, and rejects with what failed first. */
export async function allOrFirst(works: readonly Promise<void>[], onFailure: () => void): Promise<void> {
  const failures: unknown[] = [];
  const failed = (error: unknown) => {
    failures.push(error);
    onFailure();
  };
  await Promise.all(works.map((work) => work.catch(failed)));
  if (failures.length > 0) throw failures[0];
}
