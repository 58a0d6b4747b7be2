// White space that says nothing: trailing blanks and more than one empty line in a row.
// What stands inside strings is content and stays byte for byte; indentation is never touched.

import type { Span } from '../../model/block.js';
import type { Cut } from '../draft.js';

/**
 * Cuts of the white space between `others` (the cuts already decided, sorted and disjoint) inside `span`.
 * One cut for each maximal run, without a marker.
 */
export function whitespaceCuts(text: string, span: Span, literals: readonly Span[], others: readonly Cut[]): Cut[] {
  const isContent = insideAny(literals);
  const cuts: Cut[] = [];
  let at = span.start;
  for (const other of [...others, { span: { start: span.end, end: span.end } }]) {
    tidyStretch(text, { start: at, end: other.span.start }, isContent, cuts);
    at = other.span.end;
  }
  return cuts;
}

/** Asked with growing offsets only, so that all answers together cost one walk over the spans. */
function insideAny(spans: readonly Span[]): (offset: number) => boolean {
  let next = 0;
  let reach = -1;
  return (offset) => {
    for (let span = spans[next]; span && span.start <= offset; span = spans[++next]) reach = Math.max(reach, span.end);
    return offset < reach;
  };
}

interface Run {
  readonly start: number;
  /** True where no text stands before the run on its line. */
  readonly startsLine: boolean;
}

function tidyStretch(text: string, stretch: Span, isContent: (offset: number) => boolean, cuts: Cut[]): void {
  let run: Run | undefined;
  const close = (end: number) => {
    const cut = run && cutOfRun(text, run, end);
    if (cut) cuts.push(cut);
    run = undefined;
  };
  let lineStart = stretch.start;
  while (lineStart < stretch.end) {
    const newline = text.indexOf('\n', lineStart);
    const hasBreak = newline !== -1 && newline < stretch.end;
    const lineEnd = hasBreak ? newline : stretch.end;
    const contentEnd = endOfContent(text, lineStart, lineEnd, hasBreak);
    const isFresh = lineStart === 0 || text[lineStart - 1] === '\n';
    const isEmpty = contentEnd === lineStart && isFresh;
    const isProtected = hasBreak || lineEnd === text.length ? isContent(lineEnd) : true;
    if (!isEmpty || isProtected) close(lineStart);
    if (!isProtected && !isEmpty) run = runAfter(text, contentEnd, lineEnd);
    else if (!isProtected) run ??= { start: lineStart, startsLine: true };
    lineStart = lineEnd + 1;
  }
  close(stretch.end);
}

/** A blank after a closing backslash is part of the escape, so the run starts on the next line there. */
function runAfter(text: string, contentEnd: number, lineEnd: number): Run {
  if (text[contentEnd - 1] !== '\\') return { start: contentEnd, startsLine: false };
  return { start: Math.min(lineEnd + 1, text.length), startsLine: true };
}

function endOfContent(text: string, start: number, lineEnd: number, hasBreak: boolean): number {
  let end = lineEnd;
  if (hasBreak && end > start && text[end - 1] === '\r') end--;
  while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return end;
}

/** What a run should be is at most one empty line; the cut leaves out only what is too much. */
function cutOfRun(text: string, run: Run, end: number): Cut | undefined {
  const found = text.slice(run.start, end);
  const wanted = wantedRun(found, run, end === text.length);
  if (found.length <= wanted.length) return undefined;
  let head = 0;
  while (head < wanted.length && found[head] === wanted[head]) head++;
  let tail = 0;
  while (tail < wanted.length - head && found[found.length - 1 - tail] === wanted[wanted.length - 1 - tail]) tail++;
  const replacement = wanted.slice(head, wanted.length - tail);
  return { span: { start: run.start + head, end: end - tail }, reason: 'whitespace', replacement };
}

function wantedRun(found: string, run: Run, endsText: boolean): string {
  const newline = found.indexOf('\n');
  if (newline === -1) return '';
  const lineBreak = found[newline - 1] === '\r' ? '\r\n' : '\n';
  if (run.startsLine) return endsText || run.start === 0 ? '' : lineBreak;
  const hasEmptyLine = found.indexOf('\n', newline + 1) !== -1;
  return hasEmptyLine && !endsText ? lineBreak + lineBreak : lineBreak;
}
