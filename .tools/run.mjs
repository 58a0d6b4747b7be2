// The door to every npm script: `node .tools/run.mjs <task> [arguments]`.
// Makes a fresh machine ready (Node, packages, grammars, build), skips what is up to date, then runs the task.

import { join } from 'node:path';
import { buildIsCurrent, grammarsAreThere } from './fresh.mjs';
import { withLock } from './lock.mjs';
import { cache, ensureNode, ensurePackages, giveUp, root, runNode } from './toolchain.mjs';

/** npm runs scripts in the repository; file names a user types are meant from where they typed them. */
const here = process.env.INIT_CWD ?? process.cwd();

/** What each task needs first, and the script that does it. */
const tasks = {
  start: { needs: 'build', script: '.tools/start.mjs' },
  pith: { needs: 'build', script: 'dist/server/main.js', cwd: here },
  test: { needs: 'build', script: '.tools/test.mjs' },
  'test:unit': { needs: 'grammars', script: '.tools/unit.mjs' },
  'test:e2e': { needs: 'build', script: '.tools/e2e.mjs' },
  'test:desktop': { needs: 'build', script: '.tools/desktop.mjs' },
  check: { needs: 'packages', script: '.tools/check.mjs' },
  bench: { needs: 'build', script: '.tools/bench.mjs' },
  train: { needs: 'grammars', script: '.tools/train.mjs' },
  package: { needs: 'build', script: '.tools/package.mjs' },
  code: { needs: 'build', script: '.tools/code.mjs' },
  build: { needs: 'build' },
  watch: { needs: 'grammars', script: '.tools/build.mjs', args: ['--watch'] },
};

const [name = '', ...args] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
if (!task) giveUp(`no task "${name}"; there are ${Object.keys(tasks).join(', ')}.`);

const node = await ensureNode();
const installed = await ensurePackages(node);
if (task.needs !== 'packages') await ensureGrammars(installed);
if (task.needs === 'build') await ensureBuild();
if (task.script) {
  const command = [join(root, task.script), ...(task.args ?? []), ...args];
  process.exitCode = await runNode(node, command, { cwd: task.cwd ?? root });
}

/** New packages may bring new grammars under the same names. */
async function ensureGrammars(packagesAreNew) {
  const isDone = () => !packagesAreNew && grammarsAreThere();
  if (!isDone()) await prepare('grammars.lock', isDone, '.tools/grammars.mjs');
}

async function ensureBuild() {
  if (!buildIsCurrent()) await prepare('build.lock', buildIsCurrent, '.tools/build.mjs');
}

/** Runs a step unless another process has done it while we waited for the lock. */
async function prepare(lock, isDone, script) {
  await withLock(join(cache, lock), async () => {
    if (isDone()) return;
    const code = await runNode(node, [script], { stdio: ['ignore', 2, 2] });
    if (code !== 0) process.exit(code);
  });
}
