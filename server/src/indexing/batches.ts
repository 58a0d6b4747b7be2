// Files to batches for the threads that read them, and waiting for the lanes that carry them.

import type { FileTask } from './extractFile.js';

/** Bytes and files of a batch: large enough that its way to a thread costs nothing, small enough to write in 20 ms. */
export const BATCH_BYTES = 256 * 1024;
export const BATCH_FILES = 32;

export interface SizedTask extends FileTask {
  readonly bytes: number;
}

/** For a pool of threads a batch is at most this share of what is left, so that all of them end together. */
const SHARE_OF_REST = 1 / 8;
const LEAST_BYTES = 32 * 1024;
const LEAST_FILES = 4;

/** Neighbours stay together, so that what is interesting is there first; large files are alone. */
export function batchesOf(
  tasks: readonly SizedTask[],
  isForPool: boolean,
): { readonly small: FileTask[][]; readonly large: FileTask[][] } {
  const [small, large]: [FileTask[][], FileTask[][]] = [[], []];
  const rest = { bytes: tasks.reduce((sum, { bytes }) => sum + Math.min(bytes, BATCH_BYTES), 0), files: tasks.length };
  const limit = (most: number, least: number, left: number): number =>
    isForPool ? Math.min(most, Math.max(least, left * SHARE_OF_REST)) : most;
  let [bytes, mostBytes, mostFiles] = [0, 0, 0];
  for (const { bytes: size, ...task } of tasks) {
    const last = small.at(-1);
    if (size > BATCH_BYTES) large.push([task]);
    else if (!last || bytes + size > mostBytes || last.length >= mostFiles) {
      small.push([task]);
      bytes = size;
      mostBytes = limit(BATCH_BYTES, LEAST_BYTES, rest.bytes);
      mostFiles = limit(BATCH_FILES, LEAST_FILES, rest.files);
    } else {
      last.push(task);
      bytes += size;
    }
    rest.bytes -= Math.min(size, BATCH_BYTES);
    rest.files--;
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
