// Which files there are, over real folders; every case also asks for each file alone, and must hear the same.
// That rules are read as git reads them is `list.git.test.ts`.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ListOptions, listFiles, PathRules } from '../../../server/src/indexing/list.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pith-list-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const OPTIONS = { maxFiles: 1_000, maxFileBytes: 1_000, include: [], exclude: [] };

const DATA = 'dependencies or tool data';

type Tree = Readonly<Record<string, string>>;

const make = (tree: Tree) => {
  for (const [name, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
};

interface Expected {
  readonly files?: readonly string[];
  readonly leftOut?: Readonly<Record<string, string>>;
  readonly options?: Partial<ListOptions>;
  /** The listed folder, where it is not the root of the tree. */
  readonly folder?: string;
}

const check = async (tree: Tree, { files, leftOut, options, folder = '' }: Expected) => {
  make(tree);
  const listed = join(root, folder);
  const listing = await listFiles(listed, { ...OPTIONS, ...options });
  const names = listing.files.map(({ name }) => name);
  const reasons = Object.fromEntries(listing.leftOut.map(({ name, reason }) => [name, reason]));
  if (files) expect(names).toEqual(files);
  if (leftOut) expect(reasons).toEqual(leftOut);
  expect(listing.leftOutCount).toBe(listing.leftOut.length);

  const single = new PathRules(listed, { ...OPTIONS, ...options });
  const within = folder === '' ? '' : `${folder}/`;
  const made = Object.keys(tree).flatMap((name) => (name.startsWith(within) ? name.slice(within.length) : []));
  for (const name of [...made, ...names, ...Object.keys(reasons)]) {
    const whole = Object.entries(reasons).find(([prefix]) => prefix.endsWith('/') && name.startsWith(prefix));
    expect([name, await single.reason(name)]).toEqual([name, whole?.[1] ?? reasons[name]]);
  }
};

test('files come in order of their names, with what a change of them shows in', async () => {
  await check(
    { 'b.ts': 'b', 'a/z.ts': '', 'a.ts': 'aa', 'a-b/c.ts': '' },
    { files: ['a-b/c.ts', 'a.ts', 'a/z.ts', 'b.ts'] },
  );
  utimesSync(join(root, 'a.ts'), 1, 1.5);
  const { files } = await listFiles(root, OPTIONS);
  expect(files[1]).toEqual({ name: 'a.ts', bytes: 2, mtimeMs: 1_500 });
});

test('.ignore has the word over .gitignore, in both directions', () =>
  check(
    {
      '.gitignore': 'gen\n*.log\n',
      '.ignore': '!gen\n/docs/\n',
      'gen/a.ts': '',
      'docs/a.md': '',
      'x/docs/.gitignore': '!*.log',
      'x/docs/a.log': '',
      'x/a.log': '',
    },
    {
      files: ['.gitignore', '.ignore', 'gen/a.ts', 'x/docs/.gitignore', 'x/docs/a.log'],
      leftOut: { 'docs/': 'ignored', 'x/a.log': 'ignored' },
    },
  ));

test('what is in an ignored folder is ignored, whatever a file in it says', () =>
  check(
    { '.gitignore': 'out/', 'out/.gitignore': '!*', 'out/deep/.ignore': '!*', 'out/deep/a.ts': '', 'a.ts': '' },
    { files: ['.gitignore', 'a.ts'], leftOut: { 'out/': 'ignored' } },
  ));

test('a folder that a deeper file takes back is not held against what is in it', () =>
  check(
    { '.gitignore': 'b', 'a/.gitignore': '!b', 'a/b/c.ts': '', 'b/c.ts': '' },
    { files: ['.gitignore', 'a/.gitignore', 'a/b/c.ts'], leftOut: { 'b/': 'ignored' } },
  ));

test('a repository in the folder starts anew, but stays as private and as hidden from searches', () =>
  check(
    {
      '.gitignore': '*.gen.ts',
      '.aiignore': 'own.ts',
      '.ignore': '*.txt',
      'inner/.git/info/exclude': 'mine.ts',
      'inner/a.gen.ts': '',
      'inner/own.ts': '',
      'inner/mine.ts': '',
      'inner/a.txt': '',
      'other/.git': 'gitdir: nowhere',
      'other/a.gen.ts': '',
    },
    {
      files: ['.aiignore', '.gitignore', '.ignore', 'inner/a.gen.ts', 'other/a.gen.ts'],
      leftOut: {
        'inner/.git/': DATA,
        'inner/a.txt': 'ignored',
        'inner/mine.ts': 'ignored',
        'inner/own.ts': 'private',
        'other/.git': DATA,
      },
    },
  ));

test('each of the private files may keep a path private', () =>
  check(
    { '.pithignore': 'a.ts', '.copilotignore': '!a.ts\nb/', '.aiignore': '!*', 'a.ts': '', 'b/c.ts': '', 'd.ts': '' },
    { files: ['.aiignore', '.copilotignore', '.pithignore', 'd.ts'], leftOut: { 'a.ts': 'private', 'b/': 'private' } },
  ));

test('rules in UTF-16, as PowerShell writes them, keep private', async () => {
  writeFileSync(join(root, '.aiignore'), Buffer.from('\uFEFFa.ts\r\nä.ts\r\n', 'utf16le'));
  await check({ 'a.ts': '', 'ä.ts': '' }, { files: ['.aiignore'] });
});

test('of the folders above, rules hold up to the repository, and their names hide nothing', () =>
  check(
    {
      '.gitignore': 'outside.ts',
      '.config/.git/HEAD': '',
      '.config/.gitignore': '*.gen.ts\n/vendor/',
      '.config/vendor/app/a.gen.ts': '',
      '.config/vendor/app/outside.ts': '',
      '.config/vendor/app/b.ts': '',
    },
    { folder: '.config/vendor/app', files: ['b.ts', 'outside.ts'], leftOut: { 'a.gen.ts': 'ignored' } },
  ));

test('a folder that is private as a whole stays so when it is opened', () =>
  check(
    { '.git/HEAD': '', '.aiignore': 'plans/', 'plans/x/a.ts': '', 'plans/x/yarn.lock': '', 'plans/x/b/c.ts': '' },
    {
      folder: 'plans/x',
      files: [],
      leftOut: { 'a.ts': 'private', 'b/': 'private', 'yarn.lock': 'private' },
      options: { include: ['**'] },
    },
  ));

test("git's list for all repositories is the weakest", () => {
  const globalIgnoreFile = join(root, 'list');
  return check(
    { list: '*.swp\n/top.ts\nb.ts\n', '.gitignore': '!b.ts', 'a.swp': '', 'x/top.ts': '', 'top.ts': '', 'b.ts': '' },
    {
      options: { globalIgnoreFile },
      files: ['.gitignore', 'b.ts', 'list', 'x/top.ts'],
      leftOut: { 'a.swp': 'ignored', 'top.ts': 'ignored' },
    },
  );
});

test('work trees and submodules share the list of their repository', async () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root, stdio: 'pipe' });
  git('init', '--quiet', 'main');
  git('-C', 'main', 'commit', '--quiet', '--allow-empty', '-m', 'first');
  git('-C', 'main', 'worktree', 'add', '--quiet', '--detach', '../tree');
  make({ 'main/.git/info/exclude': 'mine.ts', 'tree/mine.ts': '' });
  await check(
    { 'tree/a.ts': '' },
    { folder: 'tree', files: ['a.ts'], leftOut: { '.git': DATA, 'mine.ts': 'ignored' } },
  );
  await check(
    { 'sub/.git': 'gitdir: ../modules/sub\n', 'modules/sub/info/exclude': 'a.ts', 'sub/a.ts': '', 'sub/b.ts': '' },
    { folder: 'sub', files: ['b.ts'], leftOut: { '.git': DATA, 'a.ts': 'ignored' } },
  );
});

