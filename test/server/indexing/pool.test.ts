// The pool against workers that die, fail and never answer: a stand-in for the worker does so for certain names of files.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Extractor } from '../../../server/src/indexing/extractor.js';
import { openPool } from '../../../server/src/indexing/pool.js';

const base = mkdtempSync(join(tmpdir(), 'pith-pool-'));
const workerFile = join(base, 'worker.mjs');
writeFileSync(
  workerFile,
  `import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ files }) => {
  const names = files.map(({ name }) => name);
  if (names.includes('dies')) process.exit(3);
  if (names.includes('throws')) throw new Error('a bug');
  if (names.includes('fills')) { const all = []; for (;;) all.push(new Array(1e6).fill({})); }
  if (names.includes('hangs')) return;
  if (names.includes('fails')) parentPort.postMessage({ failure: 'a bug that was caught' });
  else parentPort.postMessage({
    changes: names.map((name) => ({ kind: 'remove', name })),
    runtimeBytes: names.includes('large') ? 1e9 : 0,
  });
});
`,
);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const open = (threads: number): Extractor =>
  openPool({ workerFile, threads, grammarsDirectory: '', runtimeWasm: '', maxParseLength: 1 });

const run = (pool: Extractor, ...names: readonly string[]) =>
  pool.run({ root: '', files: names.map((name) => ({ name })), limits: { maxFileBytes: 1 } });

/** What became of each file. */
async function ran(pool: Extractor, ...names: readonly string[]): Promise<string[]> {
  const changes = await run(pool, ...names);
  return changes.map((change) =>
    change.kind === 'leftOut' ? `${change.state.name}: ${change.reason}` : change.kind === 'remove' ? change.name : '?',
  );
}

test.each(['dies', 'throws', 'fills', 'fails'])('a file whose worker %s is left out, and no other', async (how) => {
  const pool = open(2);
  const others = ['c', 'd', 'large', 'e', 'f'].map((name) => ran(pool, name));
  expect(await ran(pool, 'a', how, 'b')).toEqual(['a', `${how}: cannot be parsed`, 'b']);
  expect(await Promise.all(others)).toEqual([['c'], ['d'], ['large'], ['e'], ['f']]);
  expect(await ran(pool, 'g')).toEqual(['g']);
  await pool.close();
});

test('closing ends workers that are at work, and rejects what waits for them', async () => {
  const pool = open(1);
  const works = [run(pool, 'hangs', 'a'), run(pool, 'b'), run(pool, 'c')].map((work) => work.then(String, String));
  await sleep(200);
  await pool.close();
  expect(await Promise.all(works)).toEqual(Array(3).fill('Error: the pool is closed'));
  await expect(run(pool, 'd')).rejects.toThrow('the pool is closed');
});
