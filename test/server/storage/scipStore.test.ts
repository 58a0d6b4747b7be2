// The store of an imported SCIP index: what goes in comes out, and half an import is none.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../server/src/base/log.js';
import { SCIP_ROLES, type ScipDocument, type ScipPlace } from '../../../server/src/model/scip.js';
import { HashTable, hash32 } from '../../../server/src/storage/hashTable.js';
import { StoreFull } from '../../../server/src/storage/indexStore.js';
import { buildScipStore, openScipStore } from '../../../server/src/storage/openScipStore.js';
import { comparePlaces, packScipPlaces, unpackScipPlaces } from '../../../server/src/storage/scipPlaces.js';
import type { ScipFacts, ScipStore, ScipSymbol } from '../../../server/src/storage/scipStore.js';

let folder: string;
let path: string;
let opened: ScipStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pith-scip-'));
  path = join(folder, 'deep', 'scip.sqlite');
  opened = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  rmSync(folder, { recursive: true, force: true });
});

const FACTS: ScipFacts = {
  format: 1,
  scipPath: '/w/index.scip',
  bytes: 10,
  mtimeMs: 1_000,
  documents: 2,
  occurrences: 3,
  leftOut: 0,
  cut: '',
  add: '',
  tool: 'test',
  toolVersion: '1',
};

const { definition, read } = SCIP_ROLES;

/** `1:4-9 send` or `1:4-2:9 send!` where it is defined. */
function document(name: string, occurrences: readonly string[], more: Partial<ScipDocument> = {}): ScipDocument {
  const parsed = occurrences.map((written) => {
    const [, line, character, endLine, end, symbol = '', mark] =
      /^(\d+):(\d+)-(?:(\d+):)?(\d+) (.*?)(!?)$/.exec(written) ?? [];
    return {
      symbol,
      line: Number(line),
      character: Number(character),
      endLine: Number(endLine ?? line),
      endCharacter: Number(end),
      roles: mark ? definition : read,
    };
  });
  return { path: name, language: 'typescript', encoding: 'utf-16', occurrences: parsed, symbols: [], ...more };
}

async function build(documents: readonly ScipDocument[], facts: Partial<ScipFacts> = {}): Promise<ScipStore> {
  const builder = buildScipStore({ path, log: silentLog });
  builder.addDocuments(documents);
  await builder.finish({ ...FACTS, ...facts });
  return open();
}

function open(): ScipStore {
  const store = openScipStore({ path, log: silentLog });
  if (!store) throw new Error('there is no store');
  opened.push(store);
  return store;
}

/** One line a place: `a.ts 1:4-1:9 1`. */
const usesOf = (store: ScipStore, symbol: string, file?: string): readonly string[] =>
  [...store.occurrencesOf({ symbol, ...(file !== undefined && { path: file }) })].flatMap((uses) =>
    uses.places.map((p) => `${uses.path} ${p.line}:${p.character}-${p.endLine}:${p.endCharacter} ${p.roles}`),
  );

const strings = (symbols: readonly ScipSymbol[]): readonly string[] =>
  symbols.map(({ symbol, path: of }) => (of === undefined ? symbol : `${of} ${symbol}`));

const SEND = 't m p 1 Upload#send().';
const UPLOAD = 't m p 1 Upload#';

describe('occurrences', () => {
  test('come in order of paths and places, each once', async () => {
    const store = await build([
      document('b.ts', [`7:2-6 ${SEND}`, `3:1-5 ${SEND}`, `3:1-5 ${SEND}`]),
      document('a.ts', [`1:4-8 ${SEND}!`, `9:0-11:3 ${SEND}`]),
    ]);
    expect(usesOf(store, SEND)).toEqual(['a.ts 1:4-1:8 1', 'a.ts 9:0-11:3 8', 'b.ts 3:1-3:5 8', 'b.ts 7:2-7:6 8']);
    expect(usesOf(store, 't m p 1 other().')).toEqual([]);
  });

  test('of local symbols are of one document', async () => {
    const store = await build([
      document('a.ts', ['1:0-1 local 0!', '2:0-1 local 0']),
      document('b.ts', ['5:0-1 local 0']),
    ]);
    expect(usesOf(store, 'local 0', 'a.ts')).toEqual(['a.ts 1:0-1:1 1', 'a.ts 2:0-2:1 8']);
    expect(usesOf(store, 'local 0', 'b.ts')).toEqual(['b.ts 5:0-5:1 8']);
    expect(usesOf(store, 'local 0')).toEqual([]);
    expect(usesOf(store, 'local 1', 'a.ts')).toEqual([]);
  });

  test('of documents with one path are put together', async () => {
    const store = await build([
      document('a.ts', [`1:0-4 ${SEND}`, '1:8-9 local 0!']),
      document('a.ts', [`1:0-4 ${SEND}`, `2:0-4 ${SEND}`, '2:8-9 local 0']),
    ]);
    expect(usesOf(store, SEND)).toEqual(['a.ts 1:0-1:4 8', 'a.ts 2:0-2:4 8']);
    expect(usesOf(store, 'local 0', 'a.ts')).toEqual(['a.ts 1:8-1:9 1', 'a.ts 2:8-2:9 8']);
  });

  const place = fc
    .record({
      line: fc.nat(2 ** 31 - 1),
      character: fc.nat(2 ** 31 - 1),
      lines: fc.nat(3),
      width: fc.nat(300),
      roles: fc.nat(2 ** 32 - 1),
    })
    .map(({ line, character, lines, width, roles }): ScipPlace => {
      return { line, character, endLine: line + lines, endCharacter: lines === 0 ? character + width : width, roles };
    });

  test('any of them are the same when they are unpacked', () => {
    fc.assert(
      fc.property(fc.uniqueArray(place, { comparator: (a, b) => comparePlaces(a, b) === 0 }), (places) => {
        expect(unpackScipPlaces(packScipPlaces(places))).toEqual(places.toSorted(comparePlaces));
      }),
    );
  });
});

