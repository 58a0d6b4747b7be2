// An imported SCIP index in SQLite: opened to be read, or begun anew. Reads only what was asked for.

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hash52 } from '../base/hash.js';
import type { Log } from '../base/log.js';
import type { PositionEncoding, ScipPlace } from '../model/scip.js';
import { guarded, translated, translatedLater } from './guarded.js';
import { removeUnfinished, ScipBuilder, unfinishedName } from './scipBuilder.js';
import { unpackScipPlaces } from './scipPlaces.js';
import { LOCAL_SYMBOL, RELATIONS, SCIP_SCHEMA } from './scipSchema.js';
import {
  type ScipFacts,
  type ScipFile,
  type ScipHit,
  type ScipStore,
  type ScipStoreBuilder,
  type ScipSymbol,
  type ScipUses,
  type SymbolKey,
  scipFactsSchema,
} from './scipStore.js';
import { isLocal } from './scipSymbol.js';
import { type Database, openDatabase, type Row, type SqlValue, type Statement } from './sqlite.js';

export interface ScipStoreOptions {
  /** Path of the database. */
  readonly path: string;
  readonly log: Log;
  readonly nativeBinding?: string;
}

/** Undefined where there is none, or none that this version can read. */
export function openScipStore(options: ScipStoreOptions): ScipStore | undefined {
  if (!existsSync(options.path)) return undefined;
  const database = open(options.path, options);
  const facts = translated(() => factsIn(database));
  if (facts) return new SqliteScipStore(guarded(database), facts);
  database.close();
  return undefined;
}

/** Throws `StoreFull` where nothing can be written. */
export function buildScipStore(options: ScipStoreOptions): ScipStoreBuilder {
  const { path } = options;
  const file = unfinishedName(path, randomUUID());
  const builder = new ScipBuilder(open(file, options), file, path);
  removeUnfinished(path, Date.now());
  return {
    addDocuments: (documents) => translated(() => builder.addDocuments(documents)),
    addSymbols: (symbols) => translated(() => builder.addSymbols(symbols)),
    finish: (facts) => translatedLater(() => builder.finish(facts)),
    discard: () => builder.discard(),
  };
}

/** As in the index: a name is found without reading a page twice, and the journal is carried over seldom. */
const PRAGMAS = ['cache_size = -16384', 'wal_autocheckpoint = 4096', 'journal_size_limit = 16777216'];

function open(file: string, { log, nativeBinding }: ScipStoreOptions): Database {
  const binding = nativeBinding === undefined ? {} : { nativeBinding };
  return translated(() =>
    openDatabase(file, { migrations: [SCIP_SCHEMA], isDerived: true, pragmas: PRAGMAS, log, ...binding }),
  );
}

function factsIn(database: Database): ScipFacts | undefined {
  const written = database.prepare("SELECT value FROM notes WHERE key = 'facts'").get()?.value;
  try {
    return scipFactsSchema.safeParse(JSON.parse(String(written))).data;
  } catch {
    // Not JSON, as where there are no facts.
    return undefined;
  }
}

/** As the indexers of TypeScript, of Java, Kotlin and Scala, and of C# call them. */
const CONSTRUCTORS = ['`<constructor>`', '`<init>`', '`.ctor`'];
const MAX_OVERLOADS = 100;

class SqliteScipStore implements ScipStore {
  private readonly statements = new Map<string, Statement>();

  constructor(
    private readonly database: Database,
    readonly facts: ScipFacts,
  ) {}

  file(path: string): ScipFile | undefined {
    return this.document(path)?.file;
  }

  isStale(path: string, mtimeMs: number): boolean {
    return mtimeMs > this.facts.mtimeMs || this.document(path) === undefined;
  }

  symbolsAt(path: string, line: number, character: number): readonly ScipHit[] {
    const document = this.document(path);
    if (!document) return [];
    const rows = this.all('SELECT symbol, places FROM places WHERE document = ?', document.id);
    const hits = rows.flatMap((row) =>
      placesOf(row)
        .filter((place) => covers(place, line, character))
        .map((place) => ({ id: Number(row.symbol), place })),
    );
    const inOrder = hits.sort((a, b) => compareHits(a.place, b.place) || a.id - b.id);
    return inOrder.flatMap(({ id, place }) => this.symbols(BY_ID, id).map((symbol) => ({ ...symbol, place })));
  }

  symbolsNamed(name: string, limit: number): readonly ScipSymbol[] {
    return this.symbols(BY_NAME, name, name, limit);
  }

  *occurrencesOf(key: SymbolKey): Iterable<ScipUses> {
    const id = this.idOf(key);
    if (id === undefined) return;
    for (const row of this.all(USES, id)) {
      const file = this.fileOf(row);
      if (file) yield { ...file, places: placesOf(row) };
    }
  }

