import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256, sourceIdOf } from '../../../server/src/base/hash.js';
import { silentLog } from '../../../server/src/base/log.js';
import type { Source } from '../../../server/src/model/source.js';
import type { Disk } from '../../../server/src/storage/disk.js';
import { openOriginals, type OriginalsOptions } from '../../../server/src/storage/openOriginals.js';

let directory: string;
beforeEach(async () => {
  directory = await files.mkdtemp(join(tmpdir(), 'pith-originals-'));
});
afterEach(() => files.rm(directory, { recursive: true, force: true }));

const open = (options: Partial<OriginalsOptions> = {}) =>
  openOriginals({ directory, maxBytes: 50_000_000, log: silentLog, ...options });

const sourceOf = (text: string, about: Partial<Source> = {}): Source => ({
  id: sourceIdOf(sha256(text)),
  text,
  ...about,
});

const pathOf = (id: string) => join(directory, 'originals', id.slice(0, 2), id);

/** Text that does not get smaller: bytes on disk are about `length`. */
const noise = (length: number, seed: number) => {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return String.fromCharCode(0x21 + ((state >>> 16) % 90));
  }).join('');
};

const fail = (code: string) => async () => {
  throw Object.assign(new Error(code), { code, syscall: 'write' });
};

test('a text comes back as it was, whatever it holds, also for the next process', async () => {
  const check = async (text: string) => {
    const source = sourceOf(text, { path: 'src/a.ts', languageId: 'typescript' });
    await open().keep(source);
    const found = await open().find(source.id);
    expect(found).toEqual({ state: 'found', text, path: 'src/a.ts', languageId: 'typescript', from: 'store' });
  };
  await check('');
  await check('\uFEFFa\r\nb\rc\n');
  await check('😀 \uD83D lone \uDC00');
  await check('a\0b');
  await check('x'.repeat(5_000_000));
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), check), { numRuns: 60 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => check(String.fromCharCode(...units))),
    { numRuns: 60 },
  );
});

test('texts that differ only in lone surrogates have different names', () => {
  expect(sha256('\uD83D')).not.toBe(sha256('\uD83E'));
  expect(sha256('\uD83D')).not.toBe(sha256('\uFFFD'));
  expect(sha256('😀')).toBe(sha256(Buffer.from('😀')));
});

test('an unchanged file serves before the store, a changed or vanished one does not', async () => {
  const file = join(directory, 'a.ts');
  await files.writeFile(file, '\uFEFFone\r\n');
  const source = sourceOf('\uFEFFone\r\n', { path: 'a.ts' });
  const originals = open();
  await originals.keep(source, file);
  expect(await originals.find(source.id)).toMatchObject({ text: source.text, from: 'file', path: 'a.ts' });
  await files.writeFile(file, '\uFEFFtwo\r\n');
  expect(await originals.find(source.id)).toMatchObject({ text: source.text, from: 'store' });
  await files.rm(file);
  await files.mkdir(file);
  expect(await originals.find(source.id)).toMatchObject({ text: source.text, from: 'store' });
});

test('what was never kept is unknown, and so is what is no id', async () => {
  const check = async (id: string) => expect(await open().find(id)).toEqual({ state: 'unknown' });
  await check('123456789012');
  await check('../../etc/passwd');
  await check('');
});

test('keeping again writes nothing and marks as used once a minute', async () => {
  let now = 1_000_000_000_000;
  const source = sourceOf('again');
  const originals = open({ now: () => now });
  await originals.keep(source);
  const usedAt = async () => (await files.stat(pathOf(source.id))).mtimeMs;
  const inode = (await files.stat(pathOf(source.id))).ino;
  now += 30_000;
  await originals.keep(source);
  expect(await usedAt()).toBe(1_000_000_000_000);
  now += 40_000;
  await originals.keep(source);
  expect(await usedAt()).toBe(now);
  expect((await files.stat(pathOf(source.id))).ino).toBe(inode);
});

test('only the user may read the store', async () => {
  await files.mkdir(join(directory, 'originals'), { mode: 0o777 });
  const source = sourceOf('private');
  await open().keep(source);
  const mode = async (path: string) => (await files.stat(path)).mode & 0o777;
  expect(await mode(join(directory, 'originals'))).toBe(0o700);
  expect(await mode(pathOf(source.id))).toBe(0o600);
});

test('a damaged entry is gone and removed, never returned', async () => {
  const check = async (damage: (entry: Buffer) => Buffer, state: string) => {
    const source = sourceOf(noise(500, 7), { path: 'a.log' });
    await open().keep(source);
    const entry = await files.readFile(pathOf(source.id));
    await files.writeFile(pathOf(source.id), damage(entry));
    expect((await open().find(source.id)).state).toBe(state);
    await expect(files.stat(pathOf(source.id))).rejects.toThrow('ENOENT');
    await open().keep(source);
    expect((await open().find(source.id)).state).toBe('found');
    await open().clear();
  };
  await check((entry) => entry.subarray(0, entry.length - 1), 'gone');
  await check((entry) => entry.subarray(0, 10), 'gone');
  await check(() => Buffer.alloc(0), 'gone');
  await check(() => Buffer.from('{"sha256":1}\n'), 'gone');
  await check(() => Buffer.from('no json\nxx'), 'gone');
  await check((entry) => Buffer.from(entry.map((byte, at) => (at === entry.length - 20 ? byte ^ 0xff : byte))), 'gone');
  await check((entry) => Buffer.from(entry.toString('latin1').replace('"bytes":500', '"bytes":499'), 'latin1'), 'gone');
});

