// The verbs `symbols` and `references`: from the indexes of all folders to what users and tools see, within limits that
// are told.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { lineAt, lineStarts } from '../base/text.js';
import { type IndexedFolder, textOf } from '../indexing/workspace.js';
import type {
  ReferenceInfo,
  ReferencesRequest,
  ReferencesResult,
  SymbolInfo,
  SymbolsRequest,
  SymbolsResult,
  Truncation,
} from '../model/index.js';
import { moduleOfFile } from '../indexing/modules.js';
import { qualifiedName, type Resolvers } from '../retrieval/folderIndex.js';
import { findReferences } from '../retrieval/references.js';
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

const DEFAULT_SYMBOLS = 20;
const DEFAULT_REFERENCES = 100;
const ID = /^[0-9a-f]{13}$/;

export function findSymbols(
  folders: readonly IndexedFolder[],
  { query, limit = DEFAULT_SYMBOLS }: SymbolsRequest,
  { maxSymbols }: QueryLimits,
): SymbolsResult {
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

/** The symbol that a request names. Throws a UserError `not-found` with what is alike. */
export function symbolNamed(folders: readonly IndexedFolder[], named: string) {
  if (ID.test(named)) {
    for (const folder of folders) {
      const symbol = folder.indexer.store.symbolById(Number.parseInt(named, 16));
      if (symbol) return { folder, symbol };
    }
  }
  const { hits } = search(folders, named, 5);
  const last = named.split(/\.|::|#/).at(-1) ?? '';
  const [first] = hits.filter(({ symbol }) => symbol.name.toLowerCase() === last.toLowerCase());
  if (first) return first;
  const alike = hits.map(({ symbol }) => symbol.name).join(', ');
  throw new UserError(
    'not-found',
    alike === ''
      ? t('No symbol is called {0}. Check the name.', named)
      : t('No symbol is called {0}. There are: {1}.', named, alike),
  );
}

export interface IndexReferences {
  readonly folder: IndexedFolder;
  readonly symbol: StoredSymbol;
  readonly references: readonly ReferenceInfo[];
  readonly isCut: boolean;
  readonly notes: readonly string[];
}

/** What the index knows of the uses of a symbol, before limits. */
export function referencesInIndex(
  { folder, symbol }: { readonly folder: IndexedFolder; readonly symbol: StoredSymbol },
  request: ReferencesRequest,
  resolvers: Resolvers,
  { maxReferences }: QueryLimits,
): IndexReferences {
  const { store } = folder.indexer;
  const resolver = resolvers.of({
    root: folder.location.root,
    store: () => folder.indexer.store,
    packages: folder.packages,
  });
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
  const notes =
    stale.size > 0
      ? [t('{0} files changed just now and are being indexed again; ask once more for them.', stale.size)]
      : [];
  return { folder, symbol, references, isCut: found.isCut, notes };
}

/** Cuts what is over the limit and says so. */
export function answerOf(
  folders: readonly IndexedFolder[],
  found: IndexReferences,
  { limit = DEFAULT_REFERENCES }: ReferencesRequest,
): ReferencesResult {
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
