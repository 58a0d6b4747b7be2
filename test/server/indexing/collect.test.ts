import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collect } from '../../../server/src/indexing/collect.js';
import type { DocumentInput } from '../../../server/src/model/verbs.js';

const folder = mkdtempSync(join(tmpdir(), 'pith-collect-'));
const limits = { maxFileBytes: 10_000, maxFiles: 10 };
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

beforeAll(() => {
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'a.ts'), 'const onDisk = 1;\n');
  writeFileSync(join(folder, 'src', 'b c.ts'), 'const b = 2;\n');
  const cells = [
    { cell_type: 'markdown', source: ['# Title\n'] },
    { cell_type: 'code', source: 'print(1)\n', outputs: [] },
  ];
  writeFileSync(join(folder, 'book.ipynb'), JSON.stringify({ cells, metadata: {}, nbformat: 4 }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = async (inputs: readonly DocumentInput[], expected: readonly string[]) => {
  const { pieces } = await collect(inputs, limits);
  expect(pieces.map(({ source }) => `${source.path}: ${source.text.trim()}`)).toEqual(expected);
};

test('a folder stands for its files', () =>
  check([{ uri: uriOf('src'), label: 'src/' }], ['src/a.ts: const onDisk = 1;', 'src/b c.ts: const b = 2;']));

test("a file that is named twice is taken once, and the editor's text wins over the disk's", async () => {
  const inFolder = { uri: uriOf('src'), label: 'src' };
  await check(
    [inFolder, { uri: uriOf('src/a.ts'), label: 'again' }],
    ['src/a.ts: const onDisk = 1;', 'src/b c.ts: const b = 2;'],
  );
  const dirty = { uri: uriOf('src/b c.ts').replace('b%20c', 'b%20%63'), label: 'src/b c.ts', text: 'edited' };
  await check([inFolder, dirty], ['src/a.ts: const onDisk = 1;', 'src/b c.ts: edited']);
});

test('a notebook is taken cell by cell, in the language of each', async () => {
  const { pieces, notes } = await collect([{ uri: uriOf('book.ipynb'), label: 'book.ipynb' }], limits);
  expect(pieces.map(({ source }) => [source.path, source.languageId])).toEqual([
    ['book.ipynb#cell-1', 'markdown'],
    ['book.ipynb#cell-2', 'python'],
  ]);
  expect(notes).toEqual(['book.ipynb: cell by cell, without outputs.']);
});

test('selections come in order and end where the text ends', async () => {
  const spans = [
    { start: 4, end: 900 },
    { start: 0, end: 2 },
  ];
  const { pieces } = await collect([{ uri: 'untitled:1', text: 'abcdef', spans }], limits);
  expect(pieces[0]?.spans).toEqual([
    { start: 0, end: 2 },
    { start: 4, end: 6 },
  ]);
});

test('the first problem is thrown where nothing is left', async () => {
  await expect(collect([{ uri: uriOf('gone.ts') }], limits)).rejects.toMatchObject({ code: 'not-found' });
  await expect(collect([{ uri: 'vscode-vfs://x/y' }], limits)).rejects.toThrow(/Open it in the editor/);
  const { notes, pieces } = await collect([{ uri: uriOf('gone.ts') }, { uri: uriOf('src/a.ts') }], limits);
  expect([notes.length, pieces.length]).toEqual([1, 1]);
});