test('an entry that holds another text of the same length is not returned', async () => {
  const [mine, other] = [sourceOf('a'.repeat(100)), sourceOf('b'.repeat(100))];
  await open().keep(mine);
  await open().keep(other);
  const [header, payload] = [await files.readFile(pathOf(mine.id)), await files.readFile(pathOf(other.id))];
  const afterHeader = (entry: Buffer) => entry.indexOf(0x0a) + 1;
  const forged = Buffer.concat([header.subarray(0, afterHeader(header)), payload.subarray(afterHeader(payload))]);
  expect(forged).toHaveLength(header.length);
  await files.writeFile(pathOf(mine.id), forged);
  expect((await open().find(mine.id)).state).toBe('gone');
});

test('a damaged entry that cannot be removed is still not returned', async () => {
  const source = sourceOf(noise(500, 9));
  await open().keep(source);
  const entry = await files.readFile(pathOf(source.id));
  await files.writeFile(pathOf(source.id), entry.fill(0x20, entry.length - 30));
  const readOnly = open({ disk: { ...files, rm: fail('EROFS'), appendFile: fail('EROFS') } });
  expect((await readOnly.find(source.id)).state).toBe('gone');
});

test('keeping mends an entry that was cut short', async () => {
  const source = sourceOf(noise(500, 8));
  await open().keep(source);
  await files.truncate(pathOf(source.id), 200);
  await open().keep(source);
  expect(await open().find(source.id)).toMatchObject({ state: 'found', text: source.text });
});

test('two texts with one id are kept apart and told from each other', async () => {
  const a = { id: '123456789012', text: 'a' };
  const b = { id: '123456789012', text: 'b' };
  await open().keep(a);
  expect(await open().find(a.id)).toMatchObject({ text: 'a' });
  await open().keep(b);
  await open().keep(a);
  expect(await open().find(a.id)).toEqual({ state: 'ambiguous' });
  expect(await files.readdir(join(directory, 'originals', '12'))).toEqual(['123456789012', '123456789012.1']);
});

test('the least recently used go first and the bound holds', async () => {
  let now = 1_000_000_000_000;
  const maxBytes = 400_000;
  const originals = open({ maxBytes, now: () => (now += 120_000) });
  const sources = Array.from({ length: 60 }, (_, n) => sourceOf(noise(30_000, n + 1), { path: `${n}.log` }));
  const used = sources[0] as Source;
  for (const source of sources) {
    await originals.keep(source);
    expect(await originals.find(used.id)).toMatchObject({ state: 'found' });
    expect(await bytesOnDisk()).toBeLessThanOrEqual(maxBytes);
  }
  const states = await Promise.all(sources.map(async ({ id }) => (await originals.find(id)).state));
  expect(states.lastIndexOf('gone')).toBeLessThan(states.indexOf('found', 1));
  expect(states.filter((state) => state === 'found').length).toBeGreaterThan(8);
  expect(await originals.find((sources[1] as Source).id)).toEqual({ state: 'gone', path: '1.log' });
});

test('a clock that goes back does not evict what was just kept', async () => {
  let now = 1_000_000_000_000;
  const originals = open({ maxBytes: 100_000, now: () => now });
  for (let n = 0; n < 3; n++) await originals.keep(sourceOf(noise(30_000, n + 50)));
  now -= 1_000_000_000;
  const late = sourceOf(noise(30_000, 99));
  await originals.keep(late);
  expect(await originals.find(late.id)).toMatchObject({ state: 'found' });
});

test('after eviction the file still serves while it is unchanged', async () => {
  const file = join(directory, 'a.log');
  const text = noise(30_000, 3);
  await files.writeFile(file, text);
  const source = sourceOf(text, { path: 'a.log' });
  let now = 1_000_000_000_000;
  const originals = open({ maxBytes: 100_000, now: () => (now += 1000) });
  await originals.keep(source, file);
  for (let n = 0; n < 6; n++) await originals.keep(sourceOf(noise(30_000, n + 200)));
  await expect(files.stat(pathOf(source.id))).rejects.toThrow('ENOENT');
  expect(await originals.find(source.id)).toMatchObject({ state: 'found', text, from: 'file' });
  await files.appendFile(file, 'x');
  expect(await originals.find(source.id)).toEqual({ state: 'gone', path: 'a.log' });
  await originals.keep(source, file);
  expect(await originals.find(source.id)).toMatchObject({ state: 'found', text, from: 'store' });
});

