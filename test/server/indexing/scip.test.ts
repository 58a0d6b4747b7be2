// From the bytes of a SCIP index to answers: what indexers write, and what none should.

import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isUserError } from '../../../server/src/base/errors.js';
import { silentLog } from '../../../server/src/base/log.js';
import { openScip, type ScipOptions } from '../../../server/src/indexing/scip.js';
import { type Bytes, topFields } from '../../../server/src/indexing/scipFields.js';
import { MAX_DOCUMENT_BYTES } from '../../../server/src/indexing/scipImport.js';
import { scipStatus } from '../../../server/src/indexing/scipStatus.js';
import type { ScipStore } from '../../../server/src/storage/scipStore.js';
import { type DocumentOf, type IndexOf, message, number, scipIndex, text } from '../../support/scip.js';

let root: string;
let opened: ScipStore[];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'pith-scip-')));
  opened = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

async function openAny(more: Partial<ScipOptions> = {}): Promise<ScipStore | undefined> {
  const storePath = join(root, '.cache', 'scip.sqlite');
  const store = await openScip({ root, scipPath: join(root, 'index.scip'), storePath, log: silentLog, ...more });
  if (store) opened.push(store);
  return store;
}

async function open(index: Uint8Array | IndexOf, more: Partial<ScipOptions> = {}): Promise<ScipStore> {
  write('index.scip', index instanceof Uint8Array ? index : scipIndex(index));
  const store = await openAny(more);
  if (!store) throw new Error('there is no store');
  return store;
}

const SEND = 'test npm p 1.0.0 src/`upload.ts`/Upload#send().';
const RESEND = 'test npm p 1.0.0 src/`retry.ts`/Retry#send().';

const PROJECT: readonly DocumentOf[] = [
  {
    path: 'src/upload.ts',
    occurrences: [
      { range: [0, 2, 6], symbol: SEND, roles: 1 },
      { range: [1, 8, 3, 1], symbol: 'local 0', roles: 1 },
      { range: [4, 0, 5], symbol: 'local 0', roles: 8 },
    ],
    symbols: [
      { symbol: SEND, displayName: 'send' },
      { symbol: 'local 0', displayName: 'body' },
    ],
  },
  {
    path: 'src/retry.ts',
    occurrences: [
      { range: [0, 9, 13], symbol: SEND, roles: 2 },
      { range: [7, 4, 8], symbol: SEND, roles: 32 },
      { range: [9, 4, 8], symbol: RESEND, roles: 1 },
      { range: [12, 0, 4], symbol: 'local 0' },
    ],
    symbols: [{ symbol: RESEND, relationships: [{ symbol: SEND, isReference: true, isImplementation: true }] }],
  },
];

/** One line a place: `src/a.ts 1:4-1:9 1`. */
const usesOf = (store: ScipStore, symbol: string, file?: string): readonly string[] =>
  [...store.occurrencesOf({ symbol, ...(file !== undefined && { path: file }) })].flatMap(({ path, places }) =>
    places.map((p) => `${path} ${p.line}:${p.character}-${p.endLine}:${p.endCharacter} ${p.roles}`),
  );

