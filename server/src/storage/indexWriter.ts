// Changes to the tables of an index: all rows of a file at once, inside the transaction of the caller.
// What an edit leaves as it was is not written again: full text costs most, so a chunk with the same words keeps its row.

import { hash52 } from '../base/hash.js';
import type { ChunkFacts, FileFacts, FileState, PackedNames } from '../model/facts.js';
import type { ImportBinding } from '../model/source.js';
import { type Change, lastPartOf, type StoredModule } from './indexStore.js';
import type { Database, Row, SqlValue, Statement } from './sqlite.js';

const INSERT_SYMBOL = `INSERT INTO symbols (file, place, id, name, kind, parent, signature, exported, doc, start, end,
  name_start, start_line, end_line, full_tokens, skeleton_tokens, outline_tokens)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const FILE_COLUMNS = [
  'bytes',
  'mtime',
  'hash',
  'language',
  'lines',
  'tokens',
  'symbols',
  'left_out',
  'note',
  'strings',
];
const INSERT_FILE = `INSERT INTO files (${FILE_COLUMNS.join(', ')}, id, name) VALUES (${'?, '.repeat(FILE_COLUMNS.length)}?, ?)`;
const UPDATE_FILE = `UPDATE files SET ${FILE_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;

const NOTHING: PackedNames = { names: [], bytes: new Uint8Array(), ends: new Uint32Array(), strings: [] };

export class IndexWriter {
  private readonly statements = new Map<string, Statement>();

  private lastIds: { files?: number; chunks?: number } = {};

  constructor(private readonly database: Database) {}

  /** Another process may have written since the last transaction. */
  begin(): void {
    this.lastIds = {};
  }

  write(change: Change): void {
    if (change.kind === 'put') this.put(change.state, change.facts);
    else if (change.kind === 'leftOut') this.leaveOut(change.state, change.reason);
    else if (change.kind === 'touch') this.touch(change.state);
    else this.remove(change.name);
  }

  setModules(modules: readonly StoredModule[]): void {
    this.run('DELETE FROM modules');
    for (const { id, path, name, by } of modules)
      this.run('INSERT INTO modules VALUES (?, ?, ?, ?)', id, path, name, by);
  }

  private put(state: FileState, facts: FileFacts): void {
    const known = this.prepare('SELECT id, hash, left_out, note FROM files WHERE name = ?').get(state.name);
    // Another process was here first.
    const isSame = known?.hash === state.hash && known.left_out === null && known.note === (facts.note ?? null);
    if (isSame) {
      this.touch(state);
      return;
    }
    // The rows of a file that is new need no look at what was there.
    const isNew = known === undefined;
    const file = this.putFile(known && Number(known.id), state, facts, null);
    if (!isNew) this.run('DELETE FROM symbols WHERE file = ?', file);
    this.putSymbols(file, facts);
    this.putUses(file, facts.uses, isNew);
    if (!isNew) this.run('DELETE FROM imports WHERE file = ?', file);
    for (const [place, binding] of facts.imports.entries()) this.putImport(file, place, binding);
    this.putChunks(file, facts.chunks, isNew);
  }

  private leaveOut(state: FileState, reason: string): void {
    const known = this.idOf(state.name);
    if (known !== undefined) this.clear(known);
    this.putFile(known, state, { lines: 0, tokens: 0, symbols: [], uses: NOTHING, imports: [], chunks: [] }, reason);
  }

  private touch({ name, bytes, mtimeMs }: FileState): void {
    this.run('UPDATE files SET bytes = ?, mtime = ? WHERE name = ?', bytes, mtimeMs, name);
  }

  private remove(name: string): void {
    const file = this.idOf(name);
    if (file === undefined) return;
    this.clear(file);
    this.run('DELETE FROM files WHERE id = ?', file);
  }

  private clear(file: number): void {
    this.run('DELETE FROM symbols WHERE file = ?', file);
    this.run('DELETE FROM uses WHERE file = ?', file);
    this.run('DELETE FROM imports WHERE file = ?', file);
    this.run('DELETE FROM words WHERE rowid IN (SELECT id FROM chunks WHERE file = ?)', file);
    this.run('DELETE FROM chunks WHERE file = ?', file);
  }

  private putFile(known: number | undefined, state: FileState, facts: FileFacts, leftOut: string | null): number {
    const { name, bytes, mtimeMs, hash } = state;
    const { language = null, lines, tokens, symbols, note = null, uses } = facts;
    const strings = `${uses.names.join('\n')}\0${uses.strings.join('\n')}`;
    const values = [bytes, mtimeMs, hash, language, lines, tokens, symbols.length, leftOut, note, strings] as const;
    if (known !== undefined) {
      this.run(UPDATE_FILE, ...values, known);
      return known;
    }
    const id = this.nextId('files');
    this.run(INSERT_FILE, ...values, id, name);
    return id;
  }

  private putSymbols(file: number, { symbols }: FileFacts): void {
    const insert = this.prepare(INSERT_SYMBOL);
    for (const [place, symbol] of symbols.entries()) {
      const { full, skeleton, outline } = symbol.tokens;
      insert.run(
        file,
        place,
        symbol.id,
        symbol.name,
        symbol.kind,
        symbol.parent ?? null,
        symbol.signature,
        symbol.exported ? 1 : 0,
        symbol.doc ?? null,
        symbol.start,
        symbol.end,
        symbol.nameStart,
        symbol.startLine,
        symbol.endLine,
        full,
        skeleton,
        outline,
      );
    }
  }

  private putUses(file: number, { names, bytes, ends }: PackedNames, isNew: boolean): void {
    const before = new Map<number, Uint8Array>();
    if (!isNew) {
      for (const { name, places } of this.prepare('SELECT name, places FROM uses WHERE file = ?').all(file))
        before.set(Number(name), places as Uint8Array);
    }
    const insert = this.prepare('INSERT OR REPLACE INTO uses VALUES (?, ?, ?)');
    for (const [at, name] of names.entries()) {
      const places = bytes.subarray(at === 0 ? 0 : ends[at - 1], ends[at]);
      const key = hash52(name);
      const known = before.get(key);
      before.delete(key);
      if (!known || !isEqual(known, places)) insert.run(file, key, places);
    }
    for (const gone of before.keys()) this.run('DELETE FROM uses WHERE file = ? AND name = ?', file, gone);
  }

  private putImport(file: number, place: number, { from, name, local, isReexport, start }: ImportBinding): void {
    const values = [file, place, from, lastPartOf(from), name, local ?? null, isReexport ? 1 : 0, start] as const;
    this.run('INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?)', ...values);
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
      'INSERT INTO chunks (id, file, words, start, end, start_line, end_line, symbol, tokens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
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
    for (const { id, words } of this.prepare('SELECT id, words FROM chunks WHERE file = ? ORDER BY id').all(file)) {
      const list = ids.get(Number(words)) ?? [];
      ids.set(Number(words), list);
      list.push(Number(id));
    }
    return ids;
  }

  private idOf(name: string): number | undefined {
    const row: Row | undefined = this.prepare('SELECT id FROM files WHERE name = ?').get(name);
    return row && Number(row.id);
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

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
