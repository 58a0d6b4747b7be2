// Context queries: how long they take, and how good they are. Speed is measured on trees that indexing is measured on;
// quality needs data that is not part of this repository: `--data DIR --mirror DIR` (see README), `--fast` for the short
// list, `--ablate` for what each signal adds, `--only=speed,issues,commits`.

import { setFlagsFromString } from 'node:v8';
import { qualityOf } from './context/quality.js';
import { speedOf } from './context/speed.js';
import { bundleWorker, V8_FLAGS } from './indexing/runtime.js';
import { TREES } from './indexing/treeChoices.js';
import { openTrees } from './indexing/trees.js';

export async function run() {
  setFlagsFromString(V8_FLAGS);
  const workerFile = await bundleWorker();
  const flag = (name: string): string | undefined =>
    process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [data, mirror, only] = [flag('data'), flag('mirror'), flag('only')?.split(',')];
  const wants = (part: string): boolean => only === undefined || only.includes(part);
  const source = data !== undefined &&
    mirror !== undefined && { data, mirror, isFast: process.argv.includes('--fast') };
  const ablates = process.argv.includes('--ablate');
  return {
    ...(wants('speed') && { speed: await speedOf(speedTree(), workerFile) }),
    ...(source && wants('issues') && { issues: await qualityOf('issues', source, workerFile, ablates) }),
    ...(source && wants('commits') && { commits: await qualityOf('commits', source, workerFile, ablates) }),
  };
}

/** About 36,000 chunks. */
function speedTree(): string {
  const tree = openTrees(TREES).find(({ language }) => language === SPEED_LANGUAGE);
  if (!tree) throw new Error(`There is no tree of ${SPEED_LANGUAGE}.`);
  return tree.folder;
}

const SPEED_LANGUAGE = 'java';
