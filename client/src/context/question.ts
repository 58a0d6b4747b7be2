// What is asked, from what was typed and what was selected.

/** Longer selections say no more about what is wanted. */
const MOST_CHARACTERS = 100_000;

/**
 * A question and text that belongs to it (a stack trace in an unsaved document, the output of a build): both are searched
 * for.
 */
export function questionOf(typed: string, selected: string): string {
  const parts = [typed.trim(), selected.slice(0, MOST_CHARACTERS).trim()];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** One line of it, for a label. */
export function titleOf(question: string, most = 80): string {
  const [line = ''] = question.trim().split('\n', 1);
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}

interface Selected {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** 1-based, inclusive. A selection that ends before a line's first letter ends on the line above. */
export function linesOf({ start, end }: Selected): { readonly startLine: number; readonly endLine: number } {
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { startLine: start.line + 1, endLine: last + 1 };
}
