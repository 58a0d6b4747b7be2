// The same thing said twice is said once: the first stays, and the order (features A17–A19). Before anything is cut.

/** One item for each key. */
export function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const seen = new Set<string>();
  const kept = items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return kept.length === items.length ? items : kept;
}

export interface Stretch {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The same line where absent. */
  readonly endLine?: number;
  readonly endColumn: number;
}

/** Two uses on one line differ in their columns, and so do a name and a longer one that begins there. */
export const stretchKey = ({ path, line, column, endLine = line, endColumn }: Stretch): string =>
  `${path}:${line}:${column}:${endLine}:${endColumn}`;
