// What stands directly above a declaration and belongs to it: attributes (part of its span) and its doc comment.
// A comment with a blank line below it, beside other code, or with the licence of the file in it documents nothing.

import type { Span } from '../model/block.js';
import { isBlank, type Lines, lineStart } from './body.js';

export interface Leading {
  /** Where the declaration starts with its attributes. */
  readonly start: number;
  readonly doc?: Span;
}

interface Item {
  readonly span: Span;
  readonly isAttribute: boolean;
}

/** Answers for any number of declarations in the time it takes to look at what stands above each. */
export function leadingFinder(
  lines: Lines,
  comments: readonly Span[],
  attributes: readonly Span[],
): (start: number) => Leading {
  const items = itemsOf(comments, attributes);
  return (start) => {
    const above = lastBefore(items, start);
    const first = firstAttribute(lines, items, above, start);
    const from = items[first]?.span.start ?? start;
    const doc = docAbove(lines, items, first === -1 ? above : first - 1, from);
    return doc ? { start: from, doc } : { start: from };
  };
}

/** In source order; a comment inside an attribute is part of it. */
function itemsOf(comments: readonly Span[], attributes: readonly Span[]): Item[] {
  const items = [
    ...comments.map((span) => ({ span, isAttribute: false })),
    ...attributes.map((span) => ({ span, isAttribute: true })),
  ].sort((a, b) => a.span.start - b.span.start);
  let end = 0;
  return items.filter(({ span }) => {
    const isInside = span.end <= end;
    end = Math.max(end, span.end);
    return !isInside;
  });
}

/** Index of the last item that ends at or before `offset`, or -1. */
function lastBefore(items: readonly Item[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the first attribute of the run above `start`, or -1; comments between attributes are passed over. */
function firstAttribute({ text }: Lines, items: readonly Item[], above: number, start: number): number {
  let first = -1;
  let below = start;
  for (let at = above; at >= 0; at--) {
    const item = items[at];
    if (!item || !isBlank(text, item.span.end, below)) break;
    if (item.isAttribute) first = at;
    below = item.span.start;
  }
  return first;
}

/** A block comment, or the run of line comments, that ends right above `start` in the same column. */
function docAbove(lines: Lines, items: readonly Item[], index: number, start: number): Span | undefined {
  const last = items[index];
  if (!last || last.isAttribute || !isDirectlyAbove(lines, last.span, start)) return undefined;
  let first = last.span.start;
  for (let at = index - 1; at >= 0 && !isBlockComment(lines.text, last.span); at--) {
    const item = items[at];
    if (!item || item.isAttribute || isBlockComment(lines.text, item.span)) break;
    if (!isDirectlyAbove(lines, item.span, first)) break;
    first = item.span.start;
  }
  const doc = { start: first, end: last.span.end };
  return isLicence(lines.text, doc) ? undefined : doc;
}

/** On the same line (`/** … *\/ export …`), or on lines of its own that end one line up, in the same column. */
function isDirectlyAbove(lines: Lines, comment: Span, start: number): boolean {
  if (!isBlank(lines.text, comment.end, start)) return false;
  const line = lineStart(lines, start);
  if (comment.end > line) return true;
  const first = lineStart(lines, comment.start);
  const endsOneLineUp = lineStart(lines, line - 1) === lineStart(lines, comment.end);
  return endsOneLineUp && comment.start - first === start - line && isBlank(lines.text, first, comment.start);
}

function isBlockComment(text: string, { start }: Span): boolean {
  return /^(?:\/\*|<!--|--\[|=begin)/.test(text.slice(start, start + 6));
}

/** Words that only a licence header says. */
const LICENCE = /copyright|licen[cs]ed? under|spdx-license|all rights reserved/i;

/** At the top of the file (a shebang may stand above) and in the words of a licence. */
function isLicence(text: string, { start, end }: Span): boolean {
  if (start > MAX_SHEBANG || !/^\uFEFF?(?:#![^\n]*)?\s*$/.test(text.slice(0, start))) return false;
  return LICENCE.test(text.slice(start, end));
}

/** No system runs a longer shebang line. */
const MAX_SHEBANG = 256;
