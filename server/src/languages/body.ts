// Which part of a declaration is its body, such that cutting it leaves a signature that still parses.
// Whole lines where the formatting allows it, so that a handle is a line range; else the characters between the braces.

import { lineAt } from '../base/text.js';
import type { Span } from '../model/block.js';
import type { BodyTag } from './tags.js';

/** A text with the start of each line: looking for line ends each time would be quadratic in one long line. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** The part of a body to cut; `lead` is where it begins at the earliest (after a docstring, at a leading comment). */
export function spanToCut(lines: Lines, { span, form }: BodyTag, lead?: number): Span | undefined {
  if (form === 'block') return blockLines(lines, { start: lead ?? span.start, end: span.end });
  if (form === 'delimited') return insideDelimiters(lines, { start: span.start + 1, end: span.end - 1 });
  return lineAt(lines.starts, span.start) < lineAt(lines.starts, span.end) ? span : undefined;
}

/** Anything else at the ends of a body is part of it: `void f() try { … } catch { … }`. */
const DELIMITERS: ReadonlySet<string> = new Set(['{}', '[]', '()', '><']);

/** From the line after `{` to the line that holds `}`; of `{ a; b }` it is `a; b`. */
function insideDelimiters(lines: Lines, inside: Span): Span | undefined {
  const pair = `${lines.text[inside.start - 1]}${lines.text[inside.end]}`;
  if (!DELIMITERS.has(pair)) return undefined;
  const content = trim(lines.text, inside);
  if (!content) return undefined;
  const start = lineAfter(lines, inside.start);
  const end = lineStart(lines, inside.end);
  return start <= content.start && content.end <= end ? { start, end } : content;
}

/** Whole lines of an indented block where nothing else stands on them; else the block as it is. */
function blockLines(lines: Lines, block: Span): Span | undefined {
  const content = trim(lines.text, block);
  if (!content) return undefined;
  const start = lineStart(lines, content.start);
  const end = lineAfter(lines, content.end);
  const isAlone = isBlank(lines.text, start, content.start) && isBlank(lines.text, content.end, end);
  return isAlone ? { start, end } : content;
}

/** The span without white space at its ends, or undefined where nothing else is in it. */
export function trim(text: string, { start, end }: Span): Span | undefined {
  let [from, to] = [start, end];
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return from < to ? { start: from, end: to } : undefined;
}

export function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

export function lineStart({ starts }: Lines, offset: number): number {
  return starts[lineAt(starts, offset)] ?? 0;
}

/** Start of the next line; the end of the text on the last one. */
function lineAfter({ text, starts }: Lines, offset: number): number {
  return starts[lineAt(starts, offset) + 1] ?? text.length;
}

/** Tab, line feed, vertical tab, form feed, carriage return, space and the byte order mark. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff;
}
