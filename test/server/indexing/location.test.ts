// Where indexes are, and which of them are collected.

import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  claim,
  collectGone,
  deleteIndexes,
  locationOf,
  rememberedExclude,
  rememberExclude,
} from '../../../server/src/indexing/location.js';

const base = mkdtempSync(join(tmpdir(), 'pith-location-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const DAY_MS = 24 * 60 * 60 * 1_000;
let count = 0;
let cache = '';
beforeEach(() => {
  cache = join(base, String(count++));
});

/** A folder whose index was used so many days ago. */
function used(name: string, daysAgo: number) {
  const folder = join(cache, name);
  mkdirSync(folder, { recursive: true });
  const location = locationOf(folder, cache);
  claim(location);
  const time = new Date(Date.now() - daysAgo * DAY_MS);
  utimesSync(join(location.directory, 'root.txt'), time, time);
  return { folder, location };
}

describe('indexes', () => {
  test('of folders that are gone for a month are collected, and no others', () => {
    const all = [used('gone long ago', 31), used('gone', 29), used('there', 31)];
    for (const { folder } of all.slice(0, 2)) rmSync(folder, { recursive: true });
    expect(collectGone(cache, new Date())).toBe(1);
    expect(all.map(({ location }) => existsSync(location.directory))).toEqual([false, true, true]);
  });

  test('are kept where it is not known whose they are', () => {
    mkdirSync(join(cache, 'index/whose'), { recursive: true });
    writeFileSync(join(cache, 'index/file'), '');
    expect(collectGone(cache, new Date())).toBe(0);
    expect(existsSync(join(cache, 'index/whose'))).toBe(true);
  });

  test('cannot be collected in a file', () => {
    mkdirSync(cache);
    writeFileSync(join(cache, 'index'), '');
    expect(collectGone(cache, new Date())).toBe(0);
  });

  test('are deleted all at once', () => {
    const { location } = used('a', 0);
    writeFileSync(location.database, 'x'.repeat(1_000));
    expect(deleteIndexes(cache)).toBeGreaterThanOrEqual(1_000);
    expect(existsSync(location.directory)).toBe(false);
    expect(deleteIndexes(cache)).toBe(0);
  });
});

test('a folder and a link to it have one index, folders of the same name have two', () => {
  const { location } = used('one/src', 0);
  symlinkSync(join(cache, 'one/src'), join(cache, 'link'));
  expect(locationOf(join(cache, 'link'), cache)).toEqual(location);
  expect(used('two/src', 0).location.directory).not.toBe(location.directory);
});

test.each([
  ['漢字 und Ümläute', /\/漢字_und_Ümläute-[0-9a-f]{16}$/],
  ['a'.repeat(100), /\/a{40}-[0-9a-f]{16}$/],
  ['?*:', /\/_-[0-9a-f]{16}$/],
])('the folder of %s can be written anywhere', (name, expected) =>
  expect(locationOf(`/nowhere/${name}`, cache).directory).toMatch(expected),
);

test('what an editor hides is remembered, and nothing where that is broken', () => {
  const { location } = used('a', 0);
  expect(rememberedExclude(location)).toEqual([]);
  rememberExclude(location, ['out/**']);
  expect(rememberedExclude(location)).toEqual(['out/**']);
  rememberExclude(location, ['lib/**']);
  expect(rememberedExclude(location)).toEqual(['lib/**']);
  writeFileSync(join(location.directory, 'exclude.json'), '["lib');
  expect(rememberedExclude(location)).toEqual([]);
});
