// A log as rows: lines without terminal controls, consecutive repeats as one row, each with what it reports.
// Also the cuts that lose nothing of it: controls, overwritten progress, white space, repeats.

import type { Cut } from '../draft.js';
import { type Bounds, contentEnd, joinNeighbours, lineText, type Page, pays, unitCount, unitSpan } from '../gaps.js';
import { controlSpans, errorLike, errorTemplate, eventTemplate, stripControls, warningLike } from './signals.js';

/** One line, or a run of equal lines that follow each other. Lines are numbered from 0 inside the task. */
export interface Row {
  readonly firstLine: number;
  readonly lastLine: number;
  /** What a terminal would show. */
  readonly text: string;
  readonly isBlank: boolean;
  readonly isError: boolean;
  readonly isWarning: boolean;
  /** Equal for reports of the same error, and for lines of the same event. */
  readonly errorKey: string;
  readonly eventKey: string;
}

/** Lines between two looks at the abort signal. */
const ABORT_EVERY = 4_096;

export function readRows({ task }: Page, bounds: Bounds): Row[] {
  const { text } = task.source;
  const rows: Row[] = [];
  const count = unitCount(bounds);
  let firstLine = 0;
  let shown = shownText(lineText(text, bounds, 0));
  for (let line = 1; line <= count; line++) {
    if (line % ABORT_EVERY === 0) task.signal?.throwIfAborted();
    const next = line < count ? shownText(lineText(text, bounds, line)) : undefined;
    if (next === shown) continue;
    rows.push(rowOf(shown, firstLine, line - 1));
    firstLine = line;
    shown = next ?? '';
  }
  return rows;
}

function rowOf(text: string, firstLine: number, lastLine: number): Row {
  const isError = errorLike(text);
  return {
    firstLine,
    lastLine,
    text,
    isBlank: text === '',
    isError,
    isWarning: !isError && warningLike(text),
    errorKey: errorTemplate(text),
    eventKey: eventTemplate(text),
  };
}

/** A line as a terminal shows it: no controls, what a carriage return overwrote is gone, no space at the end. */
function shownText(line: string): string {
  const from = overwritten(line);
  return stripControls(from === 0 ? line : line.slice(from)).trimEnd();
}

/** End of the part of a line that later parts overwrite; 0 where that part reports an error or nothing is overwritten. */
function overwritten(line: string): number {
  const from = line.lastIndexOf('\r') + 1;
  if (from === 0 || line.slice(from).trim() === '') return 0;
  return errorLike(line.slice(0, from)) || warningLike(line.slice(0, from)) ? 0 : from;
}

/** What can go without losing anything that is shown. */
export function tidyRows(page: Page, bounds: Bounds, rows: readonly Row[]): Cut[] {
  const cuts: Cut[] = [];
  const { text } = page.task.source;
  const cutsOf = (line: number) => {
    const span = unitSpan(bounds, line);
    return lineCuts(text, span.start, contentEnd(text, span));
  };
  for (const row of rows) {
    const repeats = repeatCut(page, bounds, row);
    cuts.push(...cutsOf(row.firstLine));
    if (repeats) cuts.push(repeats);
    else for (let line = row.firstLine + 1; line <= row.lastLine; line++) cuts.push(...cutsOf(line));
  }
  return joinNeighbours(cuts);
}

function lineCuts(text: string, start: number, end: number): Cut[] {
  const line = text.slice(start, end);
  const from = overwritten(line);
  const cuts: Cut[] = from > 0 ? [{ span: { start, end: start + from }, reason: 'repeated', replacement: '' }] : [];
  const at = start + from;
  for (const control of controlSpans(line.slice(from)))
    cuts.push({ span: { start: at + control.start, end: at + control.end }, reason: 'markup', replacement: '' });
  const shownFrom = cuts.at(-1)?.span.end ?? start;
  let space = end;
  while (space > shownFrom && ' \t\f\v\r'.includes(text[space - 1] ?? '')) space--;
  if (space < end) cuts.push({ span: { start: space, end }, reason: 'whitespace', replacement: '' });
  return cuts;
}

/** `… ×41 more`: says all that the repeats say, so it needs no handle. Blank lines need no words at all. */
function repeatCut(page: Page, bounds: Bounds, row: Row): Cut | undefined {
  const more = row.lastLine - row.firstLine;
  if (more === 0) return undefined;
  const { text } = page.task.source;
  const span = { start: bounds[row.firstLine + 1] ?? 0, end: bounds[row.lastLine + 1] ?? 0 };
  if (row.isBlank) return { span, reason: 'whitespace', replacement: '' };
  const lineEnd = text.slice(contentEnd(text, span), span.end);
  const replacement = `… ×${more} more${lineEnd}`;
  return pays(page.task, span, replacement) ? { span, reason: 'repeated', replacement } : undefined;
}
