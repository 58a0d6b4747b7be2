// The verbs `searchSymbols` and `findReferences`: from the indexes of all folders to what users and tools see, within limits that
// are told.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { lineAt, lineStarts } from '../base/text.js';
import { BASE_SCORES, mergeCompleteness } from '../budget/completeness.js';
import { distinct, stretchKey } from '../budget/dedupe.js';
import { drilldownsFor } from '../budget/drilldown.js';
import type { BudgetLimits } from '../budget/limits.js';
import { byPlace } from '../budget/order.js';
import { type IndexedFolder, textOf } from '../indexing/workspace.js';
import type {
  Completeness,
  ReferenceBackend,
  ReferenceInfo,
  FindReferencesRequest,
  FindReferencesResult,
  SearchSymbolsRequest,
  SearchSymbolsResult,
  SymbolInfo,
} from '../model/index.js';
import { keyOf } from '../retrieval/declared.js';
import { isTestFile, qualifiedName, type Resolvers } from '../retrieval/folderIndex.js';
import { findReferences } from '../retrieval/references.js';
import type { Resolver } from '../retrieval/resolve.js';
import { searchSymbols, type SymbolHit } from '../retrieval/symbols.js';
import type { StoredSymbol } from '../storage/indexStore.js';
import { completenessOf } from './indexStatus.js';
import { pageOf } from './pages.js';
import { isInPlace, parseSymbolKey, placeNamed, shownPath, symbolKey } from './places.js';

export interface QueryLimits {
  readonly maxSymbols: number;
  readonly maxReferences: number;
}

export interface AnswerLimits {
  readonly limits: QueryLimits;
  readonly budget: BudgetLimits;
}

interface FolderHit extends SymbolHit {
  readonly folder: IndexedFolder;
}

/** Symbols of a name that are told of, and those that are counted. */
const FEW = 5;
const MOST_OF_A_NAME = 50;

const DEFAULT_SYMBOLS = 20;
const DEFAULT_REFERENCES = 100;

