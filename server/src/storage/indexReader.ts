// Rows of an index to plain data. Reads only, and only what was asked for.

import { LRUCache } from 'lru-cache';
import { hash52 } from '../base/hash.js';
import type { PackedNames } from '../model/facts.js';
import { FIELD_WEIGHTS } from './indexSchema.js';
import {
  type ChunkPlaces,
  type FoundChunk,
  type IndexTotals,
  type StoredChunk,
  StoreDamaged,
  type StoredFile,
  type StoredImport,
  type StoredModule,
  type StoredSymbol,
  type StoredUses,
} from './indexStore.js';
import { foldAscii, lastPartOf } from './moduleNames.js';
import { unpackFacts } from './packedFacts.js';
import { unpackPlaces } from './places.js';
import type { Database, Row, SqlValue, Statement } from './sqlite.js';

const FILE_COLUMNS = 'id, name, bytes, mtime, hash, language, lines, tokens, symbols, left_out, note';
const WEIGHTS = Object.values(FIELD_WEIGHTS).join(', ');

/** So many more chunks are asked for that those of the same score at the end can be told. */
const MOST_TIED = 20;

interface Facts {
  readonly symbols: readonly StoredSymbol[];
  readonly imports: readonly StoredImport[];
  readonly uses: PackedNames;
  readonly starts: readonly number[];
}

const NOTHING: Facts = {
  symbols: [],
  imports: [],
  uses: { names: [], bytes: new Uint8Array(), ends: new Uint32Array(), strings: [] },
  starts: [],
};

/** Bytes of blobs whose contents are kept, which take about ten times as much: 20 MB. */
const MOST_UNPACKED_BYTES = 2_000_000;

export class IndexReader {
  private readonly statements = new Map<string, Statement>();
  private readonly unpacked = new LRUCache<string, Facts>({ maxSize: MOST_UNPACKED_BYTES });

  constructor(
    private readonly database: Database,
    private readonly onDamage: () => void = () => undefined,
  ) {}

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

  filesEnding(name: string): readonly StoredFile[] {
    // Names alone are in the index of names, so that no row is read.
    const rows = this.all(
      'SELECT id FROM files WHERE name = ? OR substr(name, -length(?)) = ?',
      name,
      `/${name}`,
      `/${name}`,
    );
    return rows.flatMap(({ id }) => this.fileById(Number(id)) ?? []).sort((a, b) => (a.name < b.name ? -1 : 1));
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
    return this.facts(file).symbols;
  }

  symbolsNamed(name: string): readonly StoredSymbol[] {
    const files = this.all(filesBy('symbol_names', 'name'), name);
    return files.flatMap(({ file }) => this.symbolsOf(Number(file)).filter((symbol) => symbol.name === name));
  }

  filesDeclaring(name: string): number {
    return Number(this.all('SELECT count(*) AS files FROM symbol_names WHERE name = ?', name)[0]?.files ?? 0);
  }

  symbolById(id: number): StoredSymbol | undefined {
    const files = this.all(filesBy('symbol_ids', 'id'), id);
    for (const { file } of files) {
      const found = this.symbolsOf(Number(file)).find((symbol) => symbol.id === id);
      if (found) return found;
    }
    return undefined;
  }

  symbolsLike(prefix: string, limit: number): readonly StoredSymbol[] {
    // The largest character of all ends the range of names that begin with the prefix.
    const rows = this.all(
      `SELECT symbol_names.name, file FROM symbol_names JOIN files ON files.id = file
       WHERE symbol_names.name >= ? AND symbol_names.name < ? ORDER BY symbol_names.name, files.name LIMIT ?`,
      prefix,
      `${prefix}\u{10ffff}`,
      limit,
    );
    const found = rows.flatMap(({ name, file }) => {
      const wanted = foldAscii(String(name));
      return this.symbolsOf(Number(file)).filter((symbol) => foldAscii(symbol.name) === wanted);
    });
    return found.slice(0, limit);
  }

  usesOf(name: string): readonly StoredUses[] {
    const rows = this.all(filesBy('use_names', 'name'), hash52(name));
    // Another name may have the same hash.
    return rows.flatMap(({ file }) => this.uses(Number(file), (found) => found === name));
  }

  usesIn(file: number): readonly StoredUses[] {
    return this.uses(file, () => true);
  }

  importsOf(file: number): readonly StoredImport[] {
    return this.facts(file).imports;
  }

  importsOfModule(lastPart: string): readonly StoredImport[] {
    const files = this.all(filesBy('import_parts', 'part'), lastPart);
    return files.flatMap(({ file }) =>
      this.importsOf(Number(file)).filter(({ from }) => lastPartOf(from) === lastPart),
    );
  }

  chunksOf(file: number): readonly StoredChunk[] {
    return this.all('SELECT * FROM chunks WHERE file = ? ORDER BY start', file).map(chunkOf);
  }

  chunk(id: number): StoredChunk | undefined {
    return this.all('SELECT * FROM chunks WHERE id = ?', id).map(chunkOf)[0];
  }

