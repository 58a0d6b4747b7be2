// Large bodies that hold functions of their own (module wrappers, factories, closures): instead of leaving such a
// body out whole, its functions are shown by their signatures and the code between them is left out.
// Whether a stretch between two functions is a run of whole statements is told from its indentation alone;
// where that is wrong the result does not parse and validation puts the stretch back.

import type { Span } from '../../model/block.js';
import type { Piece } from './pieces.js';

/** Shorter bodies are left out whole: their inner functions are details. */
const MIN_LINES = 60;
const MIN_FUNCTIONS = 2;

/** The pieces between `inner` (functions in source order, docs included), or undefined where `body` is not opened. */
export function openedPieces(text: string, body: Span, inner: readonly Span[]): Piece[] | undefined {
  if (inner.length < MIN_FUNCTIONS || !hasLines(text, body, MIN_LINES)) return undefined;
  const base = firstIndent(text, body);
  const anchors = inner.filter(({ start }) => indentOf(text, start) === base);
  if (anchors.length < MIN_FUNCTIONS) return undefined;
  const pieces: Piece[] = [];
  let at = body.start;
  for (const { start, end } of [...anchors, { start: body.end, end: body.end }]) {
    const span = statementsIn(text, { start: at, end: start }, base);
    if (span) pieces.push({ span, reason: 'statements' });
    at = Math.max(at, end);
  }
  return pieces;
}

function hasLines(text: string, { start, end }: Span, wanted: number): boolean {
  let at = start;
  for (let count = 0; count < wanted; count++) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0 || at > end) return false;
  }
  return true;
}

/** Indentation of the first line with content. */
function firstIndent(text: string, { start, end }: Span): string {
  let at = start;
  while (at < end && /\s/.test(text[at] ?? '')) at++;
  return text.slice(Math.max(start, text.lastIndexOf('\n', at) + 1), at);
}

/** The blank before `at` on its line, or undefined where other text stands there. */
function indentOf(text: string, at: number): string | undefined {
  const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^[ \t]*$/.test(indent) ? indent : undefined;
}

/** The whole lines of `gap` from the first to the last one at `base`, if none between is indented less. */
function statementsIn(text: string, gap: Span, base: string): Span | undefined {
  let start: number | undefined;
  let end = 0;
  let line = text.indexOf('\n', gap.start) + 1;
  if (gap.start === 0 || text[gap.start - 1] === '\n') line = gap.start;
  while (line > 0 && line < gap.end) {
    const next = text.indexOf('\n', line) + 1 || text.length;
    if (next > gap.end) break;
    const content = text.slice(line, next);
    if (content.trim() !== '') {
      const isInside = content.startsWith(base);
      const isAtBase = isInside && !/^[ \t]/.test(content.slice(base.length));
      if (start === undefined && isAtBase) start = line;
      if (start !== undefined && !isInside) break;
      if (isInside) end = next;
    }
    if (next >= text.length) break;
    line = next;
  }
  return start !== undefined && end > start ? { start, end } : undefined;
}
