// Places that were found for a symbol, whichever verb found them.

import type { Completeness, Drilldown, Truncation } from '../../../server/src/protocol.js';

export interface Place {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units; the whole line where absent. */
  readonly columns?: readonly [start: number, end: number];
  /** The declaration it stands in, or is. */
  readonly name?: string;
  /** `call`, `import`, … */
  readonly kind: string;
  /** 0–1: how sure it is. */
  readonly confidence: number;
  readonly tokens?: number;
}

export interface Found {
  readonly what: 'references' | 'impact';
  /** Qualified name. */
  readonly symbol: string;
  readonly places: readonly Place[];
  readonly truncation?: Truncation;
  readonly completeness: Completeness;
  readonly notes: readonly string[];
  readonly drilldowns: readonly Drilldown[];
}

export interface FileOf<T> {
  readonly path: string;
  readonly items: readonly T[];
}

/** By file, in the order in which each is met first. */
export function byFile<T extends { readonly path: string }>(items: readonly T[]): FileOf<T>[] {
  const files = new Map<string, T[]>();
  for (const item of items) {
    const known = files.get(item.path);
    if (known === undefined) files.set(item.path, [item]);
    else known.push(item);
  }
  return [...files].map(([path, each]) => ({ path, items: each }));
}