  search(expression: string, limit: number): readonly FoundChunk[] {
    // Scored before anything is joined: a word that is common stands in a hundred thousand chunks.
    const rows = this.all(
      `SELECT chunks.*, files.name AS file_name, score
       FROM (SELECT rowid, bm25(words, ${WEIGHTS}) AS score FROM words WHERE words MATCH ? ORDER BY score LIMIT ?) AS found
       JOIN chunks ON chunks.id = found.rowid JOIN files ON files.id = chunks.file
       ORDER BY score, files.name, chunks.start`,
      expression,
      limit + MOST_TIED,
    );
    // Of chunks with the same score those that came first were indexed first, which says nothing: all of them or none.
    const last = rows.length === limit + MOST_TIED ? rows.at(-1)?.score : undefined;
    // SQLite's scores are negative, the best one the least.
    return rows
      .filter(({ score }) => score !== last)
      .slice(0, limit)
      .map((row) => ({ ...chunkOf(row), score: -Number(row.score) }));
  }

  chunksWith(expression: string): Uint32Array {
    // As one string: a row for each id takes ten times as long.
    const [row] = this.all('SELECT group_concat(rowid) AS ids FROM words WHERE words MATCH ?', expression);
    return numbersIn(row?.ids).sort();
  }

  chunkPlaces(): ChunkPlaces {
    const [row] = this.all(
      `SELECT max(id) AS last, group_concat(id || ',' || file) AS pairs FROM
       (SELECT chunks.id AS id, file FROM files JOIN chunks ON chunks.file = files.id ORDER BY files.name, chunks.start)`,
    );
    const size = Number(row?.last ?? 0) + 1;
    const [files, ranks] = [new Uint32Array(size), new Uint32Array(size)];
    const pairs = numbersIn(row?.pairs);
    for (let at = 0; at < pairs.length; at += 2) {
      const id = pairs[at] ?? 0;
      files[id] = pairs[at + 1] ?? 0;
      ranks[id] = at;
    }
    return { files, ranks };
  }

  documentFrequency(word: string): number {
    return Number(this.all('SELECT doc FROM words_frequency WHERE term = ?', word)[0]?.doc ?? 0);
  }

  note(key: string): string | undefined {
    const row = this.all('SELECT value FROM notes WHERE key = ?', key)[0];
    return row && String(row.value);
  }

  private uses(file: number, isWanted: (name: string) => boolean): readonly StoredUses[] {
    const { uses, starts } = this.facts(file);
    return uses.names.flatMap((name, at) => {
      if (!isWanted(name)) return [];
      const bytes = uses.bytes.subarray(at === 0 ? 0 : uses.ends[at - 1], uses.ends[at]);
      return [{ file, name, places: unpackPlaces(bytes, starts, uses.strings) }];
    });
  }

  /** Unpacked once for as long as the file is the same and others are not asked for more. */
  private facts(file: number): Facts {
    const [row] = this.all('SELECT name, hash, language, note FROM files WHERE id = ?', file);
    if (!row) return NOTHING;
    // Ids are given again, and the ids of symbols follow from the name.
    const key = [file, row.name, row.hash, row.language, row.note].join('\0');
    const known = this.unpacked.get(key);
    if (known) return known;
    const blob = this.all('SELECT facts FROM files WHERE id = ?', file)[0]?.facts;
    if (!(blob instanceof Uint8Array)) return NOTHING;
    const { symbols, imports, uses } = this.reading(() => unpackFacts(blob));
    const facts: Facts = {
      symbols: symbols.map((symbol, place) => ({ ...symbol, file, place })),
      imports: imports.map((binding) => ({ ...binding, file })),
      uses,
      starts: symbols.map(({ start }) => start),
    };
    this.unpacked.set(key, facts, { size: 1 + blob.length });
    return facts;
  }

  private all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    return this.reading(() => {
      const known = this.statements.get(sql) ?? this.database.prepare(sql);
      this.statements.set(sql, known);
      return known.all(...values);
    });
  }

  private reading<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof StoreDamaged) this.onDamage();
      throw error;
    }
  }
}

/** Of a list with commas. */
function numbersIn(list: unknown): Uint32Array {
  if (typeof list !== 'string') return new Uint32Array();
  const numbers = new Uint32Array((list.length + 2) >> 1);
  let count = 0;
  let number = 0;
  for (let at = 0; at < list.length; at++) {
    const code = list.charCodeAt(at);
    if (code !== COMMA) {
      number = 10 * number + code - ZERO;
      continue;
    }
    numbers[count++] = number;
    number = 0;
  }
  numbers[count++] = number;
  return numbers.slice(0, count);
}

const COMMA = 44;
const ZERO = 48;

const text = (value: unknown): string | undefined => (value === null ? undefined : String(value));

/** In order of their names: ids depend on what was indexed first, answers must not. */
const filesBy = (table: string, column: string): string =>
  `SELECT file FROM ${table} JOIN files ON files.id = file WHERE ${table}.${column} = ? ORDER BY files.name`;

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
