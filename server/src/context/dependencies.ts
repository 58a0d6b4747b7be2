// What shown code depends on: the declarations that its names mean, found through imports, scopes and types.

import type { LineRange } from '../retrieval/excerpt.js';
import { usesBetween } from '../retrieval/edges.js';
import type { Resolver } from '../retrieval/resolve.js';
import type { StoredSymbol } from '../storage/indexStore.js';
import { type SourceFile, spanOfLines } from './sourceFiles.js';

export interface Dependency {
  readonly symbol: StoredSymbol;
  /** 0–1: how sure it is that this is meant. */
  readonly confidence: number;
}

export interface DependencySearch {
  readonly source: SourceFile;
  readonly range: LineRange;
  readonly resolver: Resolver;
}

/** Below this a name may mean too many things. */
const LEAST_CONFIDENCE = 0.7;
const MOST_DEPENDENCIES = 60;

/** Declarations used in the lines and declared outside of them; the surest and most used first. */
export function dependenciesOf({ source, range, resolver }: DependencySearch): readonly Dependency[] {
  const { folder, file } = source;
  const found = new Map<string, { dependency: Dependency; uses: number }>();
  const uses = usesBetween(folder.indexer.store, resolver, file, spanOfLines(source, ...range));
  for (const { symbol, confidence } of uses) {
    if (confidence < LEAST_CONFIDENCE) continue;
    const key = `${symbol.file}:${symbol.place}`;
    const known = found.get(key);
    found.set(key, { dependency: { symbol, confidence }, uses: (known?.uses ?? 0) + 1 });
  }
  return [...found.values()]
    .sort(
      (a, b) =>
        b.dependency.confidence - a.dependency.confidence ||
        b.uses - a.uses ||
        a.dependency.symbol.file - b.dependency.symbol.file ||
        a.dependency.symbol.start - b.dependency.symbol.start,
    )
    .slice(0, MOST_DEPENDENCIES)
    .map(({ dependency }) => dependency);
}
