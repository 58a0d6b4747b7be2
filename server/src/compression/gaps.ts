// What the text compressors share: a text as a row of units (lines, sentences), the cuts that leave some of them out,
// and the white space that can always go. A gap is only cut where it costs more tokens than its marker.
// Which units matter is the business of each compressor.

import { lineAt, lineStarts } from '../base/text.js';
import type { OmissionReason, Span } from '../model/block.js';
import { applyCuts, type Cut, type Draft, type Task } from './draft.js';
import { markerText } from './marker.js';

/** A task with the line starts of its source, which every marker needs. */
export interface Page {
  readonly task: Task;
  readonly starts: readonly number[];
}

export const pageOf = (task: Task): Page => ({ task, starts: lineStarts(task.source.text) });

/** Unit i of a text is from `bounds[i]` to `bounds[i + 1]`; units follow each other without holes. */
export type Bounds = readonly number[];

/** The lines of a task with their line ends. A text that ends with a line end has no empty line after it. */
export function lineBounds({ task: { span }, starts }: Page): number[] {
  const bounds = [span.start];
  for (let line = lineAt(starts, span.start) + 1; line < starts.length; line++) {
    const at = starts[line] ?? span.end;
    if (at >= span.end) break;
    bounds.push(at);
  }
  bounds.push(span.end);
  return bounds;
}

export const unitCount = (bounds: Bounds): number => bounds.length - 1;

export const unitSpan = (bounds: Bounds, unit: number): Span => ({
  start: bounds[unit] ?? 0,
  end: bounds[unit + 1] ?? 0,
});

/** Offset at which the content of a line ends, before "\n" or "\r\n". */
export function contentEnd(text: string, { start, end }: Span): number {
  let at = end;
  if (at > start && text[at - 1] === '\n') at--;
  if (at > start && at < end && text[at - 1] === '\r') at--;
  return at;
}

/** A line without its line end. */
export function lineText(text: string, bounds: Bounds, line: number): string {
  const span = unitSpan(bounds, line);
  return text.slice(span.start, contentEnd(text, span));
}

export interface GapStyle {
  readonly reason: OmissionReason;
  /** The marker of a gap that leaves out `units`; the contract's own where absent. */
  readonly marker?: (span: Span, firstUnit: number, lastUnit: number) => string;
  /** All white space at the end of a gap stays (paragraphs keep their distance); else one line end does. */
  readonly keepBlankLines?: boolean;
}

/** One cut with a marker for every run of units that is not kept, where that pays. */
export function cutGaps(page: Page, bounds: Bounds, isKept: (unit: number) => boolean, style: GapStyle): Cut[] {
  const cuts: Cut[] = [];
  const count = unitCount(bounds);
  for (let unit = 0; unit < count; unit++) {
    if (isKept(unit)) continue;
    const first = unit;
    while (unit + 1 < count && !isKept(unit + 1)) unit++;
    const cut = cutUnits(page, bounds, first, unit, style);
    if (cut) cuts.push(cut);
  }
  return cuts;
}

function cutUnits(page: Page, bounds: Bounds, first: number, last: number, style: GapStyle): Cut | undefined {
  const { text } = page.task.source;
  const full: Span = { start: bounds[first] ?? 0, end: bounds[last + 1] ?? 0 };
  const span = style.keepBlankLines ? withoutBlankLines(text, full) : full;
  const marker = style.marker ? style.marker(span, first, last) : markerText(page.task.source, span, page.starts);
  const replacement = marker + separator(text, span, page.task.span.end);
  return pays(page.task, span, replacement) ? { span, reason: style.reason, replacement } : undefined;
}

/** The line end of the stretch; else a space where the next word would run into the handle. */
function separator(text: string, span: Span, end: number): string {
  const lineEnd = text.slice(contentEnd(text, span), span.end);
  if (lineEnd !== '' || span.end >= end) return lineEnd;
  return isSpace(text.charCodeAt(span.end)) ? '' : ' ';
}

