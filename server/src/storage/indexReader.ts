// Rows of an index to plain data. Reads only, and only what was asked for.

import { hash52 } from '../base/hash.js';
import type { DeclarationKind } from '../model/source.js';
import { FIELD_WEIGHTS } from './indexSchema.js';
import type {
  IndexTotals,
  StoredChunk,
  StoredFile,
  StoredImport,
  StoredModule,
  StoredSymbol,
  StoredUses,
} from './indexStore.js';
import { unpackPlaces } from './places.js';
import type { Database, Row, SqlValue, Statement } from './sqlite.js';

const FILE_COLUMNS = 'id, name, bytes, mtime, hash, language, lines, tokens, symbols, left_out, note';
const WEIGHTS = Object.values(FIELD_WEIGHTS).join(', ');

export class IndexReader {
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  files(): readonly StoredFile[] {
    return this.all(`SELECT ${FILE_COLUMNS} FROM files ORDER BY name`).map(fileOf);
  }

  file(name: string): StoredFile | undefined {
    return this.all(`SELECT ${FILE_COLUMNS} FROM files WHERE name = ?`, name).map(fileOf)[0];
  }

  filesBelow(prefix: string): readonly StoredFile[] {
    const sql = `SELECT ${FILE_COLUMNS} FROM files WHERE name >= ? AND name < ? ORDER BY name`;
    return this.all(sql, prefix, `${prefix}\u{10ffff}`).map(fileOf);
  }

  fileById(id: number): StoredFile | undefined {
    return this.all(`SELECT ${FILE_COLUMNS} FROM files WHERE id = ?`, id).map(fileOf)[0];
  }

  totals(): IndexTotals {
    const [row] = this.all(`SELECT
      count(*) FILTER (WHERE left_out IS NULL) AS files, count(*) FILTER (WHERE left_out IS NOT NULL) AS leftOut,
      total(symbols) AS symbols, total(tokens) AS tokens,
      total(bytes) FILTER (WHERE left_out IS NULL) AS sourceBytes,
      (SELECT count(*) FROM chunks) AS chunks FROM files`);
    const of = (name: keyof IndexTotals) => Number(row?.[name] ?? 0);
    return {
      files: of('files'),
      leftOut: of('leftOut'),
      symbols: of('symbols'),
      chunks: of('chunks'),
      tokens: of('tokens'),
      sourceBytes: of('sourceBytes'),
    };
  }

  modules(): readonly StoredModule[] {
    return this.all('SELECT id, path, name, by FROM modules ORDER BY path').map((row) => ({
      id: String(row.id),
      path: String(row.path),
      name: String(row.name),
      by: String(row.by),
    }));
  }

  symbolsOf(file: number): readonly StoredSymbol[] {
    return this.all('SELECT * FROM symbols WHERE file = ? ORDER BY place', file).map(symbolOf);
  }

  symbolsNamed(name: string): readonly StoredSymbol[] {
    return this.all(
      'SELECT * FROM symbols WHERE name = ? COLLATE NOCASE AND name = ? ORDER BY file, place',
      name,
      name,
    ).map(symbolOf);
  }

  symbolById(id: number): StoredSymbol | undefined {
    return this.all('SELECT * FROM symbols WHERE id = ? ORDER BY file, place LIMIT 1', id).map(symbolOf)[0];
  }

  symbolsLike(prefix: string, limit: number): readonly StoredSymbol[] {
    // The largest character of all ends the range of names that begin with the prefix.
    return this.all(
      `SELECT * FROM symbols WHERE name >= ? COLLATE NOCASE AND name < ? COLLATE NOCASE
       ORDER BY name COLLATE NOCASE, file, place LIMIT ?`,
      prefix,
      `${prefix}\u{10ffff}`,
      limit,
    ).map(symbolOf);
  }

  usesOf(name: string): readonly StoredUses[] {
    const rows = this.all('SELECT file, places FROM uses WHERE name = ? ORDER BY file', hash52(name));
    return rows.flatMap(({ file, places }) => {
      const { names, strings } = this.stringsOf(Number(file));
      // Another name with the same hash.
      if (!names.includes(name)) return [];
      return [{ file: Number(file), name, places: this.places(Number(file), places, strings) }];
    });
  }

  usesIn(file: number): readonly StoredUses[] {
    const { names, strings } = this.stringsOf(file);
    const rows = new Map(
      this.all('SELECT name, places FROM uses WHERE file = ?', file).map((row) => [row.name, row.places]),
    );
    return names.flatMap((name) => {
      const places = rows.get(hash52(name));
      return places === undefined ? [] : [{ file, name, places: this.places(file, places, strings) }];
    });
  }

