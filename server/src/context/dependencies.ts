// What shown code depends on: the declarations that its names mean, found through imports, scopes and types.

import type { LineRange } from '../retrieval/excerpt.js';
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
/** Uses looked at: a file of tables has thousands. */
const MOST_USES = 600;
const MOST_DEPENDENCIES = 60;

/** Declarations used in the lines and declared outside of them; the surest and most used first. */
export function dependenciesOf({ source, range, resolver }: DependencySearch): readonly Dependency[] {
  const { folder, file } = source;
  const { store } = folder.indexer;
  const { start, end } = spanOfLines(source, ...range);
  const found = new Map<string, { dependency: Dependency; uses: number }>();
  let looked = 0;
  for (const { name, places } of store.usesIn(file.id)) {
    for (const place of places) {
      if (place.start < start || place.start >= end) continue;
      if (++looked > MOST_USES) break;
      const [best] = resolver.resolve(file, { name, place });
      if (!best || best.confidence < LEAST_CONFIDENCE) continue;
      const { symbol, confidence } = best;
      const isInside = symbol.file === file.id && symbol.start >= start && symbol.end <= end;
      const isAround = symbol.file === file.id && symbol.start <= start && symbol.end >= end;
      if (isInside || isAround) continue;
      const key = `${symbol.file}:${symbol.place}`;
      const known = found.get(key);
      found.set(key, { dependency: { symbol, confidence }, uses: (known?.uses ?? 0) + 1 });
    }
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