/** The stretch up to its last word; of the space after it only a line end that makes it whole lines. */
function withoutBlankLines(text: string, { start, end }: Span): Span {
  const last = trailingSpace(text, { start, end });
  const isLine = start === 0 || text[start - 1] === '\n';
  const newline = /^[ \t]{0,80}\r?\n/.exec(text.slice(last, Math.min(end, last + 84)))?.[0] ?? '';
  return { start, end: isLine ? last + newline.length : last };
}

function trailingSpace(text: string, { start, end }: Span): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0x3000;

/** A marker has about 16 tokens, so a stretch of this many characters that is worth less hardly exists. */
const SURELY_ENOUGH = 2_000;

/** Tokens a cut must save: fewer are not worth a gap to the reader. Code asks the same (`MIN_SAVED_TOKENS` in `code/pieces.ts`). */
const LEAST_SAVED = 8;

/** True where a stretch costs clearly more tokens than what would stand in its place. Looks at a bounded prefix. */
export function pays({ counter, source }: Task, span: Span, replacement: string): boolean {
  if (span.end - span.start <= replacement.length / 2) return false;
  const stretch = source.text.slice(span.start, Math.min(span.end, span.start + SURELY_ENOUGH));
  return counter.count(stretch) >= counter.count(replacement) + LEAST_SAVED;
}

const never = (_line: number): boolean => false;

/**
 * Trailing white space of lines, and all but one of each run of blank lines. Literal lines stay as they are; lines that
 * go anyway do not part the blank lines around them.
 */
export function whitespaceCuts(page: Page, bounds: Bounds, isLiteral = never, isGone = never): Cut[] {
  const { text } = page.task.source;
  const cuts: Cut[] = [];
  let isBlankBefore = false;
  for (let line = 0; line < unitCount(bounds); line++) {
    if (isGone(line)) continue;
    const span = unitSpan(bounds, line);
    const end = contentEnd(text, span);
    const trimmed = isLiteral(line) ? end : trailingSpace(text, { start: span.start, end });
    const isBlank = trimmed === span.start && !isLiteral(line);
    if (isBlank && isBlankBefore) cuts.push({ span, reason: 'whitespace', replacement: '' });
    else if (trimmed < end) cuts.push({ span: { start: trimmed, end }, reason: 'whitespace', replacement: '' });
    isBlankBefore = isBlank;
  }
  return joinNeighbours(cuts);
}

/** Cuts of the same reason without a replacement that touch each other become one. */
export function joinNeighbours(cuts: readonly Cut[]): Cut[] {
  const joined: Cut[] = [];
  for (const cut of cuts) {
    const last = joined.at(-1);
    const isNeighbour = last?.span.end === cut.span.start && last.reason === cut.reason;
    if (last && isNeighbour && last.replacement === '' && cut.replacement === '')
      joined[joined.length - 1] = { ...last, span: { start: last.span.start, end: cut.span.end } };
    else joined.push(cut);
  }
  return joined;
}

/** Both lists in order; a small cut inside a large one, or across its border, gives way. */
export function mergeCuts(large: readonly Cut[], small: readonly Cut[]): Cut[] {
  const merged: Cut[] = [];
  let at = 0;
  for (const over of large) {
    for (let cut = small[at]; cut && cut.span.start < over.span.end; cut = small[++at])
      if (cut.span.end <= over.span.start) merged.push(cut);
    merged.push(over);
  }
  for (; at < small.length; at++) merged.push(...small.slice(at, at + 1));
  return merged;
}

/** The draft of cuts, or undefined where there is nothing to cut. */
export function draftOf({ task }: Page, cuts: readonly Cut[], faithfulness = 1): Draft | undefined {
  return cuts.length === 0 ? undefined : { text: applyCuts(task, cuts), cuts, faithfulness };
}

/** The whole task in other words: one cut over its span. */
export function rewrite({ task }: Page, text: string, reason: OmissionReason, faithfulness: number): Draft {
  return { text, cuts: [{ span: task.span, reason, replacement: text }], faithfulness };
}