  importsOf(file: number): readonly StoredImport[] {
    return this.all('SELECT * FROM imports WHERE file = ? ORDER BY place', file).map(importOf);
  }

  importsOfModule(lastPart: string): readonly StoredImport[] {
    return this.all('SELECT * FROM imports WHERE last_part = ? ORDER BY file, place', lastPart).map(importOf);
  }

  chunksOf(file: number): readonly StoredChunk[] {
    return this.all('SELECT * FROM chunks WHERE file = ? ORDER BY start', file).map(chunkOf);
  }

  chunk(id: number): StoredChunk | undefined {
    return this.all('SELECT * FROM chunks WHERE id = ?', id).map(chunkOf)[0];
  }

  search(expression: string, limit: number): readonly { readonly chunk: number; readonly score: number }[] {
    const rows = this.all(
      `SELECT rowid AS chunk, bm25(words, ${WEIGHTS}) AS score FROM words WHERE words MATCH ? ORDER BY score, rowid LIMIT ?`,
      expression,
      limit,
    );
    // SQLite's scores are negative, the best one the least.
    return rows.map(({ chunk, score }) => ({ chunk: Number(chunk), score: -Number(score) }));
  }

  documentFrequency(word: string): number {
    return Number(this.all('SELECT doc FROM words_frequency WHERE term = ?', word)[0]?.doc ?? 0);
  }

  note(key: string): string | undefined {
    const row = this.all('SELECT value FROM notes WHERE key = ?', key)[0];
    return row && String(row.value);
  }

  private stringsOf(file: number): { readonly names: readonly string[]; readonly strings: readonly string[] } {
    const written = String(this.all('SELECT strings FROM files WHERE id = ?', file)[0]?.strings ?? '\0');
    const border = written.indexOf('\0');
    return { names: linesOf(written.slice(0, border)), strings: linesOf(written.slice(border + 1)) };
  }

  private places(file: number, places: unknown, strings: readonly string[]) {
    const starts = this.all('SELECT start FROM symbols WHERE file = ? ORDER BY place', file).map((row) =>
      Number(row.start),
    );
    return unpackPlaces(places as Uint8Array, starts, strings).sort((a, b) => a.start - b.start);
  }

  private all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    const known = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, known);
    return known.all(...values);
  }
}

const linesOf = (written: string): readonly string[] => (written === '' ? [] : written.split('\n'));

const text = (value: unknown): string | undefined => (value === null ? undefined : String(value));

function fileOf(row: Row): StoredFile {
  const [language, leftOut, note] = [text(row.language), text(row.left_out), text(row.note)];
  return {
    id: Number(row.id),
    name: String(row.name),
    bytes: Number(row.bytes),
    mtimeMs: Number(row.mtime),
    hash: String(row.hash),
    lines: Number(row.lines),
    tokens: Number(row.tokens),
    symbols: Number(row.symbols),
    ...(language !== undefined && { language }),
    ...(leftOut !== undefined && { leftOut }),
    ...(note !== undefined && { note }),
  };
}

function symbolOf(row: Row): StoredSymbol {
  const doc = text(row.doc);
  return {
    file: Number(row.file),
    place: Number(row.place),
    id: Number(row.id),
    name: String(row.name),
    kind: row.kind as DeclarationKind,
    ...(row.parent !== null && { parent: Number(row.parent) }),
    signature: String(row.signature),
    exported: row.exported === 1,
    ...(doc !== undefined && { doc }),
    start: Number(row.start),
    end: Number(row.end),
    nameStart: Number(row.name_start),
    startLine: Number(row.start_line),
    endLine: Number(row.end_line),
    tokens: {
      full: Number(row.full_tokens),
      skeleton: Number(row.skeleton_tokens),
      outline: Number(row.outline_tokens),
    },
  };
}

function importOf(row: Row): StoredImport {
  const local = text(row.local);
  return {
    file: Number(row.file),
    from: String(row.module),
    name: String(row.name),
    ...(local !== undefined && { local }),
    ...(row.reexport === 1 && { isReexport: true as const }),
    start: Number(row.start),
  };
}

function chunkOf(row: Row): StoredChunk {
  return {
    id: Number(row.id),
    file: Number(row.file),
    start: Number(row.start),
    end: Number(row.end),
    startLine: Number(row.start_line),
    endLine: Number(row.end_line),
    symbol: Number(row.symbol),
    tokens: Number(row.tokens),
  };
}
