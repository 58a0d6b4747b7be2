// Memory of a process that indexes a large tree and then rests, read from the kernel: all threads and their WebAssembly.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { bundle, deleteIndex } from './runtime.js';
import type { Tree } from './trees.js';

export interface Memory {
  readonly peakMegabytes: number;
  readonly restMegabytes: number;
}

/** Undefined where the kernel does not tell. */
export async function memoryOf(tree: Tree, workerFile: string): Promise<Memory | undefined> {
  if (process.platform !== 'linux') {
    process.stderr.write('pith: SKIPPED: memory is read from /proc, which is only on Linux\n');
    return undefined;
  }
  const child = await bundle('test/bench/indexing/memoryChild.ts', 'memory.mjs');
  deleteIndex(tree.folder);
  const run = spawnSync(process.execPath, [child, tree.folder, workerFile], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  deleteIndex(tree.folder);
  if (run.status !== 0) throw new Error('the process that was to be measured failed');
  return JSON.parse(run.stdout) as Memory;
}

/** A field of /proc/self/status, in megabytes (of 2^20 bytes). */
export function ofThisProcess(field: 'VmHWM' | 'VmRSS'): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) / 1_024;
}
