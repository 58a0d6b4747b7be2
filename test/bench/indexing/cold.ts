// A cold index of whole trees beside the floor, interleaved, the best of a few rounds of each: times drift by a factor of
// two on shared machines.

import { join } from 'node:path';
import { deleteIndex, type Floor, openBench } from './runtime.js';
import type { Tree } from './trees.js';

export interface Cold {
  readonly floorMs: number;
  readonly twoWorkersMs: number;
  readonly oneThreadMs: number;
  readonly indexBytes: number;
}

export interface ColdOptions {
  readonly floor: Floor;
  readonly workerFile: string;
  readonly rounds: number;
}

export async function coldOf(tree: Tree, { floor, workerFile, rounds }: ColdOptions): Promise<Cold> {
  let best: Cold = { floorMs: Infinity, twoWorkersMs: Infinity, oneThreadMs: Infinity, indexBytes: 0 };
  for (let round = 0; round < rounds; round++) {
    const floorMs = await floor.time(tree);
    const two = await timeOf(tree, { file: workerFile, threads: 2 });
    const one = await timeOf(tree);
    const ratios = [two.ms, one.ms].map((ms) => (ms / floorMs).toFixed(2)).join(' and ');
    process.stderr.write(`pith: ${tree.name}: floor ${Math.round(floorMs)} ms, cold index ${ratios} of it\n`);
    best = {
      floorMs: Math.min(best.floorMs, floorMs),
      twoWorkersMs: Math.min(best.twoWorkersMs, two.ms),
      oneThreadMs: Math.min(best.oneThreadMs, one.ms),
      indexBytes: two.bytes,
    };
  }
  return best;
}

async function timeOf(
  tree: Tree,
  worker?: { readonly file: string; readonly threads: number },
): Promise<{ readonly ms: number; readonly bytes: number }> {
  deleteIndex(tree.folder);
  const start = performance.now();
  const bench = openBench(tree.folder, worker);
  try {
    await bench.indexer.look();
    const ms = performance.now() - start;
    const { files } = bench.indexer.store.totals();
    if (files !== tree.files.length) throw new Error(`${join(tree.folder)}: ${files} of ${tree.files.length} files are in the index.`);
    return { ms, bytes: bench.indexer.store.bytes() };
  } finally {
    await bench.close();
  }
}