test('a text that can never fit is refused with the setting to change', async () => {
  const keeping = open({ maxBytes: 20_000 }).keep(sourceOf(noise(100_000, 4), { path: 'big.log' }));
  await expect(keeping).rejects.toMatchObject({ code: 'storage', message: expect.stringContaining('maxMegabytes') });
});

test('a disk that cannot be written is said with the folder and the next step, and leaves nothing behind', async () => {
  const check = async (disk: Partial<Disk>, words: string) => {
    const keeping = open({ disk: { ...files, ...disk } }).keep(sourceOf('text'));
    await expect(keeping).rejects.toMatchObject({ name: 'UserError', code: 'storage' });
    await expect(keeping).rejects.toThrow(words);
    await expect(keeping).rejects.toThrow(directory);
    expect(await bytesOnDisk()).toBe(0);
  };
  await check({ writeFile: fail('ENOSPC') }, 'the disk is full. Free some space');
  await check({ rename: fail('ENOSPC') }, 'the disk is full');
  await check({ mkdir: fail('EROFS') }, 'read-only');
  await check({ writeFile: fail('EACCES') }, 'permission is denied');
  await check({ writeFile: fail('EIO') }, 'disk error (EIO)');
});

test('a data folder below a file is refused', async () => {
  await files.writeFile(join(directory, 'file'), '');
  const keeping = open({ directory: join(directory, 'file', 'data') }).keep(sourceOf('text'));
  await expect(keeping).rejects.toMatchObject({ code: 'storage', message: expect.stringContaining('is a file') });
});

test('a store that has become read-only still gives back what it has', async () => {
  const source = sourceOf('kept before');
  await open({ now: () => 1_000_000_000_000 }).keep(source);
  const readOnly: Disk = { ...files, utimes: fail('EROFS'), writeFile: fail('EROFS'), mkdir: fail('EROFS') };
  const originals = open({ disk: readOnly });
  await originals.keep(source);
  expect(await originals.find(source.id)).toMatchObject({ text: source.text });
  await expect(originals.keep(sourceOf('new'))).rejects.toMatchObject({ code: 'storage' });
});

test('one failure does not stop the next write', async () => {
  let full = true;
  const writeFile: Disk['writeFile'] = (...args) => (full ? fail('ENOSPC')() : files.writeFile(...args));
  const originals = open({ disk: { ...files, writeFile } });
  await expect(originals.keep(sourceOf('a'))).rejects.toThrow('disk is full');
  full = false;
  await originals.keep(sourceOf('a'));
  expect(await originals.find(sourceOf('a').id)).toMatchObject({ text: 'a' });
});

test('two windows can use one folder at once, also while it is full', async () => {
  const windows = [open({ maxBytes: 300_000 }), open({ maxBytes: 300_000 })];
  // Each window writes less than the bound, both together write more.
  const sources = Array.from({ length: 24 }, (_, n) => sourceOf(noise(20_000, n + 300)));
  const halves = [sources.slice(0, 13), sources.slice(11)];
  await Promise.all(windows.map((window, n) => Promise.all((halves[n] ?? []).map((source) => window.keep(source)))));
  // Each window may be writing one more text while the other one looks.
  expect(await bytesOnDisk()).toBeLessThanOrEqual(300_000 + 2 * 20_000);
  for (const source of sources) {
    const found = await open().find(source.id);
    if (found.state === 'found') expect(found.text).toBe(source.text);
    else expect(found.state).toBe('gone');
  }
  expect((await open().find((sources.at(-1) as Source).id)).state).toBe('found');
});

test('what a killed process left is swept away after an hour', async () => {
  await open().keep(sourceOf('a'));
  const folder = join(pathOf(sourceOf('a').id), '..');
  await files.writeFile(join(folder, '.tmp-1-old'), 'half');
  const anHourAgo: Disk['stat'] = (async (path: string) => {
    const stat = await files.stat(path);
    return Object.assign(stat, { ctimeMs: stat.ctimeMs - 3_700_000 });
  }) as Disk['stat'];
  await open({ disk: { ...files, stat: anHourAgo } }).keep(sourceOf('b'));
  expect((await files.readdir(folder)).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
});

test('clearing removes everything and says how much', async () => {
  const originals = open();
  await originals.keep(sourceOf(noise(10_000, 5)));
  expect(await originals.clear()).toBeGreaterThan(8_000);
  expect(await originals.find(sourceOf(noise(10_000, 5)).id)).toEqual({ state: 'unknown' });
  expect(await originals.clear()).toBe(0);
  await originals.keep(sourceOf('after'));
  expect(await originals.find(sourceOf('after').id)).toMatchObject({ text: 'after' });
});

async function bytesOnDisk(): Promise<number> {
  const root = join(directory, 'originals');
  const names = await files.readdir(root, { recursive: true }).catch(() => []);
  const stats = await Promise.all(names.map((name) => files.stat(join(root, name))));
  return stats.filter((stat) => stat.isFile()).reduce((sum, { size }) => sum + size, 0);
}