export function findSymbols(
  folders: readonly IndexedFolder[],
  request: SearchSymbolsRequest,
  { limits: { maxSymbols }, budget }: AnswerLimits,
): SearchSymbolsResult {
  const { query, limit = DEFAULT_SYMBOLS } = request;
  const { hits, total } = search(folders, query, maxSymbols);
  const { items, truncation, nextCursor } = pageOf(hits, {
    verb: 'searchSymbols',
    request,
    folders,
    limit: Math.min(limit, maxSymbols),
    reason: 'max-symbols',
    total,
  });
  const completeness = completenessOf(folders);
  const asked = { command: 'searchSymbols', args: withoutCursor(request) } as const;
  return {
    symbols: items.map(({ folder, symbol }) => infoOf(folders, folder, symbol)),
    ...(truncation && { truncation }),
    ...(nextCursor !== undefined && { nextCursor }),
    completeness,
    drilldowns: drilldownsFor({ asked, truncations: [truncation], completeness, nextCursor }, budget),
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

/** The symbol that a request names, the best of several. Throws a UserError that says what is alike, or why there is none. */
export function symbolNamed(folders: readonly IndexedFolder[], named: string, resolvers: Resolvers): NamedSymbol {
  if (folders.length === 0) throw new UserError('index-missing', t('No folder is indexed. Open one and ask again.'));
  const key = parseSymbolKey(named);
  for (const folder of folders) {
    if (!key || (key.folder !== undefined && key.folder !== folder.name)) continue;
    const symbol = folder.indexer.store.symbolById(key.id);
    if (symbol) return { folder, symbol, notes: [] };
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
    return { ...first, notes: others.length > 0 ? [othersNote(named, first, others, folders)] : [] };
  }
  throw notFound(folders, named, [...new Set(hits.map(({ symbol }) => symbol.name))].slice(0, FEW));
}

function notFound(folders: readonly IndexedFolder[], named: string, alike: readonly string[]): UserError {
  const { reason } = completenessOf(folders);
  if (reason === 'workspace-not-ready')
    return new UserError(
      'workspace-not-ready',
      t('No symbol is called {0} as far as the index goes, and it is still being built. Ask again in a moment.', named),
    );
  if (alike.length > 0)
    return new UserError('symbol-not-found', t('No symbol is called {0}. There are: {1}.', named, alike.join(', ')));
  if (parseSymbolKey(named))
    return new UserError(
      'symbol-gone',
      t('No symbol has the id {0} any more: it was renamed, moved or deleted. Look for it by its name.', named),
    );
  return new UserError('symbol-not-found', t('No symbol is called {0}. Check the name.', named));
}

function othersNote(
  named: string,
  first: FolderHit,
  others: readonly FolderHit[],
  folders: readonly IndexedFolder[],
): string {
  const written = ({ folder, symbol }: FolderHit): string => {
    const { id, qualifiedName: name, path, startLine } = infoOf(folders, folder, symbol);
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
  /** Whose answers these are. */
  readonly answeredBy: readonly ReferenceBackend[];
  readonly isCut: boolean;
  /** A backend that was asked too did not answer in time. */
  readonly isTimedOut?: boolean;
  readonly notes: readonly string[];
}

export const resolverOf = ({ indexer, location, packages }: IndexedFolder, resolvers: Resolvers): Resolver =>
  resolvers.of({ root: location.root, store: () => indexer.store, packages });

/** Paths that a request asks for. Throws a UserError `scope-invalid` where there is no such scope. */
export function isWanted(
  folders: readonly IndexedFolder[],
  folder: IndexedFolder,
  { scope, includeTests = true }: FindReferencesRequest,
): (path: string) => boolean {
  const isInScope = scopeOf(folders, folder, scope);
  return (path) => isInScope(path) && (includeTests || !isTestFile({ name: path }));
}

/** The folder of the symbol comes first: two folders may have a module of one id. */
function scopeOf(
  folders: readonly IndexedFolder[],
  folder: IndexedFolder,
  scope: string | undefined,
): (path: string) => boolean {
  if (scope === undefined) return () => true;
  const place = placeNamed([folder, ...folders.filter((other) => other !== folder)], scope);
  return place.folder === folder ? isInPlace(place) : () => false;
}

export interface IndexSearch {
  readonly resolvers: Resolvers;
  /** Uses that are looked at. */
  readonly maxUses: number;
  readonly isInScope: (path: string) => boolean;
}

/** What the index knows of the uses of a symbol, before limits. */
export function referencesInIndex(
  { folder, symbol, notes: before }: NamedSymbol,
  { resolvers, maxUses, isInScope }: IndexSearch,
): IndexReferences {
  const { store } = folder.indexer;
  const resolver = resolverOf(folder, resolvers);
  const found = findReferences(store, resolver, {
    symbol,
    maxUses,
    includeTests: true,
    isInScope,
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
  return { folder, symbol, references, answeredBy: ['index'], isCut: found.isCut, notes };
}

/** One page, with what is not on it and how to go on. */
export function answerOf(
  folders: readonly IndexedFolder[],
  found: IndexReferences,
  request: FindReferencesRequest,
  { budget }: AnswerLimits,
): FindReferencesResult {
  const { folder, symbol, isCut, notes } = found;
  const { limit = DEFAULT_REFERENCES } = request;
  const ordered = [...distinct(found.references, stretchKey)].sort(byPlace);
  const { items, truncation, nextCursor } = pageOf(ordered, {
    verb: 'findReferences',
    request,
    folders,
    limit,
    reason: 'max-refs',
  });
  const completeness = completenessOfReferences(found);
  const info = infoOf(folders, folder, symbol);
  return {
    symbol: info,
    references: items.map((reference) => ({ ...reference, path: shownPath(folders, folder, reference.path) })),
    ...(truncation && { truncation }),
    ...(nextCursor !== undefined && { nextCursor }),
    completeness,
    drilldowns: drilldownsFor(
      {
        asked: { command: 'findReferences', args: withoutCursor(request) },
        truncations: [truncation],
        completeness,
        isStale: isBehind(folder),
        symbolId: info.id,
        nextCursor,
      },
      budget,
    ),
    notes: isCut ? [...notes, t('There are more uses of this name than pith.limits.maxReferences.')] : notes,
  };
}

/** What of an answer was not asked, or not to its end. */
const NEARLY = 0.9;

function completenessOfReferences({ folder, answeredBy, isCut, isTimedOut }: IndexReferences): Completeness {
  const completeness = mergeCompleteness(answeredBy.map((backend) => completenessBy(backend, folder)));
  if (completeness.score <= NEARLY || !(isCut || isTimedOut)) return completeness;
  return { score: NEARLY, reason: isTimedOut ? 'timed-out' : 'truncated' };
}

function completenessBy(backend: ReferenceBackend, folder: IndexedFolder): Completeness {
  if (backend === 'index') return completenessOf([folder]);
  if (backend === 'editor') return BASE_SCORES.editor;
  const { freshness } = folder.scip.status ?? { freshness: BASE_SCORES.scip.score };
  return freshness < BASE_SCORES.scip.score ? { score: freshness, reason: 'index-stale' } : BASE_SCORES.scip;
}

/** A SCIP index that some files have moved on from. */
export const isBehind = ({ scip }: IndexedFolder): boolean => (scip.status?.freshness ?? 1) < 1;

function withoutCursor<Request extends { readonly cursor?: string }>({ cursor: _, ...args }: Request) {
  return args;
}

export function infoOf(folders: readonly IndexedFolder[], folder: IndexedFolder, symbol: StoredSymbol): SymbolInfo {
  const { store } = folder.indexer;
  const { name, kind, signature, exported, doc, startLine, endLine, tokens } = symbol;
  return {
    id: symbolKey(folders, folder, symbol),
    name,
    qualifiedName: qualifiedName(store.symbolsOf(symbol.file), symbol),
    kind,
    signature,
    exported,
    ...(doc !== undefined && { doc }),
    path: shownPath(folders, folder, store.fileById(symbol.file)?.name ?? ''),
    startLine,
    endLine,
    tokens,
  };
}
