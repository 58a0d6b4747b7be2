// Writes an imported SCIP index, a batch of documents at a time, into a file beside its place and moves it there at last.
// Of a symbol only two hashes and its number stay in memory: thirty bytes, where the index says it in a hundred.

import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { hash52 } from '../base/hash.js';
import type { ScipDocument, ScipInformation, ScipPlace } from '../model/scip.js';
import { HashTable, hash32 } from './hashTable.js';
import { packScipPlaces, unpackScipPlaces } from './scipPlaces.js';
import { LOCAL_SYMBOL, RELATIONS, SCIP_INDEXES } from './scipSchema.js';
import type { ScipFacts, ScipStoreBuilder } from './scipStore.js';
import { isLocal, lastName } from './scipSymbol.js';
import { type Database, removeDatabase, type Row, type SqlValue, type Statement } from './sqlite.js';

export class ScipBuilder implements ScipStoreBuilder {
  private readonly ids = new HashTable();
  private readonly statements = new Map<string, Statement>();
  private symbols = 0;
  private documents = 0;
  private isOpen = true;

  /** `database` is an empty one at `file`, with the tables of `SCIP_SCHEMA`. */
  constructor(
    private readonly database: Database,
    private readonly file: string,
    private readonly path: string,
  ) {}

  addDocuments(documents: readonly ScipDocument[]): void {
    this.database.transaction(() => {
      for (const document of documents) this.addDocument(document);
    });
  }

  addSymbols(symbols: readonly ScipInformation[]): void {
    const nowhere = new DocumentSymbols(undefined);
    this.database.transaction(() => {
      for (const symbol of symbols) if (!isLocal(symbol.symbol)) this.describe(symbol, nowhere);
    });
  }

  async finish(facts: ScipFacts): Promise<void> {
    this.run('INSERT INTO notes VALUES (?, ?)', 'facts', JSON.stringify(facts));
    for (const sql of SCIP_INDEXES) {
      this.database.exec(sql);
      // Each may take a second, and others wait for the thread.
      await setImmediate();
    }
    // Carries the journal over, which ends with it.
    this.close();
    // A journal of the old file would be taken for one of the new file.
    for (const journal of ['-wal', '-shm']) rmSync(this.path + journal, { force: true });
    renameSync(this.file, this.path);
  }

  discard(): void {
    this.close();
    removeDatabase(this.file);
  }

  private close(): void {
    if (this.isOpen) this.database.close();
    this.isOpen = false;
  }

  private addDocument({ path, language, encoding, occurrences, symbols }: ScipDocument): void {
    const before = this.get('SELECT id FROM documents WHERE path = ?', path);
    const id = before === undefined ? ++this.documents : Number(before.id);
    if (!before) this.run('INSERT INTO documents VALUES (?, ?, ?, ?)', id, path, language, encoding);
    const own = new DocumentSymbols(id, before !== undefined);
    for (const [symbol, places] of Map.groupBy(occurrences, (occurrence) => occurrence.symbol)) {
      this.addPlaces(this.idOf(symbol, own), own, places);
    }
    for (const symbol of symbols) this.describe(symbol, own);
  }

  private addPlaces(symbol: number, { document = 0, isKnown }: DocumentSymbols, places: readonly ScipPlace[]): void {
    const row = isKnown
      ? this.get('SELECT places FROM places WHERE symbol = ? AND document = ?', symbol, document)
      : undefined;
    const all = row === undefined ? places : [...unpackScipPlaces(row.places as Uint8Array), ...places];
    this.run('INSERT OR REPLACE INTO places VALUES (?, ?, ?)', document, symbol, packScipPlaces(all));
  }

  private describe({ symbol, displayName, relationships }: ScipInformation, own: DocumentSymbols): void {
    const id = this.idOf(symbol, own);
    if (displayName !== undefined && displayName !== lastName(symbol)) {
      const column = isLocal(symbol) ? 'name' : 'display';
      this.run(`UPDATE symbols SET ${column} = ? WHERE id = ?`, displayName, id);
    }
    for (const { symbol: target, isReference, isImplementation } of relationships) {
      const kinds = (isReference ? RELATIONS.reference : 0) + (isImplementation ? RELATIONS.implementation : 0);
      if (kinds === 0) continue;
      const sql = 'INSERT INTO relations VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET kinds = kinds | excluded.kinds';
      this.run(sql, this.idOf(target, own), id, kinds);
    }
  }

  /** The symbol's number; it gets one where it has none. */
  private idOf(symbol: string, own: DocumentSymbols): number {
    if (isLocal(symbol)) return this.localId(symbol, own);
    const hash = hash52(symbol);
    const check = hash32(symbol);
    const known = this.ids.get(hash, check);
    if (known !== undefined) return known;
    const id = this.insert(symbol, hash, undefined, lastName(symbol));
    this.ids.add(hash, check, id);
    return id;
  }

  private localId(symbol: string, { document, isKnown, locals }: DocumentSymbols): number {
    const known = locals.get(symbol);
    if (known !== undefined) return known;
    const row = isKnown && document !== undefined ? this.get(LOCAL_SYMBOL, document, symbol) : undefined;
    const id = row ? Number(row.id) : this.insert(symbol, undefined, document, undefined);
    locals.set(symbol, id);
    return id;
  }

  private insert(symbol: string, hash?: number, document?: number, name?: string): number {
    const id = ++this.symbols;
    const values = [id, symbol, hash ?? null, document ?? null, name ?? null];
    this.run('INSERT INTO symbols VALUES (?, ?, ?, ?, ?, NULL)', ...values);
    return id;
  }

  private run(sql: string, ...values: readonly SqlValue[]): void {
    this.statement(sql).run(...values);
  }

  private get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.statement(sql).get(...values);
  }

  private statement(sql: string): Statement {
    const known = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, known);
    return known;
  }
}

/** The document that is being written, and the numbers of its local symbols. */
class DocumentSymbols {
  readonly locals = new Map<string, number>();

  constructor(
    readonly document: number | undefined,
    /** A document of the same path was written before. */
    readonly isKnown = false,
  ) {}
}

/** Files of imports that were cut short; one that lasts longer than this was, too. */
const LONGEST_IMPORT_MS = 3_600_000;

export const unfinishedName = (path: string, id: string): string => `${path}.importing-${id}`;

/** Removes what processes left that ended in the middle of an import. */
export function removeUnfinished(path: string, now: number): void {
  const folder = dirname(path);
  const names = readdirSync(folder).filter((name) => name.startsWith(unfinishedName(basename(path), '')));
  for (const name of names) {
    const age = now - (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (age > LONGEST_IMPORT_MS) rmSync(join(folder, name), { force: true });
  }
}
