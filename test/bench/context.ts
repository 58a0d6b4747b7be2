// Context queries: how long they take, and how good they are. Speed is measured on the large tree that indexing is
// measured on; quality needs data that is not part of this repository (`--data DIR`, see README).

import { setFlagsFromString } from 'node:v8';
import { speedOf } from './context/speed.js';
import { bundleWorker, V8_FLAGS } from './indexing/runtime.js';
import { TREES } from './indexing/treeChoices.js';
import { mixedTree, openTrees } from './indexing/trees.js';

export async function run() {
  setFlagsFromString(V8_FLAGS);
  const workerFile = await bundleWorker();
  const large = mixedTree(openTrees(TREES));
  return { speed: await speedOf(large.folder, workerFile) };
}
