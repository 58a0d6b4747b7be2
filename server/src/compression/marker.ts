// Markers: the short notes that stand where text was left out. They carry the line count and the handle,
// are never localised, and cost about 16 tokens, so cutting less than that never pays.

import type { Span } from '../model/block.js';
import { formatHandle } from '../model/handle.js';
import type { Source } from '../model/source.js';
import { lineAt, lineStarts } from '../base/text.js';

/** Handle of a stretch: by whole lines where the stretch is made of whole lines, else by characters. */
export function handleOf(source: Source, span: Span, starts: readonly number[] = lineStarts(source.text)): string {
  const { first, last, whole } = linesOf(source.text, span, starts);
  if (whole) return formatHandle({ sourceId: source.id, range: { unit: 'lines', first, last } });
  return formatHandle({ sourceId: source.id, range: { unit: 'characters', start: span.start, end: span.end } });
}

/** 1-based first and last line of a stretch; `whole` where it starts a line and ends with one. */
export function linesOf(text: string, span: Span, starts: readonly number[]) {
  const first = lineAt(starts, span.start) + 1;
  const last = lineAt(starts, Math.max(span.start, span.end - 1)) + 1;
  const startsLine = starts[first - 1] === span.start;
  const endsLine = span.end === text.length || text[span.end - 1] === '\n';
  return { first, last, whole: startsLine && endsLine && span.end > span.start };
}

/** The body of a marker, without comment signs: `… 42 lines pith:482913750216:120-161`. */
export function markerText(source: Source, span: Span, starts: readonly number[]): string {
  const { first, last } = linesOf(source.text, span, starts);
  const lines = last - first + 1;
  return `… ${lines} line${lines === 1 ? '' : 's'} ${handleOf(source, span, starts)}`;
}
