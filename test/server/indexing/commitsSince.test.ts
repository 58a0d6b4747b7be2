// How many commits came since, of real repositories.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CommitsSince, commitsSince } from '../../../server/src/indexing/commitsSince.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pith-commits-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const git = (...args: readonly string[]) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();

function commit(day: number, ...args: readonly string[]): string {
  const date = `@${(START + day * DAY) / 1_000} +0200`;
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', root, ...identity, ...args, '-m', `day ${day}`], {
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  });
  return git('rev-parse', 'HEAD');
}

const since = (day: number, offsetMs = 0): Promise<CommitsSince | undefined> =>
  commitsSince({ root, timeMs: START + day * DAY + offsetMs });

test('is the number of commits after the last one before', async () => {
  git('-c', 'init.defaultBranch=main', 'init', '--quiet');
  expect(await since(9)).toBeUndefined();
  const commits = [0, 1, 2, 3].map((day) => commit(day, 'commit', '--quiet', '--allow-empty'));
  expect(await since(9)).toEqual({ count: 0, commit: commits[3] });
  expect(await since(1)).toEqual({ count: 2, commit: commits[1] });
  expect(await since(2, 999)).toEqual({ count: 1, commit: commits[2] });
  expect(await since(2, -1)).toEqual({ count: 2, commit: commits[1] });
  expect(await since(-1)).toEqual({ count: 4 });
  mkdirSync(join(root, 'sub'));
  expect(await commitsSince({ root: join(root, 'sub'), timeMs: START })).toEqual({ count: 3, commit: commits[0] });

  // What was merged since counts, whenever it was written.
  git('checkout', '--quiet', '-b', 'side', commits[0] ?? '');
  commit(3.5, 'commit', '--quiet', '--allow-empty');
  git('checkout', '--quiet', 'main');
  commit(5, 'merge', '--quiet', '--no-ff', 'side');
  expect(await since(4)).toEqual({ count: 2, commit: commits[3] });
});

test('is unknown without git, without a repository and for a folder that is none', async () => {
  expect(await commitsSince({ root: join(root, 'none'), timeMs: START })).toBeUndefined();
  writeFileSync(join(root, '.git'), 'gitdir: /nowhere\n');
  expect(await since(1)).toBeUndefined();
  expect(await commitsSince({ root, timeMs: START, command: join(root, 'no-git') })).toBeUndefined();
  expect(await commitsSince({ root, timeMs: Number.NaN })).toBeUndefined();
});

test('is not waited for when nobody wants it any more', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(commitsSince({ root, timeMs: START, signal })).rejects.toThrow('enough');
});