  implementationsOf(key: SymbolKey): readonly ScipSymbol[] {
    const id = this.idOf(key);
    return id === undefined ? [] : this.symbols(IMPLEMENTATIONS, id);
  }

  referencedWith(key: SymbolKey): readonly ScipSymbol[] {
    const id = this.idOf(key);
    return id === undefined ? [] : this.symbols(REFERENCED_WITH, id, id);
  }

  constructorsOf({ symbol }: SymbolKey): readonly ScipSymbol[] {
    if (!symbol.endsWith('#')) return [];
    return CONSTRUCTORS.flatMap((name) => {
      const found: ScipSymbol[] = [];
      for (let overload = 0; overload < MAX_OVERLOADS; overload++) {
        const id = this.idOf({ symbol: `${symbol}${name}(${overload === 0 ? '' : `+${overload}`}).` });
        if (id === undefined) break;
        found.push(...this.symbols(BY_ID, id));
      }
      return found;
    });
  }

  close(): void {
    this.database.close();
  }

  private idOf({ symbol, path }: SymbolKey): number | undefined {
    if (!isLocal(symbol)) {
      const rows = this.all('SELECT id, symbol FROM symbols WHERE hash = ?', hash52(symbol));
      // Another one may have the same hash.
      return idIn(rows.find((row) => row.symbol === symbol));
    }
    const document = path === undefined ? undefined : this.document(path);
    return document && idIn(this.all(LOCAL_SYMBOL, document.id, symbol)[0]);
  }

  private document(path: string): { readonly id: number; readonly file: ScipFile } | undefined {
    const { add, cut } = this.facts;
    if (!path.startsWith(add)) return undefined;
    const [row] = this.all('SELECT * FROM documents WHERE path = ?', cut + path.slice(add.length));
    const file = row && this.fileOf(row);
    return file && { id: Number(row.id), file };
  }

  /** Undefined for documents outside of the workspace folder. */
  private fileOf(row: Row): ScipFile | undefined {
    const path = this.pathOf(String(row.path));
    return path === undefined
      ? undefined
      : { path, language: String(row.language), encoding: row.encoding as PositionEncoding };
  }

  private pathOf(written: string): string | undefined {
    const { add, cut } = this.facts;
    return written.startsWith(cut) ? add + written.slice(cut.length) : undefined;
  }

  private symbols(sql: string, ...values: readonly SqlValue[]): readonly ScipSymbol[] {
    return this.all(sql, ...values).map((row) => {
      const path = row.path === null ? undefined : this.pathOf(String(row.path));
      const name = row.display ?? row.name;
      return {
        symbol: String(row.symbol),
        ...(name !== null && { name: String(name) }),
        ...(path !== undefined && { path }),
      };
    });
  }

  private all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    const known = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, known);
    return known.all(...values);
  }
}

const SYMBOLS = 'SELECT s.*, d.path FROM symbols s LEFT JOIN documents d ON d.id = s.document';
const BY_ID = `${SYMBOLS} WHERE s.id = ?`;
const BY_NAME = `${SYMBOLS} WHERE s.id IN (SELECT id FROM symbols WHERE name = ? UNION SELECT id FROM symbols WHERE display = ?)
  ORDER BY s.document IS NOT NULL, s.id LIMIT ?`;
const USES =
  'SELECT d.*, p.places FROM places p JOIN documents d ON d.id = p.document WHERE p.symbol = ? ORDER BY d.path';
const IMPLEMENTATIONS = `${SYMBOLS} WHERE s.id IN
  (SELECT source FROM relations WHERE target = ? AND kinds & ${RELATIONS.implementation}) ORDER BY s.id`;
const REFERENCED_WITH = `${SYMBOLS} WHERE s.id IN
  (SELECT source FROM relations WHERE target = ? AND kinds & ${RELATIONS.reference}
   UNION SELECT target FROM relations WHERE source = ? AND kinds & ${RELATIONS.reference}) ORDER BY s.id`;

const idIn = (row: Row | undefined): number | undefined => row && Number(row.id);

const placesOf = (row: Row): readonly ScipPlace[] => unpackScipPlaces(row.places as Uint8Array);

/** A place without width is at its start. */
function covers({ line, character, endLine, endCharacter }: ScipPlace, atLine: number, at: number): boolean {
  if (atLine === line && at === character) return true;
  const isAfterStart = atLine > line || (atLine === line && at >= character);
  return isAfterStart && (atLine < endLine || (atLine === endLine && at < endCharacter));
}

/** Definitions first, then the narrowest. */
const compareHits = (a: ScipPlace, b: ScipPlace): number =>
  (b.roles & 1) - (a.roles & 1) ||
  a.endLine - a.line - (b.endLine - b.line) ||
  a.endCharacter - a.character - (b.endCharacter - b.character);
