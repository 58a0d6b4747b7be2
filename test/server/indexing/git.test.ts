// Git as a program that may be missing, slow, or say too much.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { git } from '../../../server/src/indexing/git.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pith-git-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program in place of git. */
function program(script: string): string {
  const path = join(root, 'program');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('what git says, without the white space around it', async () => {
  expect(await git({ root, command: program('echo; echo " $#"') }, 'log')).toMatch(/^\d+$/);
});

test('nothing is known where git is missing, fails, is no repository, or says too much', async () => {
  expect(await git({ root, command: join(root, 'nowhere') }, 'log')).toBeUndefined();
  expect(await git({ root, command: program('echo x; exit 1') }, 'log')).toBeUndefined();
  expect(await git({ root }, 'log', '-1')).toBeUndefined();
  expect(await git({ root: join(root, 'nowhere') }, 'log', '-1')).toBeUndefined();
  expect(await git({ root, command: program('echo 123456'), maxOutputBytes: 3 }, 'log')).toBeUndefined();
});

test('a git that does not end is ended', async () => {
  const started = performance.now();
  expect(await git({ root, command: program('exec sleep 60'), timeoutMs: 200 }, 'log')).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('whoever takes the question back hears of it', async () => {
  const abort = new AbortController();
  const asked = git({ root, command: program('exec sleep 60'), signal: abort.signal }, 'log');
  abort.abort(new Error('taken back'));
  await expect(asked).rejects.toThrow('taken back');
});

test('no program that a repository names is run', async () => {
  execFileSync('git', ['-C', root, '-c', 'init.defaultBranch=main', 'init', '--quiet']);
  const trap = program(`touch ${join(root, 'ran')}`);
  for (const key of ['core.fsmonitor', 'core.pager', 'diff.external', 'core.sshCommand'])
    execFileSync('git', ['-C', root, 'config', key, trap]);
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', root, ...identity, 'commit', '--quiet', '--allow-empty', '-m', 'One']);
  rmSync(join(root, 'ran'), { force: true });
  expect(await git({ root }, 'log', '-1', '--format=%s', 'HEAD', '--')).toBe('One');
  expect(() => rmSync(join(root, 'ran'))).toThrow(/ENOENT/);
});
