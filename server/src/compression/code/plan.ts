// From pieces to the cuts of a draft: pieces inside others fall away, neighbours share a marker,
// what does not pay stays, and the white space of what stays is tidied.

import type { Span } from '../../model/block.js';
import type { Structure } from '../../model/source.js';
import type { Cut } from '../draft.js';
import { isDirective } from './comments.js';
import { cutOf, type Marking, type Piece } from './pieces.js';
import { whitespaceCuts } from './whitespace.js';

/** Sorted, disjoint cuts inside the marking's bounds. */
export function planCuts(marking: Marking, structure: Structure, pieces: readonly Piece[]): Cut[] {
  const { text } = marking.source;
  const isBetween = betweenComments(text, structure.comments);
  const runs = merged(outermost(pieces.filter(isStatements)), (gap) => isBetween(gap));
  const rest = merged(outermost(pieces.filter((piece) => !isStatements(piece))), (gap) =>
    /^\s*$/.test(text.slice(gap.start, gap.end)),
  );
  const cuts: Cut[] = [];
  for (const piece of outermost([...runs, ...rest])) {
    const cut = cutOf(marking, piece);
    if (cut && cut.span.start >= (cuts.at(-1)?.span.end ?? marking.bounds.start)) cuts.push(cut);
  }
  return structure.literals ? withWhitespace(text, marking.bounds, structure.literals, cuts) : cuts;
}

function withWhitespace(text: string, bounds: Span, literals: readonly Span[], cuts: readonly Cut[]): Cut[] {
  return [...cuts, ...whitespaceCuts(text, bounds, literals, cuts)].sort((a, b) => a.span.start - b.span.start);
}

const isStatements = ({ reason }: Piece): boolean => reason === 'statements';

/** Pieces in source order without those that begin inside an earlier one. */
function outermost(pieces: readonly Piece[]): Piece[] {
  const sorted = [...pieces].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const kept: Piece[] = [];
  for (const piece of sorted) if (piece.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(piece);
  return kept;
}

/** Joins neighbours of one reason where `mayJoin` allows what is between. `pieces` are sorted and disjoint. */
function merged(pieces: readonly Piece[], mayJoin: (gap: Span) => boolean): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const previous = joined.at(-1);
    const isPlain = piece.filler === undefined && piece.inComment === undefined;
    if (
      previous?.reason === piece.reason &&
      isPlain &&
      previous.inComment === undefined &&
      mayJoin({ start: previous.span.end, end: piece.span.start })
    )
      joined[joined.length - 1] = { ...previous, span: { start: previous.span.start, end: piece.span.end } };
    else joined.push(piece);
  }
  return joined;
}

/** Asked with growing spans: true where only blank and comments that no tool reads stand in it. */
function betweenComments(text: string, comments: readonly Span[]): (gap: Span) => boolean {
  let next = 0;
  return ({ start, end }) => {
    while ((comments[next]?.start ?? Infinity) < start) next++;
    let at = start;
    for (let comment = comments[next]; comment && comment.start < end; comment = comments[++next]) {
      const isBlankBefore = /^\s*$/.test(text.slice(at, comment.start));
      if (!isBlankBefore || isDirective(text.slice(comment.start, comment.end))) return false;
      at = comment.end;
    }
    return /^\s*$/.test(text.slice(at, Math.max(at, end)));
  };
}
