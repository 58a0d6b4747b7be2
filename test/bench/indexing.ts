// The index of a workspace: what it costs beside a mere parse of the same files, and how much of what other tools know
// of them it knows. `--only=cold,changes,memory,definitions,calls` runs a part, `--list` names the differences behind the
// shares, `--repos DIR` takes the folders of DIR instead of the trees that are fetched.

import { setFlagsFromString } from 'node:v8';
import { callFigures } from './indexing/calls.js';
import { changesOf } from './indexing/changes.js';
import { coldFigures } from './indexing/cold.js';
import { definitionFigures } from './indexing/definitionFigures.js';
import { memoryOf } from './indexing/memory.js';
import { bundleWorker, deleteIndexes, Floor, V8_FLAGS } from './indexing/runtime.js';
import { EDGE_TREES, SMALL_TREES, TREES } from './indexing/treeChoices.js';
import { foldersIn, mixedTree, openTrees, sampleOf, type Tree } from './indexing/trees.js';

/** Files of a tree that a cold index is made of; with six languages three rounds take some minutes. */
const COLD_FILES = 1_000;

export async function run() {
  setFlagsFromString(V8_FLAGS);
  const { only, list, repos } = options(process.argv);
  const wants = (part: string): boolean => only === undefined || only.includes(part);
  const trees = repos === undefined ? openTrees(TREES) : await foldersIn(repos);
  const workerFile = await bundleWorker();
  const samples = repos === undefined ? trees.map((tree) => sampleOf(tree, COLD_FILES)) : trees;
  const large = repos === undefined ? mixedTree(trees) : trees.reduce(larger);
  const changed = trees.find(({ language }) => language === 'typescript');
  const floor = new Floor();
  const figures = {
    ...(wants('cold') && { cold: await coldFigures(samples, large, { floor, workerFile }) }),
    ...(wants('changes') && changed && { changes: await changesOf(changed, workerFile) }),
    ...(wants('memory') && { memory: await memoryOf(large, workerFile) }),
    ...(wants('definitions') && { definitions: await definitionFigures([...trees, ...small(repos)], list) }),
    ...(wants('calls') && { calls: await callFigures(repos === undefined ? openTrees(EDGE_TREES) : trees, list) }),
  };
  deleteIndexes();
  return figures;
}

const small = (repos: string | undefined): readonly Tree[] => (repos === undefined ? openTrees(SMALL_TREES) : []);

const larger = (a: Tree, b: Tree): Tree => (b.bytes > a.bytes ? b : a);

function options(argv: readonly string[]) {
  const flag = (name: string): string | undefined => {
    const at = argv.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
    return at === -1 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  };
  return { only: flag('--only')?.split(','), list: argv.includes('--list'), repos: flag('--repos') };
}
