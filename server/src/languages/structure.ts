// From tags to the structure of a file: who contains whom, what documents what, what may be cut, who can see it.
// Works on spans alone; trees and grammars stay in `tags.ts` and `grammar.ts`.

import { lineStarts } from '../base/text.js';
import type { Span } from '../model/block.js';
import type { Declaration, DeclarationKind, Structure } from '../model/source.js';
import { isBlank, type Lines, lineStart, spanToCut } from './body.js';
import { leadingFinder } from './leading.js';
import { nest, type Placed } from './nesting.js';
import { isBalanced } from './preprocessor.js';
import type { LanguageRow } from './registry.js';
import { byPlace, firstFrom, intersects, isInside, outermost } from './spans.js';
import type { BodyTag, Tags } from './tags.js';
import { withoutTrailing } from './trailing.js';
import { isExported } from './visibility.js';

export function structureOf(text: string, row: LanguageRow, tags: Tags, errors: readonly Span[]): Structure {
  const lines: Lines = { text, starts: lineStarts(text) };
  const shebang = endOfShebang(text);
  const comments = tags.comments.filter(({ end }) => end > shebang).sort(byPlace);
  const imports = outermost(tags.imports);
  const literals = tags.literals?.filter((span) => lineStart(lines, span.start) < lineStart(lines, span.end));
  const definitions = tags.definitions
    .filter(({ span }) => !isInside(imports, span))
    .map((tag) => (row.endsLate ? withoutTrailing(lines, comments, tag) : tag))
    .map((tag) => (row.terminator ? { ...tag, span: withTerminator(text, tag.span, row) } : tag));
  const placed = nest(definitions, tags.outers, leadingFinder(lines, comments, tags.attributes));
  const declarations = describe(placed, { lines, row, tags, comments, errors });
  const taken = outermost([...placed.map(({ span }) => span), ...imports]);
  const isStatement = (span: Span): boolean =>
    span.end > shebang && !intersects(taken, span) && !startsComment(comments, span);
  const statements = outermost(tags.statements.filter(isStatement)).map((span) => withTerminator(text, span, row));
  return {
    languageId: row.id,
    declarations,
    comments,
    imports,
    statements,
    errors,
    ...(literals && { literals: literals.sort(byPlace) }),
  };
}

function withTerminator(text: string, span: Span, { terminator }: LanguageRow): Span {
  if (terminator === undefined || !text.startsWith(terminator, span.end)) return span;
  return { start: span.start, end: span.end + terminator.length };
}

interface Facts {
  readonly lines: Lines;
  readonly row: LanguageRow;
  readonly tags: Tags;
  readonly comments: readonly Span[];
  readonly errors: readonly Span[];
}

function describe(placed: readonly Placed[], facts: Facts): Declaration[] {
  const strings = [...facts.tags.docs].sort(byPlace);
  const docs = new Map(strings.map((doc) => [doc.start, doc]));
  const childKinds = kindsOfChildren(placed);
  const declarations: Declaration[] = [];
  for (const [index, { tag, span, isMarked, parent, doc: comment }] of placed.entries()) {
    const docstring = tag.body && docs.get(tag.body.span.start);
    const doc = docstring ?? tag.doc ?? firstWithin(strings, { start: span.start, end: tag.span.start }) ?? comment;
    const cut = isCutWhole(tag.kind, childKinds[index] ?? new Set()) ? tag.body : undefined;
    const body = cut && bodyOf(cut, docstring, facts);
    const enclosing = parent === undefined ? undefined : declarations[parent];
    const isListed = parent === undefined && facts.tags.exportedNames.has(tag.name);
    const seen = { name: tag.name, isMarked: isMarked || isListed, isPrivate: tag.isPrivate, parent: enclosing };
    declarations.push({
      kind: kindIn(enclosing, tag.kind),
      name: tag.name,
      ...(tag.nameStart !== undefined && { nameStart: tag.nameStart }),
      span,
      ...(body && { body }),
      ...(body && cut?.filler !== undefined && !docstring && { filler: cut.filler }),
      ...(parent !== undefined && { parent }),
      ...(doc && { doc }),
      exported: isExported(seen, facts.row),
      hasError: holdsError(facts.errors, span),
    });
  }
  return declarations;
}

/** Documentation in an attribute: what stands between the start of a declaration with its attributes and its own. */
function firstWithin(spans: readonly Span[], { start, end }: Span): Span | undefined {
  const first = spans[firstFrom(spans, start)];
  return first && first.end <= end ? first : undefined;
}

function kindIn(enclosing: Declaration | undefined, kind: DeclarationKind): DeclarationKind {
  if (enclosing?.kind !== 'class' && enclosing?.kind !== 'interface') return kind;
  if (kind === 'function') return 'method';
  return kind === 'constant' ? 'field' : kind;
}

function kindsOfChildren(placed: readonly Placed[]): Set<DeclarationKind>[] {
  const kinds = placed.map(() => new Set<DeclarationKind>());
  for (const { parent, tag } of placed) {
    const isHeading = tag.kind === 'section' && !tag.body;
    if (parent !== undefined && !isHeading) kinds[parent]?.add(tag.kind);
  }
  return kinds;
}

/** Functions are cut whole; what is made of members or sections is cut one by one. */
function isCutWhole(kind: DeclarationKind, children: ReadonlySet<DeclarationKind>): boolean {
  if (kind === 'function' || kind === 'method') return true;
  return kind === 'section' ? !children.has('section') : children.size === 0;
}

function bodyOf(body: BodyTag, docstring: Span | undefined, { lines, row, comments }: Facts): Span | undefined {
  const lead = docstring ? docstring.end : leadingComment(lines, comments, body);
  const span = spanToCut(lines, body, lead);
  if (!span) return undefined;
  const sharesLine = docstring && lineStart(lines, span.start) <= docstring.end && span.start < docstring.end + 1;
  if (sharesLine) return undefined;
  return row.preprocessor && !isBalanced(lines.text.slice(span.start, span.end)) ? undefined : span;
}

/** Comments between a header and its indented block stand outside the block's node; on lines of their own they are body. */
function leadingComment(lines: Lines, comments: readonly Span[], body: BodyTag): number {
  let from = body.span.start;
  for (let at = firstFrom(comments, from) - 1; at >= 0; at--) {
    const comment = comments[at];
    if (!comment || !isBlank(lines.text, comment.end, from)) break;
    if (!isBlank(lines.text, lineStart(lines, comment.start), comment.start)) break;
    from = comment.start;
  }
  return from;
}

/** An error that begins before the declaration encloses it and leaves its inside alone. */
function holdsError(errors: readonly Span[], span: Span): boolean {
  for (let at = firstFrom(errors, span.start); at < errors.length; at++) {
    const error = errors[at];
    if (!error || error.start > span.end) return false;
    if (error.end <= span.end) return true;
  }
  return false;
}

function startsComment(comments: readonly Span[], span: Span): boolean {
  return comments[firstFrom(comments, span.start)]?.start === span.start;
}

/** A first line `#!/usr/bin/env …` is a comment to some grammars and a node to others; it is neither, nor cut. */
function endOfShebang(text: string): number {
  return /^\uFEFF?#!(?!\[)[^\n]*/.exec(text)?.[0].length ?? 0;
}