test('what is left out by default comes in where a glob says so, but for secrets, binaries and what is private', () => {
  const tree = {
    '.gitignore': 'node_modules/\n*.log',
    '.aiignore': 'node_modules/own/private.ts',
    'node_modules/own/a.ts': '',
    'node_modules/own/.env': '',
    'node_modules/own/a.png': '',
    'node_modules/own/private.ts': '',
    'node_modules/other/a.pb.go': '',
    'src/third_party/lib/a.ts': '',
    'src/third_party/other/a.ts': '',
    'a.pb.go': '',
    'a.min.js': '',
    'yarn.lock': '',
    'a.log': '',
    '.git/a.ts': '',
  };
  return check(tree, {
    options: {
      include: ['node_modules/own', '**/third_party/lib/', '**/*.pb.go', 'yarn.lock', '**/*.log', '.git/**'],
      exclude: ['**/node_modules'],
    },
    files: ['.aiignore', '.gitignore', 'a.pb.go', 'node_modules/own/a.ts', 'src/third_party/lib/a.ts', 'yarn.lock'],
    leftOut: {
      '.git/': DATA,
      'a.log': 'ignored',
      'a.min.js': 'minified',
      'node_modules/other/': DATA,
      'node_modules/own/.env': 'secrets',
      'node_modules/own/a.png': 'binary',
      'node_modules/own/private.ts': 'private',
      'src/third_party/other/': 'vendored',
    },
  });
});

