// Changes to the tables of an index: all rows of a file at once, inside the transaction of the caller.
// What an edit leaves as it was is not written again: full text costs most, so a chunk with the same words keeps its row.

import { hash52 } from '../base/hash.js';
import type { ChunkFacts, FileState } from '../model/facts.js';
import type { Change, StoredModule } from './indexStore.js';
import { foldAscii, lastPartOf } from './moduleNames.js';
import { type PackedFacts, unpackFacts } from './packedFacts.js';
import type { Database, Row, SqlValue, Statement } from './sqlite.js';

const FILE_COLUMNS = ['bytes', 'mtime', 'hash', 'language', 'lines', 'tokens', 'symbols', 'left_out', 'note', 'facts'];
const INSERT_FILE = `INSERT INTO files (${FILE_COLUMNS.join(', ')}, id, name) VALUES (${'?, '.repeat(FILE_COLUMNS.length)}?, ?)`;
const UPDATE_FILE = `UPDATE files SET ${FILE_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;

/** The keys that a file is found by, in the order of `KEY_TABLES`. */
type Keys = readonly (readonly Key[])[];
type Key = string | number;

/** A statement with more values takes longer to bind than it saves. */
const ROWS_AT_ONCE = 32;

const KEY_TABLES = [
  ['symbol_names', 'name'],
  ['symbol_ids', 'id'],
  ['use_names', 'name'],
  ['import_parts', 'part'],
] as const;

export class IndexWriter {
  private readonly statements = new Map<string, Statement>();
  private lastIds: { files?: number; chunks?: number } = {};
  /** Keys of new files, by table: put in together and in order, they cost half. */
  private readonly waiting: [Key, number][][] = KEY_TABLES.map(() => []);

  constructor(private readonly database: Database) {}

  /** Another process may have written since the last transaction. */
  begin(): void {
    this.lastIds = {};
    for (const keys of this.waiting) keys.length = 0;
  }

  /** What was given before is seen by the changes behind it. */
  write(changes: readonly Change[]): void {
    for (const change of changes) this.writeOne(change);
    this.insertKeys();
  }

  private writeOne(change: Change): void {
    if (change.kind === 'put') this.put(change.state, change.facts);
    else if (change.kind === 'leftOut') this.leaveOut(change.state, change.reason);
    else if (change.kind === 'touch') this.touch(change.state);
    else this.remove(change.name);
  }

  clearAll(): void {
    const tables = [...KEY_TABLES.map(([table]) => table), 'chunks', 'modules', 'files'];
    for (const table of tables) this.run(`DELETE FROM ${table}`);
    this.run("INSERT INTO words (words) VALUES ('delete-all')");
    this.begin();
  }

  setModules(modules: readonly StoredModule[]): void {
    this.run('DELETE FROM modules');
    for (const { id, path, name, by } of modules)
      this.run('INSERT INTO modules VALUES (?, ?, ?, ?)', id, path, name, by);
  }

  private put(state: FileState, facts: PackedFacts): void {
    const known = this.known(state.name);
    // Another process was here first.
    const { note = null, language = null } = facts;
    const isSame = known?.hash === state.hash && known.left_out === null;
    if (isSame && known.note === note && known.language === language) {
      this.touch(state);
      return;
    }
    const file = this.putFile(known && Number(known.id), state, facts, null);
    const keys = [facts.symbolNames, facts.symbolIds, facts.useKeys, facts.importParts];
    if (known) this.changeKeys(file, keysIn(known), keys);
    else for (const [at, list] of keys.entries()) for (const key of list) this.waiting[at]?.push([key, file]);
    this.putChunks(file, facts.chunks, known === undefined);
  }

  private leaveOut(state: FileState, reason: string): void {
    const known = this.known(state.name);
    if (known) this.clear(known);
    this.putFile(known && Number(known.id), state, undefined, reason);
  }

  /** Not where another process has written other bytes meanwhile: their time is another one. */
  private touch({ name, bytes, mtimeMs, hash }: FileState): void {
    this.run('UPDATE files SET bytes = ?, mtime = ? WHERE name = ? AND hash = ?', bytes, mtimeMs, name, hash);
  }

  private remove(name: string): void {
    const known = this.known(name);
    if (!known) return;
    this.clear(known);
    this.run('DELETE FROM files WHERE id = ?', Number(known.id));
  }

  private clear(known: Row): void {
    const file = Number(known.id);
    this.changeKeys(file, keysIn(known), [[], [], [], []]);
    this.run('DELETE FROM words WHERE rowid IN (SELECT id FROM chunks WHERE file = ?)', file);
    this.run('DELETE FROM chunks WHERE file = ?', file);
  }

  private putFile(
    known: number | undefined,
    state: FileState,
    facts: PackedFacts | undefined,
    leftOut: string | null,
  ): number {
    const { name, bytes, mtimeMs, hash } = state;
    const { language = null, lines = 0, tokens = 0, symbolCount = 0, note = null, blob = null } = facts ?? {};
    const values = [bytes, mtimeMs, hash, language, lines, tokens, symbolCount, leftOut, note, blob] as const;
    if (known !== undefined) {
      this.run(UPDATE_FILE, ...values, known);
      return known;
    }
    const id = this.nextId('files');
    this.run(INSERT_FILE, ...values, id, name);
    return id;
  }

  /** Only what is new is inserted, and only what is gone is deleted. */
  private changeKeys(file: number, before: Keys, after: Keys): void {
    // The file may have come with a change that waits still.
    this.insertKeys();
    for (const [at, [table, column]] of KEY_TABLES.entries()) {
      const gone = new Set(before[at]);
      const insert = this.prepare(`INSERT OR IGNORE INTO ${table} VALUES (?, ?)`);
      for (const key of after[at] ?? []) if (!gone.delete(key)) insert.run(key, file);
      // Names that differ in case are one row: it stays as long as one of them does.
      const kept = new Set((after[at] ?? []).map(folded));
      for (const key of gone) {
        if (!kept.has(folded(key))) this.run(`DELETE FROM ${table} WHERE ${column} = ? AND file = ?`, key, file);
      }
    }
  }

  private insertKeys(): void {
    for (const [at, [table]] of KEY_TABLES.entries()) {
      const keys = this.waiting[at] ?? [];
      keys.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
      this.insertRows(table, keys);
      keys.length = 0;
    }
  }

  private insertRows(table: string, rows: readonly (readonly [Key, number])[]): void {
    const many = this.prepare(`INSERT OR IGNORE INTO ${table} VALUES ${'(?, ?), '.repeat(ROWS_AT_ONCE - 1)}(?, ?)`);
    const whole = rows.length - (rows.length % ROWS_AT_ONCE);
    for (let at = 0; at < whole; at += ROWS_AT_ONCE) many.run(...rows.slice(at, at + ROWS_AT_ONCE).flat());
    const one = this.prepare(`INSERT OR IGNORE INTO ${table} VALUES (?, ?)`);
    for (let at = whole; at < rows.length; at++) one.run(...(rows[at] ?? []));
  }

  private putChunks(file: number, chunks: readonly ChunkFacts[], isNew: boolean): void {
    const before = isNew ? new Map<number, number[]>() : this.chunkIds(file);
    for (const chunk of chunks) {
      const { start, end, startLine, endLine, symbol, tokens, key } = chunk;
      const place = [start, end, startLine, endLine, symbol, tokens] as const;
      const known = before.get(key)?.shift();
      if (known !== undefined) {
        this.run(
          'UPDATE chunks SET start = ?, end = ?, start_line = ?, end_line = ?, symbol = ?, tokens = ? WHERE id = ?',
          ...place,
          known,
        );
      } else this.insertChunk(file, chunk, place);
    }
    for (const id of [...before.values()].flat()) {
      this.run('DELETE FROM words WHERE rowid = ?', id);
      this.run('DELETE FROM chunks WHERE id = ?', id);
    }
  }

  private insertChunk(file: number, { key, words }: ChunkFacts, place: readonly number[]): void {
    const { name, signature, doc, path, body } = words;
    const id = this.nextId('chunks');
    this.run(
      'INSERT INTO chunks (id, file, key, start, end, start_line, end_line, symbol, tokens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      file,
      key,
      ...place,
    );
    const insert = 'INSERT INTO words (rowid, name, signature, doc, path, body) VALUES (?, ?, ?, ?, ?, ?)';
    this.run(insert, id, name, signature, doc, path, body);
  }

  /** Ids are given here, because asking the database for the one it gave costs as much as the row. */
  private nextId(table: 'files' | 'chunks'): number {
    const last = this.lastIds[table] ?? Number(this.prepare(`SELECT max(id) AS last FROM ${table}`).get()?.last ?? 0);
    this.lastIds[table] = last + 1;
    return last + 1;
  }

  /** Chunks of a file by the hash of their words; those of the same words in order. */
  private chunkIds(file: number): Map<number, number[]> {
    const ids = new Map<number, number[]>();
    for (const { id, key } of this.prepare('SELECT id, key FROM chunks WHERE file = ? ORDER BY start').all(file)) {
      const list = ids.get(Number(key)) ?? [];
      ids.set(Number(key), list);
      list.push(Number(id));
    }
    return ids;
  }

  private known(name: string): Row | undefined {
    return this.prepare('SELECT id, hash, language, left_out, note, facts FROM files WHERE name = ?').get(name);
  }

  private run(sql: string, ...values: readonly SqlValue[]): void {
    this.prepare(sql).run(...values);
  }

  private prepare(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

const folded = (key: Key): Key => (typeof key === 'string' ? foldAscii(key) : key);

/** The keys of a file as they were written, from its facts. */
function keysIn({ facts }: Row): Keys {
  if (!(facts instanceof Uint8Array)) return [[], [], [], []];
  const { symbols, imports, uses } = unpackFacts(facts);
  return [
    [...new Set(symbols.map(({ name }) => name))],
    [...new Set(symbols.map(({ id }) => id))],
    uses.names.map(hash52),
    [...new Set(imports.map(({ from }) => lastPartOf(from)))],
  ];
}