describe('a small project', () => {
  test('has its definitions, references, local symbols and relations', async () => {
    const store = await open({ documents: PROJECT, external: [{ symbol: 'test npm react 18.0.0 useState().' }] });
    expect(usesOf(store, SEND)).toEqual([
      'src/retry.ts 0:9-0:13 2',
      'src/retry.ts 7:4-7:8 32',
      'src/upload.ts 0:2-0:6 1',
    ]);
    expect(usesOf(store, 'local 0', 'src/upload.ts')).toEqual(['src/upload.ts 1:8-3:1 1', 'src/upload.ts 4:0-4:5 8']);
    expect(usesOf(store, 'local 0', 'src/retry.ts')).toEqual(['src/retry.ts 12:0-12:4 0']);
    expect(store.symbolsNamed('send', 9).map(({ symbol }) => symbol)).toEqual([SEND, RESEND]);
    expect(store.symbolsNamed('body', 9)).toEqual([{ symbol: 'local 0', name: 'body', path: 'src/upload.ts' }]);
    expect(store.symbolsNamed('useState', 9)).toHaveLength(1);
    expect(store.symbolsAt('src/retry.ts', 7, 5)[0]?.symbol).toBe(SEND);
    expect(store.implementationsOf({ symbol: SEND })).toEqual([{ symbol: RESEND, name: 'send' }]);
    expect(store.referencedWith({ symbol: RESEND })).toEqual([{ symbol: SEND, name: 'send' }]);
    expect(store.facts).toMatchObject({
      documents: 2,
      occurrences: 7,
      leftOut: 0,
      tool: 'test-indexer',
      toolVersion: '1.2.3',
    });
  });

  test.each([
    [0, 'utf-16'],
    [1, 'utf-8'],
    [2, 'utf-16'],
    [3, 'utf-32'],
    [9, 'utf-16'],
  ])('counts columns as it says: %i is %s', async (encoding, expected) => {
    const store = await open({ documents: [{ path: 'a.rs', language: 'Rust', encoding }] });
    expect(store.file('a.rs')).toEqual({ path: 'a.rs', language: 'Rust', encoding: expected });
  });

  test.each([[[1, 2]], [[1, 2, 3, 4, 5]], [[1, 5, 4]], [[2, 0, 1, 0]], [[-1, 2, 3]], [[1, -2, 3]], [[]]])(
    'has no place %j',
    async (range) => {
      const occurrences = [
        { range, symbol: SEND },
        { range: [1, 2, 3], symbol: '' },
      ];
      expect((await open({ documents: [{ path: 'a.ts', occurrences }] })).facts.occurrences).toBe(0);
    },
  );

  test.each(['', undefined, '../a.ts', '/etc/passwd', 'a//b.ts', './a.ts', 'C:/a.ts', 'a\0b.ts'])(
    'leaves out a document called %j',
    async (path) => {
      const store = await open({ documents: [{ ...(path !== undefined && { path }) }, { path: 'b.ts' }] });
      expect(store.facts).toMatchObject({ documents: 1, leftOut: 1 });
    },
  );

  test('is read past fields that nobody knows, and with ranges of older writers', async () => {
    const index = new BinaryWriter();
    number(index, 15, 7);
    message(index, 2, (document) => {
      number(document, 1, 5);
      text(document, 1, 'a.ts');
      text(document, 99, 'new');
      document.tag(98, WireType.Bit64).fixed64(1).tag(97, WireType.Bit32).fixed32(1);
      message(document, 2, (occurrence) => {
        for (const value of [3, 1, 5]) number(occurrence, 1, value);
        text(occurrence, 2, SEND);
        message(occurrence, 77, (inner) => text(inner, 1, 'x'));
      });
    });
    index.tag(16, WireType.Bit32).fixed32(1).tag(17, WireType.Bit64).fixed64(1);
    text(index, 99, 'y'.repeat(600_000));
    message(index, 2, (document) => text(document, 1, 'b.ts'));
    const store = await open(index.finish());
    expect(usesOf(store, SEND)).toEqual(['a.ts 3:1-3:5 0']);
    expect(store.facts.documents).toBe(2);
  });
});