describe('symbols at a place', () => {
  const check = async (line: number, character: number, expected: readonly string[]) => {
    const store = await build([
      document('a.ts', [
        `1:4-8 ${SEND}`,
        `0:0-9:0 ${UPLOAD}`,
        `1:4-10 t m p 1 a.!`,
        '4:2-2 local 3',
        `5:3-6:1 ${SEND}`,
      ]),
    ]);
    expect(strings(store.symbolsAt('a.ts', line, character))).toEqual(expected);
    expect(store.symbolsAt('b.ts', line, character)).toEqual([]);
  };

  test('definitions first, then the narrowest', () => check(1, 4, ['t m p 1 a.', SEND, UPLOAD]));
  test('the end is outside', () => check(1, 8, ['t m p 1 a.', UPLOAD]));
  test('a place without width is at its start', () => check(4, 2, ['a.ts local 3', UPLOAD]));
  test('over several lines', () => check(6, 0, [SEND, UPLOAD]));
  test('behind everything', () => check(9, 0, []));
});

describe('names', () => {
  const symbols = [
    { symbol: SEND, displayName: 'send', relationships: [] },
    { symbol: 't m p 1 `<init>`().', displayName: 'Upload', relationships: [] },
    { symbol: 'local 1', displayName: 'send', relationships: [] },
  ];

  test('are those displayed and those declared, local ones last', async () => {
    const store = await build([document('a.ts', ['1:0-4 local 1', `2:0-4 ${SEND}`], { symbols })]);
    expect(store.symbolsNamed('send', 9)).toEqual([
      { symbol: SEND, name: 'send' },
      { symbol: 'local 1', name: 'send', path: 'a.ts' },
    ]);
    expect(strings(store.symbolsNamed('send', 1))).toEqual([SEND]);
    expect(strings(store.symbolsNamed('<init>', 9))).toEqual(['t m p 1 `<init>`().']);
    expect(store.symbolsNamed('Upload', 9)).toEqual([{ symbol: 't m p 1 `<init>`().', name: 'Upload' }]);
    expect(store.symbolsNamed('Send', 9)).toEqual([]);
  });

  test('symbols of other packages have one, too', async () => {
    const builder = buildScipStore({ path, log: silentLog });
    builder.addSymbols([{ symbol: 't npm react 18 useState().', relationships: [] }, ...symbols.slice(2)]);
    await builder.finish(FACTS);
    expect(strings(open().symbolsNamed('useState', 9))).toEqual(['t npm react 18 useState().']);
    expect(open().symbolsNamed('send', 9)).toEqual([]);
  });
});

test('relations lead from a method to those that implement it, and references both ways', async () => {
  const base = 't m p 1 Base#send().';
  const relation = (isReference: boolean, isImplementation: boolean) => ({
    symbol: base,
    isReference,
    isImplementation,
  });
  const store = await build([
    document('a.ts', [`1:0-4 ${SEND}!`], {
      symbols: [
        { symbol: SEND, relationships: [relation(true, false), relation(false, true)] },
        { symbol: 'local 2', relationships: [relation(false, true)] },
        { symbol: UPLOAD, relationships: [relation(false, false)] },
      ],
    }),
    document('b.ts', [`1:0-4 ${base}!`]),
  ]);
  expect(strings(store.implementationsOf({ symbol: base }))).toEqual([SEND, 'a.ts local 2']);
  expect(store.implementationsOf({ symbol: SEND })).toEqual([]);
  expect(strings(store.referencedWith({ symbol: base }))).toEqual([SEND]);
  expect(strings(store.referencedWith({ symbol: SEND }))).toEqual([base]);
  expect(usesOf(store, base)).toEqual(['b.ts 1:0-1:4 1']);
});

