import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Log } from '../../../server/src/base/log.js';
import { openDatabase } from '../../../server/src/storage/sqlite.js';

let directory: string;
let file: string;
let said: string[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pith-sqlite-'));
  file = join(directory, 'deep', 'a.sqlite');
  said = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const log: Log = { info: (line) => said.push(line), warn: (line) => said.push(line), error: (line) => said.push(line) };
const FIRST = ['CREATE TABLE thing (name TEXT NOT NULL)'];
const SECOND = [...FIRST, 'ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 1'];

describe.each(['better-sqlite3', 'node:sqlite'] as const)('%s', (driver) => {
  const open = (migrations = FIRST) => openDatabase(file, { migrations, log, driver });

  test('keeps rows, and undoes a transaction that throws', () => {
    const database = open();
    const insert = database.prepare('INSERT INTO thing VALUES (?)');
    insert.run('a');
    expect(() =>
      database.transaction(() => {
        insert.run('b');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(database.transaction(() => 7)).toBe(7);
    database.close();
    const again = open();
    expect(
      again
        .prepare('SELECT name FROM thing')
        .all()
        .map((row) => row.name),
    ).toEqual(['a']);
    expect(again.prepare('SELECT name FROM thing WHERE name = ?').get('b')).toBeUndefined();
    again.close();
  });

  test('is private, also its journal and where it was not before', () => {
    const mode = (name: string) => statSync(name).mode & 0o777;
    open().close();
    chmodSync(file, 0o644);
    const database = open();
    database.exec("INSERT INTO thing VALUES ('a')");
    expect([mode(file), mode(`${file}-wal`), mode(`${file}-shm`)]).toEqual([0o600, 0o600, 0o600]);
    database.close();
  });

  test('migrates, and refuses what a newer version wrote', () => {
    const old = open();
    old.exec("INSERT INTO thing VALUES ('a')");
    old.close();
    const database = open(SECOND);
    expect({ ...database.prepare('SELECT * FROM thing').get() }).toEqual({ name: 'a', size: 1 });
    database.close();
    expect(() => open(FIRST)).toThrow('Update Pith');
    expect(existsSync(`${file}.broken-1`)).toBe(false);
  });

  test('moves a damaged file aside and begins anew, a bounded number of times', () => {
    const damages = [
      () => writeFileSync(file, 'this is not a database, it is a poem of some length'.repeat(40)),
      () => truncateSync(file, 5_000),
      () => writeFileSync(file, Buffer.alloc(9_000, 0xaa), { flag: 'r+' }),
      () => writeFileSync(file, 'x'.repeat(2_000)),
    ];
    for (const damage of damages) {
      const before = open();
      before.exec(`INSERT INTO thing VALUES ('${'a'.repeat(20_000)}')`);
      before.close();
      damage();
      const after = open();
      expect(after.prepare('SELECT * FROM thing').all()).toEqual([]);
      after.close();
    }
    expect(said.filter((line) => line.includes('damaged'))).toHaveLength(4);
    expect(readdirSync(join(directory, 'deep')).filter((name) => /broken-\d$/.test(name))).toHaveLength(3);
  });

  test('two connections write in turn', () => {
    const [a, b] = [open(), open()];
    a.exec("INSERT INTO thing VALUES ('a')");
    b.exec("INSERT INTO thing VALUES ('b')");
    expect(a.prepare('SELECT count(*) AS n FROM thing').get()?.n).toBe(2);
    a.close();
    b.close();
  });
});

test('what is no damage is thrown: nothing is moved', () => {
  writeFileSync(join(directory, 'file'), '');
  expect(() => openDatabase(join(directory, 'file', 'a.sqlite'), { migrations: FIRST, log })).toThrow();
  expect(readdirSync(directory)).toEqual(['file']);
});

test("Node's own SQLite takes over where the native part cannot be loaded, and says so", () => {
  const binding = join(directory, 'wrong.node');
  writeFileSync(binding, 'not a library');
  const database = openDatabase(file, { migrations: FIRST, log, nativeBinding: binding });
  database.exec("INSERT INTO thing VALUES ('a')");
  expect(database.prepare('SELECT name FROM thing').get()?.name).toBe('a');
  database.close();
  expect(said).toEqual([expect.stringContaining("Node's own is used")]);
});
