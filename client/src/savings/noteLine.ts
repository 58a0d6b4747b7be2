// Where the note about a selection stands.

interface Selected {
  readonly isEmpty: boolean;
  readonly start: { readonly line: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** 0-based line where the last selection ends; one that ends before a line's first letter ends on the line above. */
export function noteLine(selections: readonly Selected[]): number {
  const lines = selections
    .filter((selection) => !selection.isEmpty)
    .map(({ start, end }) => (end.character === 0 && end.line > start.line ? end.line - 1 : end.line));
  return Math.max(0, ...lines);
}