test('constructors belong to their type, all overloads of them', async () => {
  const all = [UPLOAD, `${UPLOAD}\`<init>\`().`, `${UPLOAD}\`<init>\`(+1).`, `${UPLOAD}\`<init>\`(+3).`, SEND];
  const store = await build([
    document(
      'a.ts',
      all.map((symbol, line) => `${line}:0-1 ${symbol}`),
    ),
  ]);
  expect(strings(store.constructorsOf({ symbol: UPLOAD }))).toEqual(all.slice(1, 3));
  expect(store.constructorsOf({ symbol: SEND })).toEqual([]);
});

describe('paths', () => {
  const documents = [document('x/a.ts', [`1:0-4 ${SEND}`]), document('a.ts', [`2:0-4 ${SEND}`])];

  test('of an index of a part of the workspace', async () => {
    const store = await build(documents, { add: 'packages/p/' });
    expect(usesOf(store, SEND)).toEqual(['packages/p/a.ts 2:0-2:4 8', 'packages/p/x/a.ts 1:0-1:4 8']);
    expect(store.file('packages/p/a.ts')?.language).toBe('typescript');
    expect(store.file('a.ts')).toBeUndefined();
  });

  test('of an index of more than the workspace', async () => {
    const store = await build(documents, { cut: 'x/' });
    expect(usesOf(store, SEND)).toEqual(['a.ts 1:0-1:4 8']);
    expect(strings(store.symbolsAt('a.ts', 1, 0))).toEqual([SEND]);
  });

  test('of files that were written later, or are not in the index, are stale', async () => {
    const store = await build(documents);
    expect([999, 1_000, 1_000.5].map((time) => store.isStale('a.ts', time))).toEqual([false, false, true]);
    expect(store.isStale('new.ts', 0)).toBe(true);
  });
});

describe('files', () => {
  const leftovers = () => readdirSync(join(folder, 'deep')).filter((name) => name !== 'scip.sqlite');

  test('there is none before the first import', () => {
    expect(openScipStore({ path, log: silentLog })).toBeUndefined();
    expect(existsSync(join(folder, 'deep'))).toBe(false);
  });

  test('the old store is there until the new one is whole', async () => {
    (await build([document('a.ts', [`1:0-4 ${SEND}`])])).close();
    opened = [];
    const builder = buildScipStore({ path, log: silentLog });
    builder.addDocuments([document('b.ts', [`1:0-4 ${SEND}`])]);
    expect(usesOf(open(), SEND)).toEqual(['a.ts 1:0-1:4 8']);
    opened.pop()?.close();
    await builder.finish(FACTS);
    builder.discard();
    expect(leftovers()).toEqual([]);
    expect(usesOf(open(), SEND)).toEqual(['b.ts 1:0-1:4 8']);
  });

  test('what is discarded, or was left by a process that ended, goes away', async () => {
    const old = `${path}.importing-1`;
    const young = `${path}.importing-2`;
    mkdirSync(join(folder, 'deep'));
    for (const file of [old, `${old}-wal`, young]) writeFileSync(file, 'x');
    for (const file of [old, `${old}-wal`]) utimesSync(file, 1, 1);
    const builder = buildScipStore({ path, log: silentLog });
    builder.addDocuments([document('a.ts', [`1:0-4 ${SEND}`])]);
    builder.discard();
    expect(leftovers()).toEqual(['scip.sqlite.importing-2']);
    expect(existsSync(path)).toBe(false);
  });

  test.each([
    ['nonsense', () => writeFileSync(path, 'no database at all '.repeat(400))],
    ['nothing', () => writeFileSync(path, '')],
    ['another format', () => build([], { format: 2 as 1 }).catch(() => undefined)],
  ])('%s is no store', async (_, make) => {
    mkdirSync(join(folder, 'deep'));
    await make();
    expect(openScipStore({ path, log: silentLog })).toBeUndefined();
  });

  test('a folder that cannot be made is said', () => {
    writeFileSync(join(folder, 'deep'), '');
    expect(() => buildScipStore({ path, log: silentLog })).toThrow(StoreFull);
  });
});

test('a table of hashes keeps thousands apart', () => {
  const table = new HashTable();
  for (let number = 1; number <= 2_000; number++) table.add(number % 700, hash32(`symbol ${number}`), number);
  const wrong = Array.from({ length: 2_000 }, (_, at) => at + 1).filter(
    (number) => table.get(number % 700, hash32(`symbol ${number}`)) !== number,
  );
  expect(wrong).toEqual([]);
  expect(table.get(1, 1)).toBeUndefined();
});
