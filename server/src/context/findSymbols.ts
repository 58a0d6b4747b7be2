// The verbs `searchSymbols` and `findReferences`: from the indexes of all folders to what users and tools see, within limits that
// are told.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { lineAt, lineStarts } from '../base/text.js';
import { type IndexedFolder, textOf } from '../indexing/workspace.js';
import type {
  ReferenceInfo,
  FindReferencesRequest,
  FindReferencesResult,
  SymbolInfo,
  SearchSymbolsRequest,
  SearchSymbolsResult,
  Truncation,
} from '../model/index.js';
import { moduleOfFile } from '../indexing/modules.js';
import { keyOf } from '../retrieval/declared.js';
import { isTestFile, qualifiedName, type Resolvers } from '../retrieval/folderIndex.js';
import { findReferences } from '../retrieval/references.js';
import type { Resolver } from '../retrieval/resolve.js';
import { searchSymbols, type SymbolHit } from '../retrieval/symbols.js';
import type { StoredSymbol } from '../storage/indexStore.js';
import { completenessOf } from './indexStatus.js';

export interface QueryLimits {
  readonly maxSymbols: number;
  readonly maxReferences: number;
}

interface FolderHit extends SymbolHit {
  readonly folder: IndexedFolder;
}

/** Symbols of a name that are told of, and those that are counted. */
const FEW = 5;
const MOST_OF_A_NAME = 50;

const DEFAULT_SYMBOLS = 20;
const DEFAULT_REFERENCES = 100;
const ID = /^[0-9a-f]{13}$/;

export function findSymbols(
  folders: readonly IndexedFolder[],
  { query, limit = DEFAULT_SYMBOLS }: SearchSymbolsRequest,
  { maxSymbols }: QueryLimits,
): SearchSymbolsResult {
  const most = Math.min(limit, maxSymbols);
  const { hits, total } = search(folders, query, most);
  const truncation = truncated('max-symbols', total, hits.length);
  return {
    symbols: hits.map(({ folder, symbol }) => infoOf(folder, symbol, folders.length > 1)),
    ...(truncation && { truncation }),
    completeness: completenessOf(folders),
  };
}

function search(folders: readonly IndexedFolder[], query: string, limit: number) {
  const found = folders.map((folder) => {
    const { hits, total } = searchSymbols(folder.indexer.store, query, limit);
    return { hits: hits.map((hit): FolderHit => ({ ...hit, folder })), total };
  });
  const hits = found.flatMap((entry) => entry.hits).sort((a, b) => b.score - a.score);
  return { hits: hits.slice(0, limit), total: found.reduce((sum, entry) => sum + entry.total, 0) };
}

export interface NamedSymbol {
  readonly folder: IndexedFolder;
  readonly symbol: StoredSymbol;
  /** Says which others the name may mean. */
  readonly notes: readonly string[];
}

