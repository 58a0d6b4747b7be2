// What the store of an index promises: facts go in and come out, whatever was there before, and what is damaged is begun
// anew.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../server/src/base/log.js';
import { extract } from '../../../server/src/indexing/extract.js';
import { contentHash } from '../../../server/src/indexing/extractFile.js';
import { type Change, type IndexStore, StoreDamaged } from '../../../server/src/storage/indexStore.js';
import { openIndexStore } from '../../../server/src/storage/openIndexStore.js';
import { packFacts } from '../../../server/src/storage/packedFacts.js';
import { openPartCounter } from '../../../server/src/tokens/open.js';
import { languages } from '../languages/open.js';

const base = mkdtempSync(join(tmpdir(), 'pith-index-store-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

let count = 0;
const opened: IndexStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

const newPath = (): string => join(base, String(count++), 'index.sqlite');

function open(path = newPath(), onDamage?: () => void): IndexStore {
  const store = openIndexStore({ path, log: silentLog, ...(onDamage && { onDamage }) });
  opened.push(store);
  return store;
}

const services = { languages, counter: await openPartCounter(), maxParseLength: 1_000_000 };

async function put(name: string, text: string): Promise<Change> {
  const state = { name, bytes: text.length, mtimeMs: 1, hash: contentHash(Buffer.from(text)) };
  return { kind: 'put', state, facts: packFacts(await extract({ name, text }, services)) };
}

describe('names', () => {
  const found = (store: IndexStore, prefix: string) => store.symbolsLike(prefix, 10).map(({ name }) => name);

  test('that change only their case are found as they are now', async () => {
    const store = open();
    store.apply([await put('a.ts', 'export const Send = 1;\n')]);
    store.apply([await put('a.ts', 'export const send = 1;\n')]);
    expect(store.symbolsNamed('Send')).toEqual([]);
    expect(store.symbolsNamed('send')).toHaveLength(1);
    expect(found(store, 'SE')).toEqual(['send']);
    store.apply([await put('a.ts', 'export const other = 1;\n')]);
    expect(found(store, 'SE')).toEqual([]);
  });

  test('beyond ASCII are found once each', async () => {
    const store = open();
    store.apply([await put('a.ts', 'export const Éa = 1;\nexport const éa = 1;\n')]);
    expect(found(store, 'É')).toEqual(['Éa']);
    expect(found(store, 'é')).toEqual(['éa']);
    store.apply([await put('a.ts', 'export const éa = 1;\n')]);
    store.apply([{ kind: 'remove', name: 'a.ts' }]);
    store.apply([await put('b.ts', 'export const éa = 1;\n')]);
    expect(found(store, 'É')).toEqual([]);
    expect(found(store, 'é')).toEqual(['éa']);
  });

  test('of a file that was renamed are those of the new one', async () => {
    const store = open();
    const text = 'export const send = 1;\nsend();\n';
    store.apply([await put('a.ts', text)]);
    const before = store.symbolsNamed('send');
    store.apply([{ kind: 'remove', name: 'a.ts' }, await put('b.ts', text)]);
    const [after] = store.symbolsNamed('send');
    expect(after?.id).not.toBe(before[0]?.id);
    expect(store.symbolById(after?.id ?? 0)).toEqual(after);
    expect(store.symbolById(before[0]?.id ?? 0)).toBeUndefined();
  });
});

describe('a time', () => {
  test('is noted only for the bytes that were looked at', async () => {
    const store = open();
    store.apply([await put('a.ts', 'a();\n')]);
    store.apply([{ kind: 'touch', state: { name: 'a.ts', bytes: 5, mtimeMs: 7, hash: 'of another text' } }]);
    expect(store.file('a.ts')?.mtimeMs).toBe(1);
    store.apply([
      { kind: 'touch', state: { name: 'a.ts', bytes: 5, mtimeMs: 7, hash: contentHash(Buffer.from('a();\n')) } },
    ]);
    expect(store.file('a.ts')?.mtimeMs).toBe(7);
  });
});

describe('a bulk', () => {
  test('is all there at its end, and says what failed in it', async () => {
    const path = newPath();
    const store = open(path);
    store.beginBulk();
    for (let at = 0; at < 40; at++) store.apply([await put(`f${at}.ts`, `export const f${at} = 1;\n`)]);
    const broken = {
      ...(await put('x.ts', 'x();\n')),
      state: { name: 'x.ts', bytes: 1, mtimeMs: Number.NaN, hash: '' },
    };
    expect(() => store.apply([broken as Change])).toThrow();
    store.apply([await put('y.ts', 'y();\n')]);
    store.endBulk();
    expect(open(path).files()).toHaveLength(41);
  });

  test('that is cut off is gone, or there, but never half a file', async () => {
    const path = newPath();
    const store = open(path);
    store.beginBulk();
    for (let at = 0; at < 20; at++) store.apply([await put(`f${at}.ts`, `export const f${at} = 1;\n`)]);
    const other = open(path);
    expect(other.wasDamaged).toBe(false);
    expect(other.files()).toHaveLength(16);
    for (const { id, symbols } of other.files()) expect(other.symbolsOf(id)).toHaveLength(symbols);
  });
});

describe('a file that is none of ours', () => {
  test.each([
    ['a newer version', 'PRAGMA user_version = 9'],
    ['no version', 'PRAGMA user_version = 0'],
  ])('with %s is begun anew', async (_name, sql) => {
    const path = newPath();
    const store = open(path);
    store.apply([await put('a.ts', 'a();\n')]);
    store.close();
    const database = new BetterSqlite3(path);
    database.exec(sql);
    database.close();
    const again = open(path);
    expect(again.wasDamaged).toBe(true);
    expect(again.files()).toEqual([]);
    again.apply([await put('a.ts', 'a();\n')]);
    expect(open(path).files()).toHaveLength(1);
  });

  test('with facts that are damaged says so to readers and writers', async () => {
    const path = newPath();
    const store = open(path);
    store.apply([await put('a.ts', 'export const a = 1;\n')]);
    store.close();
    const database = new BetterSqlite3(path);
    database.exec("UPDATE files SET facts = x'00112233'");
    database.close();
    let damages = 0;
    const again = open(path, () => damages++);
    const { id } = again.file('a.ts') ?? { id: 0 };
    expect(() => again.symbolsOf(id)).toThrow(StoreDamaged);
    expect(damages).toBe(1);
    expect(() => again.apply([{ kind: 'remove', name: 'a.ts' }])).toThrow(StoreDamaged);
    again.discard();
    expect(open(path).files()).toEqual([]);
  });

  test('that replaced ours is not deleted', async () => {
    const path = newPath();
    const store = open(path);
    rmSync(path);
    expect(store.isGone()).toBe(true);
    const other = open(path);
    other.apply([await put('a.ts', 'a();\n')]);
    store.discard();
    expect(open(path).files()).toHaveLength(1);
  });
});