describe('bytes that are no index', () => {
  const whole = scipIndex({ documents: PROJECT });
  const head = scipIndex({}).length;
  const check = async (bytes: Uint8Array, code = 'unreadable') => {
    mkdirSync(join(root, '.cache'));
    write('index.scip', bytes);
    const error = await openAny().catch((thrown: unknown) => thrown);
    expect(isUserError(error) ? error.code : error).toBe(code);
    // Nothing of it is kept, and nothing is left behind.
    expect(execFileSync('find', [join(root, '.cache'), '-type', 'f'], { encoding: 'utf8' })).toBe('');
  };

  const BROKEN: readonly (readonly [name: string, bytes: readonly number[]])[] = [
    ['text', [...Buffer.from('# References\n\nNone yet.\n')]],
    ['zeros', new Array(5_000).fill(0)],
    ['gzip', [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 4, 0]],
    ['a field number alone', [0x12]],
    ['a length alone', [0x12, 0xff]],
    ['a length of four gigabytes', [0x12, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2]],
    ['a length of 2^64', [0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2]],
    ['a number that never ends', new Array(64).fill(0xff)],
    ['a document of numbers that never end', [0x12, 12, ...new Array(12).fill(0xff)]],
    ['a group', [0x0b, 0x0c]],
    ['a string longer than its document', [0x12, 4, 0x0a, 99, 97, 98]],
    ['an occurrence longer than its document', [0x12, 4, 0x12, 50, 97, 98]],
    ['a string longer than its occurrence', [0x12, 6, 0x12, 2, 0x12, 2, 97, 98]],
    ['a field without a number', [0x12, 2, 0, 0]],
  ];
  test.each(BROKEN)('%s', (_, bytes) => check(Uint8Array.from(bytes)));
  test.each(BROKEN)('%s behind an index', (_, bytes) => check(Uint8Array.from([...whole, ...bytes])));
  test('fields of something else', () => check(Uint8Array.of(0x22, 2, 97, 98)));
  test('none at all', () => check(new Uint8Array()));

  test('an index that is cut anywhere: a reason, or fewer documents where a whole number of them is left', async () => {
    const results = new Set<string>();
    for (let length = whole.length - 1; length > head; length -= 13) {
      write('index.scip', whole.slice(0, length));
      const result = await openAny({ rebuild: true }).catch((thrown: unknown) => thrown);
      results.add(isUserError(result) ? result.code : `${(result as ScipStore).facts.documents} documents`);
    }
    expect([...results].filter((result) => result !== '1 documents')).toEqual(['unreadable']);
  });

  test('bytes that are changed anywhere end in a store or a reason', async () => {
    let state = 1;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    for (let run = 0; run < 60; run++) {
      const bytes = whole.slice();
      for (let count = 0; count < 4; count++) bytes[random(bytes.length)] = random(256);
      write('index.scip', bytes);
      const result = await openAny({ rebuild: true }).catch((thrown: unknown) => thrown);
      if (result instanceof Error) expect(isUserError(result) ? result.code : result).toBe('unreadable');
    }
  });

  test('a folder', async () => {
    mkdirSync(join(root, 'index.scip'));
    await expect(openAny()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('is not a file'),
    });
  });

  test('no file is no error', async () => {
    expect(await openAny()).toBeUndefined();
    expect(await openAny({ scipPath: join(root, 'none', 'index.scip') })).toBeUndefined();
  });
});