/** The symbol that a request names, the best of several. Throws a UserError `not-found` with what is alike. */
export function symbolNamed(folders: readonly IndexedFolder[], named: string, resolvers: Resolvers): NamedSymbol {
  if (ID.test(named)) {
    for (const folder of folders) {
      const symbol = folder.indexer.store.symbolById(Number.parseInt(named, 16));
      if (symbol) return { folder, symbol, notes: [] };
    }
  }
  const { hits } = search(folders, named, MOST_OF_A_NAME);
  const last = named.split(/\.|::|#/).at(-1) ?? '';
  const alike = hits.filter(({ symbol }) => symbol.name.toLowerCase() === last.toLowerCase());
  // `send` is not `Send` where there is a `send`.
  const exact = alike.filter(({ symbol }) => symbol.name === last);
  const [first, ...rest] = exact.length > 0 ? exact : alike;
  if (first) {
    // Prototypes, overloads and parts of a class are no others.
    const thing = ({ folder, symbol }: FolderHit) =>
      `${folder.path}\0${keyOf(resolverOf(folder, resolvers).standsFor(symbol))}`;
    const others = rest.filter((hit) => thing(hit) !== thing(first));
    return { ...first, notes: others.length > 0 ? [othersNote(named, first, others, folders.length > 1)] : [] };
  }
  const names = [...new Set(hits.map(({ symbol }) => symbol.name))].slice(0, FEW).join(', ');
  throw new UserError(
    'not-found',
    names === ''
      ? t('No symbol is called {0}. Check the name.', named)
      : t('No symbol is called {0}. There are: {1}.', named, names),
  );
}

function othersNote(named: string, first: FolderHit, others: readonly FolderHit[], isOneOfMany: boolean): string {
  const written = ({ folder, symbol }: FolderHit): string => {
    const { id, qualifiedName: name, path, startLine } = infoOf(folder, symbol, isOneOfMany);
    return `${name} (${path}:${startLine}, ${id})`;
  };
  const listed = others.slice(0, FEW).map(written).join(', ');
  const count = others.length;
  return count > FEW
    ? t('{0} symbols are called {1}; this is {2}. Others: {3}, …', count + 1, named, written(first), listed)
    : t('{0} symbols are called {1}; this is {2}. Others: {3}.', count + 1, named, written(first), listed);
}

export interface IndexReferences {
  readonly folder: IndexedFolder;
  readonly symbol: StoredSymbol;
  readonly references: readonly ReferenceInfo[];
  readonly isCut: boolean;
  readonly notes: readonly string[];
}

const resolverOf = ({ indexer, location, packages }: IndexedFolder, resolvers: Resolvers): Resolver =>
  resolvers.of({ root: location.root, store: () => indexer.store, packages });

/** Paths that a request asks for. Throws a UserError `not-found` where there is no such scope. */
export function isWanted(
  folder: IndexedFolder,
  { scope, includeTests = true }: FindReferencesRequest,
): (path: string) => boolean {
  const isInScope = scopeOf(folder, scope);
  return (path) => isInScope(path) && (includeTests || !isTestFile({ name: path }));
}

/** What the index knows of the uses of a symbol, before limits. */
export function referencesInIndex(
  { folder, symbol, notes: before }: NamedSymbol,
  request: FindReferencesRequest,
  resolvers: Resolvers,
  { maxReferences }: QueryLimits,
): IndexReferences {
  const { store } = folder.indexer;
  const resolver = resolverOf(folder, resolvers);
  const found = findReferences(store, resolver, {
    symbol,
    maxUses: maxReferences,
    includeTests: request.includeTests ?? true,
    isInScope: scopeOf(folder, request.scope),
  });
  const stale = new Set<string>();
  const references: ReferenceInfo[] = [];
  let current:
    | { readonly name: string; readonly text: string | undefined; readonly starts: readonly number[] }
    | undefined;
  for (const { file, start, end, kind, symbol: around, confidence } of found.references) {
    if (current?.name !== file.name) {
      const text = textOf(folder, file);
      current = { name: file.name, text, starts: text === undefined ? [] : lineStarts(text) };
    }
    if (current.text === undefined) {
      stale.add(file.name);
      continue;
    }
    const { symbols } = resolver.context(file);
    const enclosing = symbols[around];
    const line = lineAt(current.starts, start);
    const column = start - (current.starts[line] ?? 0) + 1;
    references.push({
      path: file.name,
      line: line + 1,
      column,
      endColumn: column + (end - start),
      kind,
      ...(enclosing && { from: qualifiedName(symbols, enclosing) }),
      confidence,
      backends: ['index'],
    });
  }
  if (stale.size > 0) folder.indexer.filesChanged(stale);
  const changed = t('{0} files changed just now and are being indexed again; ask once more for them.', stale.size);
  const notes = stale.size > 0 ? [...before, changed] : before;
  return { folder, symbol, references, isCut: found.isCut, notes };
}

/** Cuts what is over the limit and says so. */
export function answerOf(
  folders: readonly IndexedFolder[],
  found: IndexReferences,
  { limit = DEFAULT_REFERENCES }: FindReferencesRequest,
): FindReferencesResult {
  const { folder, symbol, references, isCut, notes } = found;
  const shown = references.slice(0, limit);
  const truncation = truncated('max-refs', references.length, shown.length);
  const completeness = completenessOf([folder]);
  return {
    symbol: infoOf(folder, symbol, folders.length > 1),
    references: shown,
    ...(truncation && { truncation }),
    completeness: isCut && completeness.score > 0.9 ? { score: 0.9, reason: 'truncated' } : completeness,
    notes: isCut ? [...notes, t('There are more uses of this name than pith.limits.maxReferences.')] : notes,
  };
}

export function infoOf(
  { indexer, name: folderName }: IndexedFolder,
  symbol: StoredSymbol,
  isOneOfMany: boolean,
): SymbolInfo {
  const path = indexer.store.fileById(symbol.file)?.name ?? '';
  const { id, name, kind, signature, exported, doc, startLine, endLine, tokens } = symbol;
  return {
    id: id.toString(16).padStart(13, '0'),
    name,
    qualifiedName: qualifiedName(indexer.store.symbolsOf(symbol.file), symbol),
    kind,
    signature,
    exported,
    ...(doc !== undefined && { doc }),
    path: isOneOfMany ? `${folderName}/${path}` : path,
    startLine,
    endLine,
    tokens,
  };
}

/** Throws a UserError `not-found` where there is no such module. */
function scopeOf({ indexer }: IndexedFolder, scope: string | undefined): (name: string) => boolean {
  if (scope === undefined) return () => true;
  const modules = indexer.store.modules();
  const module = modules.find(({ id, path }) => id === scope || path === scope.replace(/\/+$/, ''));
  if (module) return (name) => moduleOfFile(modules, name)?.id === module.id || name.startsWith(`${module.path}/`);
  const prefix = `${scope.replace(/\/+$/, '')}/`;
  if (indexer.store.filesBelow(prefix).length > 0) return (name) => name.startsWith(prefix);
  throw new UserError('not-found', t('There is no module or folder {0}. "pith status" lists the modules.', scope));
}

function truncated(reason: Truncation['reason'], originalCount: number, returnedCount: number): Truncation | undefined {
  const droppedCount = Math.max(0, originalCount - returnedCount);
  return droppedCount === 0 ? undefined : { reason, originalCount, returnedCount, droppedCount };
}
