// Several folders with an index each: what is told by path reaches those that it is about.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../server/src/base/log.js';
import { parseSettings } from '../../../server/src/config.js';
import { Workspace } from '../../../server/src/indexing/workspace.js';
import { languages } from '../languages/open.js';

const base = mkdtempSync(join(tmpdir(), 'pith-workspace-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let count = 0;
let home = '';
let workspace: Workspace;
beforeEach(() => {
  home = join(base, String(count++));
  const settings = parseSettings({});
  workspace = new Workspace(
    { cacheDirectory: join(home, 'cache'), languages, log: silentLog, now: () => new Date() },
    settings,
  );
});
afterEach(() => workspace.close());

function write(name: string, text: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function show(names: readonly string[], exclude: readonly string[] = []): Promise<void> {
  const folders = names.map((name) => ({ uri: pathToFileURL(join(home, name)).href, name }));
  await workspace.setFolders({ folders, exclude });
  await workspace.settled();
}

/** The files of each folder, with what is declared in them. */
const indexed = () =>
  Object.fromEntries(
    workspace.all.map(({ name, indexer: { store } }) => [
      name,
      store.files().map((file) => `${file.name}: ${store.symbolsOf(file.id).map((symbol) => symbol.name)}`),
    ]),
  );

test('folders come and go', async () => {
  write('a/x.ts', 'export const one = 1;\n');
  write('b/y.ts', 'export const two = 1;\n');
  await show(['a', 'b', 'nowhere']);
  expect(indexed()).toEqual({ a: ['x.ts: one'], b: ['y.ts: two'] });
  const [, b] = workspace.all;
  await show(['b']);
  expect(workspace.all).toEqual([b]);
  await show(['b'], ['y.ts']);
  expect(indexed()).toEqual({ b: [] });
  await show([]);
  expect(workspace.all).toEqual([]);
});

test('a folder under two names is indexed under both', async () => {
  for (let at = 0; at < 40; at++) write(`real/f${at}.ts`, `export const f${at} = 1;\n`);
  symlinkSync(join(home, 'real'), join(home, 'link'));
  await show(['link', 'real']);
  const { link, real } = indexed();
  expect(link).toHaveLength(40);
  expect(real).toEqual(link);
  expect(workspace.all.map(({ indexer }) => indexer.status.problem)).toEqual([undefined, undefined]);
});

test('what is outside, and the folders themselves, are nobody’s', async () => {
  write('a/x.ts', 'export const one = 1;\n');
  await show(['a']);
  workspace.filesChanged([join(home, 'a'), join(home, 'b/x.ts'), home, '/']);
  workspace.documentChanged(join(home, 'ab.ts'), 'b();\n');
  await workspace.settled();
  expect(indexed()).toEqual({ a: ['x.ts: one'] });
  expect(workspace.foldersOf(join(home, 'a/..x/y.ts')).map(({ name }) => name)).toEqual(['..x/y.ts']);
});

test('the cache is a file: indexes are in memory', async () => {
  write('a/x.ts', 'export const one = 1;\n');
  write('cache/index', 'a file in the place of a folder\n');
  await show(['a']);
  expect(indexed()).toEqual({ a: ['x.ts: one'] });
  expect(workspace.all[0]?.indexer.store.path).toBeUndefined();
});