describe('an import', () => {
  const sendsIn = (store: ScipStore) => usesOf(store, SEND).length;

  test('is kept while the file is the same, and done again when its size or time is another', async () => {
    const documents = [...PROJECT];
    const told: string[] = [];
    const log = { ...silentLog, info: (line: string) => told.push(line) };
    (await open({ documents }, { log })).close();
    expect(sendsIn((await openAny({ log })) as ScipStore)).toBe(3);
    expect(told).toHaveLength(1);
    opened.pop()?.close();

    const occurrences = [{ range: [1, 0, 4], symbol: SEND }];
    expect(sendsIn(await open({ documents: [...documents, { path: 'c.ts', occurrences }] }, { log }))).toBe(4);
    opened.pop()?.close();
    // Another size alone.
    const { atime, mtime } = statSync(join(root, 'index.scip'));
    utimesSync(join(root, 'index.scip'), atime, mtime);
    expect(sendsIn((await openAny({ log })) as ScipStore)).toBe(4);
    opened.pop()?.close();
    write('index.scip', scipIndex({ documents }));
    utimesSync(join(root, 'index.scip'), atime, mtime);
    expect(sendsIn((await openAny({ log })) as ScipStore)).toBe(3);
    opened.pop()?.close();
    utimesSync(join(root, 'index.scip'), 1_000, 2_000);
    expect((await openAny({ log }))?.facts.mtimeMs).toBe(2_000_000);
    opened.pop()?.close();
    expect((await openAny({ log, rebuild: true }))?.facts.documents).toBe(2);
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told[0]).toMatch(/^Imported a SCIP index: 2 documents, 7 occurrences, \d+ ms\.$/);
  });

  test('of a broken file leaves the store of the last whole one', async () => {
    (await open({ documents: PROJECT })).close();
    const { mtimeMs } = statSync(join(root, 'index.scip'));
    const whole = scipIndex({ documents: PROJECT });
    write('index.scip', whole.slice(0, -3));
    await expect(openAny()).rejects.toMatchObject({ code: 'unreadable' });
    write('index.scip', whole);
    utimesSync(join(root, 'index.scip'), mtimeMs / 1_000, mtimeMs / 1_000);
    expect(sendsIn((await openAny()) as ScipStore)).toBe(3);
  });

  test('is done again where the store is damaged', async () => {
    (await open({ documents: PROJECT })).close();
    writeFileSync(join(root, '.cache', 'scip.sqlite'), 'nonsense '.repeat(999));
    expect(sendsIn((await openAny()) as ScipStore)).toBe(3);
  });

  test('ends when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(open({ documents: PROJECT }, { signal })).rejects.toThrow('enough');
  });

  test('of a file that is being written to is put off', async () => {
    write('index.scip', scipIndex({ documents: PROJECT }));
    appendFileSync(join(root, 'index.scip'), new Uint8Array([0x12, 0xff]));
    const growing = setInterval(() => appendFileSync(join(root, 'index.scip'), new Uint8Array(64)), 0);
    try {
      for (let at = 0; at < 3; at++) {
        const error = await openAny().catch((thrown: unknown) => thrown);
        if (isUserError(error) && error.code === 'changed-while-read') return;
      }
      expect.fail('it was never seen to change');
    } finally {
      clearInterval(growing);
    }
  });

  test('knows which files are newer than it', async () => {
    const store = await open({ documents: PROJECT });
    const { mtimeMs } = store.facts;
    expect(store.isStale('src/upload.ts', mtimeMs - 1)).toBe(false);
    expect(store.isStale('src/upload.ts', mtimeMs + 1)).toBe(true);
    expect(store.isStale('src/other.ts', mtimeMs - 1)).toBe(true);
  });
});

describe('the folder that was indexed', () => {
  const documents = [{ path: 'src/a.ts', occurrences: [{ range: [1, 0, 4], symbol: SEND }] }, { path: 'src/gone.ts' }];
  const check = async (
    options: { file: string; projectRoot: string; scip?: string; within?: string },
    expected: string,
  ) => {
    const { file, projectRoot, scip = 'index.scip', within = '' } = options;
    write(file, '');
    write(scip, scipIndex({ projectRoot, documents }));
    const store = await openAny({ root: join(root, within), scipPath: join(root, scip) });
    expect(store && usesOf(store, SEND)).toEqual([`${expected} 1:0-1:4 0`]);
    expect(store?.symbolsAt(expected, 1, 2)).toHaveLength(1);
  };

  test('is the workspace', () => check({ file: 'src/a.ts', projectRoot: pathToFileURL(root).href }, 'src/a.ts'));
  test('is the workspace under another name', () =>
    check({ file: 'src/a.ts', projectRoot: 'file:///ci/build%20it' }, 'src/a.ts'));
  test('is no file', () => check({ file: 'src/a.ts', projectRoot: 'C:\\work' }, 'src/a.ts'));
  test('is a part of the workspace', () =>
    check({ file: 'p/b c/src/a.ts', projectRoot: pathToFileURL(join(root, 'p/b c')).href }, 'p/b c/src/a.ts'));
  test('is where the index lies', () =>
    check({ file: 'p/src/a.ts', projectRoot: 'file:///ci', scip: 'p/index.scip' }, 'p/src/a.ts'));
  test('is the workspace, although the index lies elsewhere', () =>
    check({ file: 'src/a.ts', projectRoot: 'file:///ci', scip: 'out/index.scip' }, 'src/a.ts'));
  test('is a part of the workspace behind a link', async () => {
    write('p/src/a.ts', '');
    symlinkSync(join(root, 'p'), join(root, 'link'));
    const projectRoot = pathToFileURL(join(root, 'link')).href;
    await check({ file: 'p/src/a.ts', projectRoot }, 'p/src/a.ts');
  });
  test('is around the workspace', () =>
    check({ file: 'src/a.ts', projectRoot: pathToFileURL(root).href, within: 'src' }, 'a.ts'));
});

