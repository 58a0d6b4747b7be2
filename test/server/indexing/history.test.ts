// What is read of the history of real repositories, and what is kept of it.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../server/src/base/log.js';
import { FolderHistory } from '../../../server/src/indexing/history.js';

let base: string;
let root: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'pith-history-'));
  root = join(base, 'repository');
  mkdirSync(root);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const START = Date.UTC(2026, 0, 1) / 1_000;
const git = (...args: readonly string[]) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
const init = () => git('-c', 'init.defaultBranch=main', 'init', '--quiet');

function commit(day: number, message: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  git('add', '--all');
  const date = `@${START + day * 86_400} +0200`;
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', root, ...identity, 'commit', '--quiet', '--allow-empty', '-m', message], {
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  });
}

const opened = (folder = root) => new FolderHistory({ root: folder, directory: join(base, 'index'), log: silentLog });
const kept = () => join(base, 'index', 'history');

test('commits with their words, their files and their age before the one at hand', async () => {
  init();
  commit(0, 'Add the upload', { 'a.ts': '1', 'lib/größe.ts': '1' });
  commit(1, 'Retry uploads\n\nThree times: maxRetries', { 'a.ts': '2', 'a b.ts': '1' });
  commit(3, 'Nothing', {});
  commit(3.5, 'Gone', { 'a.ts': '3' });
  expect(await opened().commits()).toEqual([
    { daysAgo: 0, words: 'gone ', files: ['a.ts'] },
    { daysAgo: 2.5, words: 'retry upload thre time max retry ', files: ['a b.ts', 'a.ts'] },
    { daysAgo: 3.5, words: 'add upload ', files: ['a.ts', 'lib/größe.ts'] },
  ]);
});

test('of a folder in a repository: what changed there, with its names', async () => {
  init();
  commit(0, 'Both', { 'app/a.ts': '1', 'lib/b.ts': '1' });
  commit(1, 'Elsewhere', { 'lib/b.ts': '2' });
  expect(await opened(join(root, 'app')).commits()).toEqual([{ daysAgo: 1, words: 'both ', files: ['a.ts'] }]);
});

test('a sweep through more than a hundred files says nothing, and so does what is older than three years', async () => {
  init();
  commit(-3 * 365 - 1, 'Ancient', { 'a.ts': '1' });
  commit(0, 'Sweep', Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`f${at}.ts`, '1'])));
  commit(0, 'Upload', { 'a.ts': '2' });
  expect((await opened().commits())?.map(({ words }) => words)).toEqual(['upload ']);
});

test.each([
  ['no git', () => undefined],
  ['no commits', () => void init()],
  ['a repository that is none', () => writeFileSync(join(root, '.git'), 'gitdir: nowhere\n')],
  ['no folder', () => rmSync(root, { recursive: true })],
])('with %s nothing is known', async (_, prepare) => {
  prepare();
  expect(await opened().commits()).toBeUndefined();
  expect(existsSync(kept())).toBe(false);
});

test('a shallow clone knows what it has', async () => {
  init();
  commit(0, 'First', { 'a.ts': '1' });
  commit(1, 'Second', { 'b.ts': '1' });
  const clone = join(base, 'shallow');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', pathToFileURL(root).href, clone]);
  // Git shows its one commit as if it had made everything.
  expect(await opened(clone).commits()).toEqual([{ daysAgo: 0, words: 'second ', files: ['a.ts', 'b.ts'] }]);
});

test('is kept, and read again only for another commit', async () => {
  init();
  commit(0, 'First', { 'a.ts': '1' });
  const first = await opened().commits();
  const written = readFileSync(kept());
  expect(await opened().commits()).toEqual(first);
  expect(readFileSync(kept())).toEqual(written);
  commit(1, 'Second', { 'a.ts': '2' });
  expect((await opened().commits())?.map(({ words }) => words)).toEqual(['second ', 'first ']);
  git('checkout', '--quiet', 'HEAD~1');
  expect(await opened().commits()).toEqual(first);
});

test.each<[what: string, spoil: () => void]>([
  ['garbage', () => writeFileSync(kept(), 'garbage')],
  ['cut off', () => writeFileSync(kept(), readFileSync(kept()).subarray(0, 20))],
  ['empty', () => writeFileSync(kept(), '')],
  [
    'a folder',
    () => {
      rmSync(kept());
      mkdirSync(kept());
    },
  ],
])('what is kept may be %s', async (_, spoil) => {
  init();
  commit(0, 'First', { 'a.ts': '1' });
  const first = await opened().commits();
  spoil();
  expect(await opened().commits()).toEqual(first);
});

test('questions at the same time ask git once, and the answer holds for two seconds', async () => {
  init();
  commit(0, 'First', { 'a.ts': '1' });
  const history = opened();
  const [a, b] = [history.commits(), history.commits()];
  expect(a).toBe(b);
  const first = await a;
  commit(1, 'Second', { 'a.ts': '2' });
  expect(await history.commits()).toEqual(first);
});

test('messages with signs of our own are no commits of their own', async () => {
  init();
  commit(0, 'Upload \u0002 x \u0001 y', { 'a.ts': '1' });
  expect((await opened().commits())?.map(({ files }) => files)).toEqual([['a.ts']]);
});
