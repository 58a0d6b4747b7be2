// A cold index of whole trees beside the floor, interleaved, the best of a few rounds of each: times drift by a factor of
// two on shared machines.

import { deleteIndex, type Floor, openBench } from './runtime.js';
import type { Tree } from './trees.js';

interface Cold {
  readonly floorMs: number;
  readonly twoWorkersMs: number;
  readonly oneThreadMs: number;
  readonly indexBytes: number;
}

export interface ColdOptions {
  readonly floor: Floor;
  readonly workerFile: string;
}

/** Times are in floors, room is in bytes of source. */
export interface ColdFigures {
  readonly twoWorkers: number;
  readonly oneThread: number;
  readonly bytes: number;
}

const ROUNDS = 3;

/** By tree, and of all together; `large` once, because it takes as long as all others. */
export async function coldFigures(
  trees: readonly Tree[],
  large: Tree,
  options: ColdOptions,
): Promise<Record<string, ColdFigures>> {
  const measured: { readonly tree: Tree; readonly cold: Cold }[] = [];
  for (const tree of trees) measured.push({ tree, cold: await coldOf(tree, options, ROUNDS) });
  const whole = await coldOf(large, options, 1);
  const sum = (value: (cold: Cold) => number): number => measured.reduce((all, { cold }) => all + value(cold), 0);
  const bytes = trees.reduce((all, tree) => all + tree.bytes, 0);
  const all: Cold = {
    floorMs: sum(({ floorMs }) => floorMs),
    twoWorkersMs: sum(({ twoWorkersMs }) => twoWorkersMs),
    oneThreadMs: sum(({ oneThreadMs }) => oneThreadMs),
    indexBytes: sum(({ indexBytes }) => indexBytes),
  };
  const entries = measured.map(({ tree, cold }) => [tree.language, figuresOf(cold, tree.bytes)] as const);
  return { all: figuresOf(all, bytes), large: figuresOf(whole, large.bytes), ...Object.fromEntries(entries) };
}

const figuresOf = ({ floorMs, twoWorkersMs, oneThreadMs, indexBytes }: Cold, sourceBytes: number): ColdFigures => ({
  twoWorkers: twoWorkersMs / floorMs,
  oneThread: oneThreadMs / floorMs,
  bytes: indexBytes / sourceBytes,
});

async function coldOf(tree: Tree, { floor, workerFile }: ColdOptions, rounds: number): Promise<Cold> {
  let best: Cold = { floorMs: Infinity, twoWorkersMs: Infinity, oneThreadMs: Infinity, indexBytes: 0 };
  for (let round = 0; round < rounds; round++) {
    const floorMs = await floor.time(tree);
    const two = await timeOf(tree, { file: workerFile, threads: 2 });
    const one = await timeOf(tree);
    report(tree, floorMs, { two, one });
    best = {
      floorMs: Math.min(best.floorMs, floorMs),
      twoWorkersMs: Math.min(best.twoWorkersMs, two.ms),
      oneThreadMs: Math.min(best.oneThreadMs, one.ms),
      indexBytes: two.bytes,
    };
  }
  return best;
}

interface Timed {
  readonly ms: number;
  /** Of all threads, which others on the machine disturb less. */
  readonly processorMs: number;
  readonly bytes: number;
}

function report(tree: Tree, floorMs: number, { two, one }: { readonly two: Timed; readonly one: Timed }): void {
  const [wall, processor] = [(timed: Timed) => timed.ms, (timed: Timed) => timed.processorMs].map((value) =>
    [two, one].map((timed) => (value(timed) / floorMs).toFixed(2)).join(' and '),
  );
  const floor = `floor ${Math.round(floorMs)} ms`;
  process.stderr.write(
    `pith: ${tree.name}: ${floor}, two workers and one thread ${wall}, processor ${processor} of it\n`,
  );
}

async function timeOf(tree: Tree, worker?: { readonly file: string; readonly threads: number }): Promise<Timed> {
  deleteIndex(tree.folder);
  const processor = process.cpuUsage();
  const start = performance.now();
  const bench = openBench(tree.folder, worker);
  try {
    await bench.indexer.look();
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(processor);
    const { files, leftOut } = bench.indexer.store.totals();
    const isWhole = files + leftOut + bench.indexer.status.leftOutCount >= tree.files.length;
    // A grammar that cannot be loaded leaves notes and an index that costs nothing; tables of numbers have some, too.
    const unparsed = bench.indexer.store.files().filter(({ note }) => note !== undefined).length;
    if (unparsed > tree.files.length / 100) throw new Error(`${tree.name}: ${unparsed} files were not parsed.`);
    if (!isWhole) throw new Error(`${tree.name}: only ${files} files are in the index.`);
    return { ms, processorMs: (user + system) / 1_000, bytes: bench.indexer.store.bytes() };
  } finally {
    await bench.close();
  }
}