describe('size', () => {
  const MEGABYTE = 1024 * 1024;
  const doc = (at: number, bytes: number): DocumentOf => ({
    path: `src/file${at}.ts`,
    occurrences: [{ range: [at, 0, 4], symbol: SEND }],
    symbols: [{ symbol: SEND, documentation: 'x'.repeat(bytes) }],
  });

  /** Reads all fields of a file: the largest part of it that was in memory, all that was read, and what came of it. */
  async function stream(file: Uint8Array, wanted: readonly number[], maxFieldBytes = 8 * MEGABYTE) {
    const seen = { held: 0, read: 0, fields: [] as (number | undefined)[] };
    const bytes: Bytes = {
      async read(buffer, offset, length, position) {
        const part = file.subarray(position, position + Math.min(length, 100_000));
        buffer.set(part, offset);
        seen.held = Math.max(seen.held, buffer.byteLength);
        seen.read += part.length;
        return { bytesRead: part.length };
      },
    };
    for await (const field of topFields(bytes, { size: file.length, wanted: new Set(wanted), maxFieldBytes })) {
      seen.fields.push(field.bytes?.length);
    }
    return seen;
  }

  test('of what is held is that of the largest field', async () => {
    const small = scipIndex({ documents: Array.from({ length: 100 }, (_, at) => doc(at, 100_000)) });
    const { held, read, fields } = await stream(small, [2]);
    expect(fields).toHaveLength(100);
    expect(held).toBeLessThanOrEqual(256 * 1024);
    expect(read).toBeLessThan(small.length * 1.01);
    const large = scipIndex({ documents: [doc(0, 10), doc(1, 3 * MEGABYTE), doc(2, 10)] });
    expect((await stream(large, [2])).held).toBeLessThan(3.1 * MEGABYTE);
  });

  test('of what is not wanted, or too large, does not matter: it is not read', async () => {
    const file = scipIndex({ documents: [doc(0, 3 * MEGABYTE), doc(1, 10), doc(2, 3 * MEGABYTE), doc(3, 10)] });
    const skipped = await stream(file, [2], MEGABYTE);
    expect(skipped.fields.map((length) => length !== undefined)).toEqual([false, true, false, true]);
    expect(skipped.held + skipped.read).toBeLessThan(2 * MEGABYTE);
    expect((await stream(file, [1])).read).toBeLessThan(2 * MEGABYTE);
  });

  test('of a document above the limit leaves it out and says so', async () => {
    const { facts } = await open({ documents: [doc(0, MAX_DOCUMENT_BYTES), doc(1, 10)] });
    expect(facts).toMatchObject({ documents: 1, leftOut: 1 });
    expect(scipStatus({ facts, commitsBehind: 0, changedFiles: 0, maxMegabytes: 32 }).note).toMatch(/^1 of its doc/);
  });

  test('of an index of thirty megabytes takes no memory', async () => {
    const occurrences = Array.from({ length: 200 }, (_, at) => ({
      range: [at, 4, 8],
      symbol: at < 20 ? SEND : `local ${at % 30}`,
    }));
    const documents = Array.from({ length: 330 }, (_, at) => ({ ...doc(at, 90_000), occurrences }));
    write('index.scip', scipIndex({ documents }));
    expect(statSync(join(root, 'index.scip')).size).toBeGreaterThan(28 * MEGABYTE);
    const before = process.memoryUsage();
    let most = 0;
    const watch = setInterval(() => {
      const { external, heapUsed } = process.memoryUsage();
      most = Math.max(most, external - before.external + heapUsed - before.heapUsed);
    }, 5);
    const store = await openAny().finally(() => clearInterval(watch));
    expect(store?.facts).toMatchObject({ documents: 330, occurrences: 66_000 });
    expect(store && usesOf(store, SEND)).toHaveLength(330 * 20);
    expect(most).toBeLessThan(100 * MEGABYTE);
  });
});
