// Units: what a file is made of when it is made smaller. A unit is a declaration or a top-level statement that is
// kept in full or thinned as a whole; it lists the pieces that thinning takes out.
// Which units deserve to stay is decided in `focus.ts`; what a cut costs, in `pieces.ts`.

import type { Span } from '../../model/block.js';
import type { Declaration, Structure } from '../../model/source.js';
import { commentTail } from './commentTail.js';
import { type CommentGroup, commentGroups } from './comments.js';
import { openedPieces } from './opened.js';
import type { Piece } from './pieces.js';

export interface Unit {
  /** Index in the structure; absent for a top-level statement. */
  readonly declaration?: number;
  /** The declaration or statement with its doc comment. */
  readonly span: Span;
  readonly pieces: Piece[];
}

export interface Units {
  readonly units: readonly Unit[];
  /** Pieces that belong to none: comments that stand between. */
  readonly loose: readonly Piece[];
}

/** Statements that say what the module offers, or that what follows depends on to parse. */
const KEPT_STATEMENT = /^(?:<\?|\?>|#|---|['"]use |export\b|module\.exports|exports\b|__all__\b|package\b|namespace\b)/;

/** The units that lie wholly within `bounds`; their pieces do too. */
export function unitsOf(text: string, structure: Structure, bounds: Span): Units {
  const { declarations } = structure;
  const children = childrenOf(declarations);
  const units: Unit[] = statementUnits(text, structure, bounds);
  const owners: (Unit | undefined)[] = [];
  let cover: Cover | undefined;
  for (const [index, declaration] of declarations.entries()) {
    if (cover && declaration.span.end <= cover.span.end) {
      owners[index] = cover.unit;
      continue;
    }
    const unit: Unit = { declaration: index, span: withDoc(declaration), pieces: [] };
    const { body, hasError } = declaration;
    if (body && !hasError && isWithin(body, bounds)) {
      const inner = (children[index] ?? []).flatMap((child) => declarations[child] ?? []);
      const opened = openedPieces(text, body, inner.filter(isShown).map(withDoc));
      unit.pieces.push(...(opened ?? [bodyPiece(declaration, body)]));
      if (!opened) cover = { span: body, unit };
    }
    owners[index] = unit;
    units.push(unit);
  }
  const loose = addCommentTails(text, structure, bounds, { owners, units });
  units.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { units, loose };
}

/** A stretch that goes as one: declarations inside it are not looked at. */
interface Cover {
  readonly span: Span;
  readonly unit: Unit;
}

const isWithin = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;
/** What an opened body shows: what has a signature and a body to take out. */
const isShown = ({ kind, body }: Declaration): boolean =>
  body !== undefined && (kind === 'function' || kind === 'method' || kind === 'class' || kind === 'section');
const withDoc = ({ span, doc }: Declaration): Span => ({
  start: Math.min(span.start, doc?.start ?? span.start),
  end: span.end,
});

function bodyPiece({ filler }: Declaration, span: Span): Piece {
  return { span, reason: 'body', ...(filler !== undefined && { filler }) };
}

function childrenOf(declarations: readonly Declaration[]): (number[] | undefined)[] {
  const children: (number[] | undefined)[] = [];
  for (const [index, { parent }] of declarations.entries()) {
    if (parent === undefined) continue;
    const list = children[parent] ?? [];
    list.push(index);
    children[parent] = list;
  }
  return children;
}

/** A unit for each top-level statement that may go; those with a syntax error stay. */
function statementUnits(text: string, { statements, errors }: Structure, bounds: Span): Unit[] {
  let nextError = 0;
  return statements.flatMap((span): Unit[] => {
    while ((errors[nextError]?.end ?? Infinity) < span.start) nextError++;
    const hasError = (errors[nextError]?.start ?? Infinity) <= span.end;
    const isKept = hasError || !isWithin(span, bounds) || KEPT_STATEMENT.test(text.slice(span.start, span.start + 40));
    return isKept ? [] : [{ span, pieces: [{ span, reason: 'statements' }] }];
  });
}

interface Owned {
  /** Unit of each declaration, by index. */
  readonly owners: readonly (Unit | undefined)[];
  /** In order of kind: statements, then declarations. */
  readonly units: readonly Unit[];
}

/** Hands each comment's tail to the unit it stands in or documents; gives the tails of the others. */
function addCommentTails(text: string, structure: Structure, bounds: Span, { owners, units }: Owned): Piece[] {
  const { declarations, comments } = structure;
  const docOf = new Map(declarations.flatMap(({ doc }, index) => (doc ? [[doc.start, index] as const] : [])));
  const strings = docStrings(declarations, comments);
  const groups = [...commentGroups(text, comments), ...strings].sort((a, b) => a.span.start - b.span.start);
  const statementAt = lookup(
    units.filter(({ declaration }) => declaration === undefined).map((unit) => [unit.span, unit]),
  );
  const declarationAt = innermost(declarations);
  const loose: Piece[] = [];
  for (const group of groups) {
    if (!isWithin(group.span, bounds)) continue;
    const index = docOf.get(group.span.start) ?? declarationAt(group.span.start);
    if (index !== undefined && declarations[index]?.hasError) continue;
    const owner = index === undefined ? statementAt(group.span.start) : owners[index];
    const tail = commentTail(text, group).filter(({ span }) => isWithin(span, bounds));
    (owner?.pieces ?? loose).push(...tail);
  }
  return loose;
}

/** Docs that are strings and not comments, as Python has them. */
function docStrings(declarations: readonly Declaration[], comments: readonly Span[]): CommentGroup[] {
  const starts = new Set(comments.map(({ start }) => start));
  return declarations.flatMap(({ doc }) =>
    doc && !starts.has(doc.start) ? [{ span: doc, form: 'block' as const, ownLines: true }] : [],
  );
}

/** Asked with growing offsets: the entry whose span holds the offset; spans are sorted and disjoint. */
function lookup<T>(entries: readonly (readonly [Span, T])[]): (offset: number) => T | undefined {
  let at = 0;
  return (offset) => {
    while ((entries[at]?.[0].end ?? Infinity) <= offset) at++;
    const entry = entries[at];
    return entry && entry[0].start <= offset ? entry[1] : undefined;
  };
}

/** Asked with growing offsets: index of the innermost declaration that holds the offset. */
function innermost(declarations: readonly Declaration[]): (offset: number) => number | undefined {
  const open: number[] = [];
  let next = 0;
  return (offset) => {
    while ((declarations[next]?.span.start ?? Infinity) <= offset) open.push(next++);
    while (open.length > 0 && (declarations[open.at(-1) ?? 0]?.span.end ?? 0) <= offset) open.pop();
    return open.at(-1);
  };
}