test('globs of settings exclude as VS Code reads them', () =>
  check(
    {
      'a.js': '',
      'x/.hidden/a.js': '',
      'x/build/a.ts': '',
      'build/a.ts': '',
      'deep/one/a.ts': '',
      'deep/two/a.ts': '',
      '!a.ts': '',
      'b(c).ts': '',
    },
    {
      options: { exclude: ['**/*.js', 'build/', 'deep/{one,three}/**', '!a.ts', '*(b|c).ts', ''] },
      files: ['b(c).ts', 'deep/two/a.ts', 'x/build/a.ts'],
      leftOut: {
        '!a.ts': 'excluded',
        'a.js': 'excluded',
        'build/': 'excluded',
        'deep/one/': 'excluded',
        'x/.hidden/a.js': 'excluded',
      },
    },
  ));

test.each(['vendor', 'third_party', 'third-party', 'thirdparty', 'ThirdParty', 'bower_components', 'Pods', 'Carthage'])(
  '%s is vendored',
  (name) => check({ [`a/${name}/b/c.ts`]: '' }, { files: [], leftOut: { [`a/${name}/`]: 'vendored' } }),
);

test('what is built is left out only where it is ignored', () =>
  check({ 'dist/a.ts': '', 'build/a.ts': '', 'out/a.ts': '', 'target/a.ts': '', 'pods/a.ts': '' }, { leftOut: {} }));

test('files of any name are taken as they are called', () => {
  const names = [
    'a b.ts',
    'A.ts',
    'a.ts',
    '\u00e9.ts',
    'e\u0301.ts',
    'a\nb.ts',
    'a\\b.ts',
    '\uFFFD.ts',
    '名.ts',
    '👍.ts',
  ];
  return check(Object.fromEntries(names.map((name) => [name, ''])), { files: names.toSorted() });
});

test.skipIf(process.platform !== 'linux')('a name that is no text is left out', async () => {
  writeFileSync(Buffer.concat([Buffer.from(`${root}/a`), Buffer.of(0xff), Buffer.from('.ts')]), '');
  mkdirSync(Buffer.concat([Buffer.from(`${root}/b`), Buffer.of(0xc3)]));
  await check({ 'c.ts': '' }, { files: ['c.ts'], leftOut: { 'a\uFFFD.ts': 'unreadable', 'b\uFFFD': 'unreadable' } });
});

test('size counts from one byte too many', () =>
  check(
    { 'a.ts': 'a'.repeat(1_000), 'b.ts': 'b'.repeat(1_001) },
    { files: ['a.ts'], leftOut: { 'b.ts': 'too large' } },
  ));

