// How faithful a draft of code is: the share of declarations whose signature survives verbatim.
// Counted are declarations that a reader of the file can name: not those inside a body, which are details of it.
// `focus` and `skeleton` give 1 unless a statement that declares something was left out;
// an outline is 0 by definition because it keeps names only.

import type { Span } from '../../model/block.js';
import type { Structure } from '../../model/source.js';
import type { Cut } from '../draft.js';

export function signaturesKept(text: string, { declarations }: Structure, bounds: Span, cuts: readonly Cut[]): number {
  const code = cuts.filter(({ reason }) => reason === 'body' || reason === 'statements');
  let bodyEnd = 0;
  let next = 0;
  let counted = 0;
  let kept = 0;
  for (const { span, body } of declarations) {
    const isDetail = span.end <= bodyEnd;
    if (body) bodyEnd = Math.max(bodyEnd, body.end);
    if (isDetail || span.start < bounds.start || span.end > bounds.end) continue;
    counted++;
    while ((code[next]?.span.end ?? Infinity) <= span.start) next++;
    const cut = code[next]?.span;
    // The first cut after the declaration's start must leave its head alone; members are counted for themselves.
    const headEnd = body?.start ?? span.start + 1;
    if (!cut || cut.start >= headEnd || text.slice(cut.start, headEnd).trim() === '') kept++;
  }
  return counted === 0 ? 1 : kept / counted;
}
