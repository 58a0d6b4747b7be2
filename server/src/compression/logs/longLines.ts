// Lines of a log that are data: a dumped request, a minified bundle, base64. Their beginning, their end and what stands
// around their error words stay; a line with too many of those stays whole.

import type { Span } from '../../model/block.js';
import type { Cut } from '../draft.js';
import { type Page, pays } from '../gaps.js';
import { handleOf } from '../marker.js';
import { errorOffsets } from './signals.js';

/** Longer lines are thinned. The longest line of a sensible log is a fifth of this. */
const LONG_LINE = 4_000;
/** Characters that stay at the start, at the end, and on either side of an error word. */
const KEPT = { start: 1_000, end: 400, around: 200 };
/** Error words in one line above which it is left alone: it cannot be told which of them matters. */
const MAX_ERRORS = 40;

/** The cuts inside one line, given without its line end. */
export function longLineCuts(page: Page, { start, end }: Span): Cut[] {
  if (end - start <= LONG_LINE) return [];
  const { text } = page.task.source;
  const from = start + KEPT.start;
  const to = end - KEPT.end;
  const errors = errorOffsets(text.slice(from, to), MAX_ERRORS + 1);
  if (errors.length > MAX_ERRORS) return [];
  const cuts: Cut[] = [];
  let at = from;
  for (const offset of [...errors.map((error) => from + error), to + KEPT.around]) {
    const cut = characterCut(page, at, Math.min(to, offset - KEPT.around));
    if (cut) cuts.push(cut);
    at = Math.max(at, offset + KEPT.around);
  }
  return cuts;
}

function characterCut(page: Page, from: number, to: number): Cut | undefined {
  const { source } = page.task;
  const span = { start: outsidePair(source.text, from), end: outsidePair(source.text, to) };
  if (span.end <= span.start) return undefined;
  const replacement = `… ${span.end - span.start} characters ${handleOf(source, span, page.starts)} …`;
  return pays(page.task, span, replacement) ? { span, reason: 'low-relevance', replacement } : undefined;
}

/** Half a pair of surrogates is no character. */
const outsidePair = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at + 1 : at);