test('links, pipes and sockets are not opened', async () => {
  make({ 'a/b.ts': '' });
  symlinkSync('..', join(root, 'a/up'));
  symlinkSync('nowhere', join(root, 'dangling'));
  execFileSync('mkfifo', [join(root, 'pipe.ts')]);
  const server = createServer().listen(join(root, 'socket.ts'));
  await check(
    {},
    {
      files: ['a/b.ts'],
      leftOut: { 'a/up': 'link', dangling: 'link', 'pipe.ts': 'special file', 'socket.ts': 'special file' },
    },
  );
  server.close();
  expect(await new PathRules(root, OPTIONS).reason('a/up/a/b.ts')).toBe('link');
});

test('a workspace folder may be a link', async () => {
  make({ 'real/.git/HEAD': '', 'real/.gitignore': '*.log', 'real/app/a.ts': '', 'real/app/a.log': '' });
  symlinkSync('real/app', join(root, 'link'));
  await check({}, { folder: 'link', files: ['a.ts'], leftOut: { 'a.log': 'ignored' } });
});

test('folders are entered to a depth of 128', async () => {
  const deep = 'd/'.repeat(128);
  await check(
    { [`${deep}a.ts`]: '', [`${deep}e/b.ts`]: '' },
    { files: [`${deep}a.ts`], leftOut: { [`${deep}e/`]: 'unreadable' } },
  );
});

test('the number of files is bounded, the first ones stay', async () => {
  make(Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${String(n).padStart(2, '0')}.ts`, ''])));
  const listing = await listFiles(root, { ...OPTIONS, maxFiles: 10 });
  expect([listing.files.length, listing.files.at(-1)?.name, listing.truncated]).toEqual([10, '09.ts', true]);
  make({ 'z.png': '' });
  expect(await listFiles(root, { ...OPTIONS, maxFiles: 12 })).toMatchObject({ truncated: false, leftOutCount: 1 });
});

test('others have their turn, and may stop it', async () => {
  make({ 'a.ts': '', 'b.ts': '' });
  const stop = new AbortController();
  const pause = async () => stop.abort(new Error('enough'));
  const { signal } = stop;
  // Every look at the clock finds that it is time to let others work.
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
  try {
    await expect(listFiles(root, { ...OPTIONS, pause, signal })).rejects.toThrow('enough');
  } finally {
    clock.mockRestore();
  }
  await expect(listFiles(root, { ...OPTIONS, signal })).rejects.toThrow('enough');
});

test('a root that cannot be listed says why', async () => {
  make({ file: '' });
  await expect(listFiles(join(root, 'none'), OPTIONS)).rejects.toMatchObject({ code: 'not-found' });
  await expect(listFiles(join(root, 'file'), OPTIONS)).rejects.toMatchObject({ code: 'unreadable' });
  await expect(new PathRules(join(root, 'none'), OPTIONS).reason('a')).rejects.toMatchObject({ code: 'not-found' });
});

test('a folder whose rules cannot be known is left out; the root is not listed at all', async () => {
  const tooLong = '#'.repeat(1_100_000);
  await check(
    { 'a/.aiignore': tooLong, 'a/b.ts': '', 'c.ts': '' },
    { files: ['c.ts'], leftOut: { 'a/': 'unreadable' } },
  );
  make({ '.aiignore': tooLong });
  await expect(listFiles(root, OPTIONS)).rejects.toMatchObject({ code: 'too-large' });
});

test.skipIf(process.getuid?.() === 0)('what may not be read is named and passed over', async () => {
  make({ 'b/c.ts': '', 'd/.gitignore': '', 'd/e.ts': '' });
  chmodSync(join(root, 'b'), 0);
  chmodSync(join(root, 'd/.gitignore'), 0);
  await check({ 'z.ts': '' }, { files: ['z.ts'], leftOut: { 'b/': 'unreadable', 'd/': 'unreadable' } });
  chmodSync(join(root, 'b'), 0o700);
});
