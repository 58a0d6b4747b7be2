// The graph between symbols: calls, inheritance, types and imports, each edge with how sure it is. Edges are found when
// they are asked for, from the facts of the files at both ends, so that no edit leaves a wrong one behind.

import type { ReferenceKind } from '../model/source.js';
import type { IndexStore, StoredFile, StoredSymbol } from '../storage/indexStore.js';
import type { Evidence } from './candidates.js';
import type { Resolver } from './resolve.js';

export type EdgeKind = Exclude<ReferenceKind, 'value'> | 'reference' | 'import' | 'same-module';

export interface Edge {
  readonly kind: EdgeKind;
  /** Absent for code at the top level of its file. */
  readonly from?: StoredSymbol;
  readonly fromFile: number;
  /** Where the use stands in the file. */
  readonly start: number;
  readonly to: StoredSymbol;
  readonly confidence: number;
  readonly by: Evidence;
}

export interface ImportEdge {
  readonly from: StoredFile;
  readonly to: StoredFile;
  readonly module: string;
  readonly start: number;
}

/** Edges out of a file, in source order. A use that may mean several symbols is several edges. */
export function edgesFrom(store: IndexStore, resolver: Resolver, file: StoredFile): readonly Edge[] {
  const { symbols } = resolver.context(file);
  const edges = store.usesIn(file.id).flatMap(({ name, places }) =>
    places.flatMap((place) => {
      const from = symbols[place.symbol];
      return resolver.resolve(file, { name, place }).map(({ symbol, confidence, by }) => ({
        kind: place.kind === 'value' ? ('reference' as const) : place.kind,
        ...(from && { from }),
        fromFile: file.id,
        start: place.start,
        to: symbol,
        confidence,
        by,
      }));
    }),
  );
  return edges.sort((a, b) => a.start - b.start || b.confidence - a.confidence || a.to.id - b.to.id);
}

/** More uses in one stretch are a table. */
const MOST_USES = 400;

/** What names between two offsets of a file mean, the surest for each; symbols that are declared there are not told. */
export function usesBetween(
  store: IndexStore,
  resolver: Resolver,
  file: StoredFile,
  { start, end }: { readonly start: number; readonly end: number },
): readonly { readonly symbol: StoredSymbol; readonly kind: EdgeKind; readonly confidence: number }[] {
  const places = store
    .usesIn(file.id)
    .flatMap(({ name, places: all }) =>
      all.flatMap((place) => (place.start >= start && place.start < end ? [{ name, place }] : [])),
    );
  return places.slice(0, MOST_USES).flatMap(({ name, place }) => {
    const [best] = resolver.resolve(file, { name, place });
    if (!best) return [];
    const { symbol, confidence } = best;
    const isInside = symbol.file === file.id && symbol.start >= start && symbol.end <= end;
    const isAround = symbol.file === file.id && symbol.start <= start && symbol.end >= end;
    const kind = place.kind === 'value' ? ('reference' as const) : place.kind;
    return isInside || isAround ? [] : [{ symbol, kind, confidence }];
  });
}

/** Files that a file imports, one edge for each module and file. */
export function importEdges(resolver: Resolver, file: StoredFile, store: IndexStore): readonly ImportEdge[] {
  const seen = new Set<string>();
  return store.importsOf(file.id).flatMap(({ from: module, start }) =>
    resolver.filesOf(file, module).flatMap((to) => {
      const key = `${module}\0${to.id}`;
      if (seen.has(key) || to.id === file.id) return [];
      seen.add(key);
      return [{ from: file, to, module, start }];
    }),
  );
}

/** More symbols than these in a module say nothing of each other (CKB's bound). */
const MOST_IN_MODULE = 50;

/** Symbols of the same file at the same level, which belong together weakly. */
export function sameModule(resolver: Resolver, file: StoredFile, symbol: StoredSymbol): readonly StoredSymbol[] {
  const all = resolver.context(file).members(symbol.parent ?? -1);
  return all.length > MOST_IN_MODULE ? [] : all.filter(({ place }) => place !== symbol.place);
}
