// Precision and recall of call edges in whole TypeScript projects.

import { compareCalls, type EdgeFigures, resolverOf, THRESHOLDS } from './callEdges.js';
import { callsIn } from './callTruth.js';
import { sample } from './definitionFigures.js';
import { deleteIndex, openBench } from './runtime.js';
import type { Tree } from './trees.js';

type CallFigures = Readonly<Record<string, number>>;

export async function callFigures(trees: readonly Tree[], list: boolean): Promise<Record<string, CallFigures>> {
  const figures: Record<string, CallFigures> = {};
  for (const tree of trees) {
    if (tree.language !== 'typescript') continue;
    const files = tree.files.filter((file) => /\.[cm]?tsx?$/.test(file));
    const { calls, unknown } = callsIn(tree.folder, files);
    deleteIndex(tree.folder);
    const bench = openBench(tree.folder);
    await bench.indexer.look();
    const compared = compareCalls(calls, resolverOf(tree.folder, bench.indexer.store, bench.packages()));
    await bench.close();
    report(tree, compared, unknown, list);
    figures[tree.name] = figuresOf(compared);
  }
  return figures;
}

function figuresOf({ toSymbols, precision, recalled, byEvidence }: EdgeFigures): CallFigures {
  const figures: Record<string, number> = {};
  for (const threshold of THRESHOLDS) {
    const { edges, right } = precision[threshold] ?? { edges: 0, right: 0 };
    figures[`precision at ${threshold}`] = share(right, edges);
    figures[`recall at ${threshold}`] = share(recalled[threshold] ?? 0, toSymbols);
  }
  for (const [evidence, { edges, right }] of Object.entries(byEvidence))
    figures[`precision by ${evidence}`] = share(right, edges);
  return figures;
}

const share = (part: number, all: number): number => (all === 0 ? 1 : part / all);

function report({ name, files }: Tree, compared: EdgeFigures, unknown: number, list: boolean): void {
  const { calls, toSymbols, unseen, wrong, missed, byEvidence } = compared;
  say(
    `${name}: ${files.length} files, ${calls} calls known to the checker (${unknown} are not), ${toSymbols} of symbols`,
  );
  const evidence = Object.entries(byEvidence).map(([by, { edges }]) => `${edges} by ${by}`);
  say(
    `  candidates: ${evidence.join(', ')}; ${missed.length} true edges without any, at ${unseen} of them no use is known`,
  );
  if (!list) return;
  for (const example of sample(wrong)) say(`  wrong: ${example}`);
  for (const example of sample(missed)) say(`  missed: ${example}`);
}

const say = (message: string): boolean => process.stderr.write(`pith: ${message}\n`);
