// What the indexer makes of what it is told, and of files that are not as files should be.

import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { Indexer } from '../../../server/src/indexing/indexer.js';
import { locationOf } from '../../../server/src/indexing/location.js';
import { type Change, StoreDamaged, StoreFull } from '../../../server/src/storage/indexStore.js';
import { dump, type IndexOptions, indexOf } from '../../support/index.js';
import { languages } from '../languages/open.js';

const base = mkdtempSync(join(tmpdir(), 'pith indexer é-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const opened: Indexer[] = [];
afterEach(async () => {
  for (const indexer of opened.splice(0)) await indexer.close();
});

let count = 0;

/** A folder of files with an index, both new. */
class Folder {
  readonly home = join(base, String(count++));
  readonly root = join(this.home, 'files');

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    mkdirSync(this.root, { recursive: true });
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array): string {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
    return name;
  }

  path = (name: string): string => join(this.root, name);

  open(options: IndexOptions = {}, root = this.root): Indexer {
    const { indexer } = indexOf(root, join(this.home, 'cache'), options);
    opened.push(indexer);
    return indexer;
  }

  /** An index that has looked at everything. */
  async look(options: IndexOptions = {}): Promise<Indexer> {
    const indexer = this.open(options);
    await indexer.look();
    return indexer;
  }

  /** What an index from nothing says of the files, and of what is open. */
  async fresh(options: IndexOptions = {}, documents: Readonly<Record<string, string>> = {}): Promise<string[]> {
    const { indexer } = indexOf(this.root, join(this.home, `fresh${count++}`), options);
    opened.push(indexer);
    for (const [name, text] of Object.entries(documents)) indexer.documentChanged(name, text);
    await indexer.look();
    return dump(indexer.store);
  }
}

const namesIn = ({ store }: Indexer): string[] =>
  store.files().map(({ name, leftOut }) => (leftOut === undefined ? name : `${name} (${leftOut})`));

const symbolsIn = ({ store }: Indexer): string[] =>
  store.files().flatMap(({ id }) => store.symbolsOf(id).map(({ name }) => name));

async function told(indexer: Indexer, ...names: readonly string[]): Promise<void> {
  indexer.filesChanged(names);
  await indexer.flush();
}

describe('what a watcher reports', () => {
  test('a folder that was moved in, of which only the folder is named', async () => {
    const folder = new Folder({ 'a.ts': 'a();\n' });
    const indexer = await folder.look();
    mkdirSync(join(folder.home, 'outside/deep'), { recursive: true });
    writeFileSync(join(folder.home, 'outside/deep/b.ts'), 'b();\n');
    renameSync(join(folder.home, 'outside'), folder.path('inside'));
    await told(indexer, 'inside');
    expect(namesIn(indexer)).toEqual(['a.ts', 'inside/deep/b.ts']);
  });

  test('a file that became a folder, and a folder that became a file', async () => {
    const folder = new Folder({ 'one.ts': 'a();\n', 'two.ts/b.ts': 'b();\n' });
    const indexer = await folder.look();
    rmSync(folder.path('one.ts'));
    rmSync(folder.path('two.ts'), { recursive: true });
    folder.write('one.ts/a.ts', 'a();\n');
    folder.write('two.ts', 'b();\n');
    await told(indexer, 'one.ts', 'two.ts');
    expect(namesIn(indexer)).toEqual(['one.ts/a.ts', 'two.ts']);
  });

  test('a folder in whose place a link leads elsewhere', async () => {
    const folder = new Folder({ 'lib/a.ts': 'a();\n' });
    const indexer = await folder.look();
    mkdirSync(join(folder.home, 'elsewhere'));
    writeFileSync(join(folder.home, 'elsewhere/a.ts'), 'secret();\n');
    rmSync(folder.path('lib'), { recursive: true });
    symlinkSync(join(folder.home, 'elsewhere'), folder.path('lib'));
    await told(indexer, 'lib');
    expect(namesIn(indexer)).toEqual([]);
  });

  test('a folder whose rule file went with it', async () => {
    const folder = new Folder({ 'lib/.gitignore': 'b.ts\n', 'lib/b.ts': 'b();\n' });
    const indexer = await folder.look();
    expect(namesIn(indexer)).toEqual(['lib/.gitignore']);
    rmSync(folder.path('lib'), { recursive: true });
    await told(indexer, 'lib');
    folder.write('lib/b.ts', 'b();\n');
    await told(indexer, 'lib/b.ts');
    expect(namesIn(indexer)).toEqual(['lib/b.ts']);
  });

  test('what is none of its business costs no write', async () => {
    const folder = new Folder({ 'a.ts': 'a();\n', '.git/HEAD': 'ref: refs/heads/main\n', '.gitignore': 'out/\n' });
    const indexer = await folder.look();
    const before = indexer.store.generation();
    await told(indexer, '.git/index.lock', 'out/x.js', 'node_modules/a/index.js', 'gone.ts');
    expect(indexer.store.generation()).toBe(before);
  });

  test('more files than there may be', async () => {
    const folder = new Folder({ 'a.ts': 'a();\n', 'b.ts': 'b();\n', 'c.ts': 'c();\n' });
    const indexer = await folder.look({ maxFiles: 2 });
    expect(namesIn(indexer)).toEqual(['a.ts', 'b.ts']);
    expect(indexer.status.truncated).toBe(true);
    await told(indexer, 'c.ts');
    expect(namesIn(indexer)).toEqual(['a.ts', 'b.ts']);
    rmSync(folder.path('a.ts'));
    await indexer.look();
    expect(namesIn(indexer)).toEqual(['b.ts', 'c.ts']);
    expect(indexer.status.truncated).toBe(false);
  });
});

describe('what nobody reports is found by a look', () => {
  test('a write in the same tick', async () => {
    const folder = new Folder({ 'a.ts': 'export const one = 1;\n' });
    const now = new Date();
    utimesSync(folder.path('a.ts'), now, now);
    const indexer = await folder.look();
    folder.write('a.ts', 'export const two = 2;\n');
    utimesSync(folder.path('a.ts'), now, now);
    await indexer.look();
    expect(symbolsIn(indexer)).toEqual(['two']);
  });

  test('modules that a process which was killed did not note', async () => {
    const folder = new Folder({ 'a/x.ts': 'a();\n', 'b/package.json': '{}\n' });
    const indexer = await folder.look();
    const noted = indexer.store.modules();
    expect(noted.map(({ path }) => path)).toEqual(['a', 'b']);
    indexer.store.setModules(noted.slice(1));
    await indexer.look();
    expect(indexer.store.modules()).toEqual(noted);
  });
});

test.skipIf(process.getuid?.() === 0)('a file that is closed to us is read when it is open', async () => {
  const folder = new Folder({ 'a.ts': 'a();\n' });
  chmodSync(folder.path('a.ts'), 0);
  const indexer = await folder.look();
  expect(namesIn(indexer)).toEqual(['a.ts (unreadable)']);
  chmodSync(folder.path('a.ts'), 0o644);
  await indexer.look();
  expect(namesIn(indexer)).toEqual(['a.ts']);
});

test('names that are no text, and links, are left alone when a watcher names them', async () => {
  const folder = new Folder({ 'a.ts': 'a();\n' });
  symlinkSync('.', folder.path('circle'));
  writeFileSync(Buffer.concat([Buffer.from(folder.path('n')), Buffer.of(0xff)]), 'x\n');
  const indexer = await folder.look();
  await told(indexer, 'circle', 'circle/a.ts', 'n\ufffd');
  expect(namesIn(indexer)).toEqual(['a.ts']);
});

test('settings bring in what is generated, and take it out again', async () => {
  const folder = new Folder({ 'a.ts': 'a();\n', 'made.ts': '// Code generated by protoc. DO NOT EDIT.\nmade();\n' });
  const states: string[][] = [];
  for (const include of [[], ['made.ts'], []]) {
    const indexer = await folder.look({ include });
    states.push(namesIn(indexer));
    expect(dump(indexer.store)).toEqual(await folder.fresh({ include }));
    await indexer.close();
  }
  expect(states).toEqual([
    ['a.ts', 'made.ts (generated)'],
    ['a.ts', 'made.ts'],
    ['a.ts', 'made.ts (generated)'],
  ]);
});

describe('documents', () => {
  test('that are generated are left out after they were edited and saved', async () => {
    const folder = new Folder({ 'made.ts': '// @generated\nexport const one = 1;\n' });
    const indexer = await folder.look();
    const text = '// @generated\nexport const two = 2;\n';
    indexer.documentChanged('made.ts', text);
    await indexer.flush();
    expect(dump(indexer.store)).toEqual(await folder.fresh({}, { 'made.ts': text }));
    folder.write('made.ts', text);
    indexer.documentClosed('made.ts');
    await indexer.flush();
    expect(namesIn(indexer)).toEqual(['made.ts (generated)']);
  });

  test('that grow too large are left out', async () => {
    const folder = new Folder({ 'a.ts': 'export const one = 1;\n' });
    const indexer = await folder.look({ maxFileBytes: 100 });
    const text = `export const two = 2;\n${'// much\n'.repeat(20)}`;
    indexer.documentChanged('a.ts', text);
    await indexer.flush();
    expect(namesIn(indexer)).toEqual(['a.ts (too large)']);
    expect(dump(indexer.store)).toEqual(await folder.fresh({ maxFileBytes: 100 }, { 'a.ts': text }));
    indexer.documentClosed('a.ts');
    await indexer.flush();
    expect(symbolsIn(indexer)).toEqual(['one']);
  });

  test('count as the language they are shown in for as long as they are open', async () => {
    const folder = new Folder({ script: 'def one():\n    pass\n' });
    const indexer = await folder.look();
    expect(symbolsIn(indexer)).toEqual([]);
    indexer.documentChanged('script', 'def one():\n    pass\n', 'python');
    await indexer.flush();
    expect(symbolsIn(indexer)).toEqual(['one']);
    indexer.documentClosed('script');
    await indexer.flush();
    expect(dump(indexer.store)).toEqual(await folder.fresh());
  });

  test('stay open while their folder is deleted', async () => {
    const folder = new Folder({ 'lib/a.ts': 'export const one = 1;\n', 'lib/b.ts': 'b();\n' });
    const indexer = await folder.look();
    indexer.documentChanged('lib/a.ts', 'export const two = 2;\n');
    rmSync(folder.path('lib'), { recursive: true });
    await told(indexer, 'lib');
    expect(symbolsIn(indexer)).toEqual(['two']);
    indexer.documentClosed('lib/a.ts');
    await indexer.flush();
    expect(namesIn(indexer)).toEqual([]);
  });
});

describe('after a failure', () => {
  test('the next change makes up for what was missed', async () => {
    const folder = new Folder({ 'a.ts': 'export const one = 1;\n' });
    const indexer = await folder.look();
    const { store } = indexer;
    const apply = store.apply.bind(store);
    store.apply = (_changes: readonly Change[]) => {
      throw new StoreFull('SQLITE_FULL');
    };
    folder.write('a.ts', 'export const two = 2;\n');
    indexer.filesChanged(['a.ts']);
    await expect(indexer.flush()).rejects.toThrow(StoreFull);
    expect(indexer.status.problem).toBe('storage');
    store.apply = apply;
    folder.write('b.ts', 'export const three = 3;\n');
    await told(indexer, 'b.ts');
    expect(indexer.status.problem).toBeUndefined();
    expect(symbolsIn(indexer)).toEqual(['two', 'three']);
  });
});

test('a file that an extractor fails at is left out, and no other', async () => {
  const folder = new Folder({
    'a.ts': 'export const one = 1;\n',
    'b.ts': 'fails();\n',
    'c.ts': 'export const two = 2;\n',
  });
  const syntax = languages.syntax.bind(languages);
  const spy = vi.spyOn(languages, 'syntax').mockImplementation((text, ...rest) => {
    if (text.includes('fails')) throw new TypeError('a bug');
    return syntax(text, ...rest);
  });
  const indexer = folder.open({ languages });
  await indexer.look();
  expect(namesIn(indexer)).toEqual(['a.ts', 'b.ts (cannot be parsed)', 'c.ts']);
  folder.write('b.ts', 'works();\n');
  await told(indexer, 'b.ts');
  expect(namesIn(indexer)).toEqual(['a.ts', 'b.ts', 'c.ts']);
  indexer.documentChanged('c.ts', 'fails();\n');
  await indexer.flush();
  expect(namesIn(indexer)).toEqual(['a.ts', 'b.ts', 'c.ts (cannot be parsed)']);
  spy.mockRestore();
});

describe('an index that is damaged', () => {
  test('deep inside is found by whoever reads there, and is built again', async () => {
    const folder = new Folder({ 'a.ts': 'export const one = 1;\n', 'b.ts': 'one();\n' });
    await (await folder.look()).close();
    const path = locationOf(folder.root, join(folder.home, 'cache')).database;
    const database = new BetterSqlite3(path);
    // Larger than what is checked when it is opened.
    database.prepare('INSERT INTO notes VALUES (?, ?)').run('padding', 'x'.repeat(5_000_000));
    const { rootpage } = database.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'symbol_names'").get() as {
      rootpage: number;
    };
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(4_096, 0x5a), 0, 4_096, (rootpage - 1) * 4_096);
    closeSync(file);
    const indexer = folder.open();
    expect(() => dump(indexer.store)).toThrow(StoreDamaged);
    await indexer.flush();
    expect(indexer.status).toMatchObject({ rebuilt: true, hasLooked: true });
    expect(dump(indexer.store)).toEqual(await folder.fresh());
  });

  test('when it is opened is told', async () => {
    const folder = new Folder({ 'a.ts': 'export const one = 1;\n' });
    await (await folder.look()).close();
    writeFileSync(locationOf(folder.root, join(folder.home, 'cache')).database, 'no database'.repeat(1_000));
    const indexer = await folder.look();
    expect(indexer.status.rebuilt).toBe(true);
    expect(dump(indexer.store)).toEqual(await folder.fresh());
  });

  test('whenever it is written is given up', async () => {
    const folder = new Folder({ 'a.ts': 'export const one = 1;\n' });
    const indexer = folder.open();
    const apply = vi.spyOn(Object.getPrototypeOf(indexer.store), 'apply').mockImplementation(() => {
      throw new StoreDamaged('the disk fails');
    });
    await expect(indexer.look()).rejects.toThrow(StoreDamaged);
    expect(indexer.status.problem).toBe('storage');
    expect(apply.mock.calls.length).toBeLessThan(10);
    apply.mockRestore();
    await indexer.look();
    expect(symbolsIn(indexer)).toEqual(['one']);
  });
});
