// `pith context` and `pith search` as processes, where what is around them is not as it should be.

import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { usePlace } from '../support/host.js';

const { folder, data, write, pith } = usePlace();

const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args]);
const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];

beforeAll(() => {
  write('src/my dir/größe übung.ts', 'export function upload() {\n  return retryForever();\n}\n');
  write('src/wait.ts', 'export function waits() {\n  return 1;\n}\n');
  git('-c', 'init.defaultBranch=main', 'init', '--quiet');
});

const hits = async (...args: readonly string[]) => {
  const { code, out, err } = await pith(['search', '--json', ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out).hits.map(({ path }: { path: string }) => path);
};

test('a repository without commits, and no git at all', async () => {
  expect(await hits('retryForever')).toEqual(['src/my dir/größe übung.ts']);
  const without = await pith(['search', 'retryForever'], { env: { PATH: '' } });
  expect(without).toMatchObject({ code: 0, out: expect.stringContaining('src/my dir/größe übung.ts:1-3') });
});

test('history is used, and read anew where what is kept of it is damaged', async () => {
  git('add', '--all');
  git(...identity, 'commit', '--quiet', '-m', 'Retry the upload');
  const answer = () => pith(['search', 'upload', '--explain']);
  const first = await answer();
  expect(first.err).toMatch(/likestCommit/);
  const [index = ''] = readdirSync(join(data, 'cache', 'index'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('history'),
  );
  const file = join(data, 'cache', 'index', index);
  writeFileSync(file, 'garbage');
  expect(await answer()).toEqual(first);
  rmSync(file);
  expect(await answer()).toEqual(first);
});

test('a megabyte of a log is a question, of which little comes back', async () => {
  const stdin = `upload retries forever\n${'at x (/srv/app/src/wait.ts:1:1)\n'.repeat(32_000)}`;
  const { code, out, err } = await pith(['context', '--budget', '200'], { stdin });
  expect(code).toBe(0);
  expect(out).toContain('export function waits() {');
  expect(err.length).toBeLessThan(2_000);
});

test('an answer in small change: budgets of almost nothing', async () => {
  for (const budget of ['1', '2', '20']) {
    const { code, out } = await pith(['context', 'upload', '--budget', budget, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).tokens).toBeLessThanOrEqual(Number(budget));
  }
});
