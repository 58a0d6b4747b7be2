// From a tree to tags: what the query of a language captured, as plain spans. The rules that make declarations of
// them are in `structure.ts`. The convention of our `tags.scm` files:
//
//   @definition.<kind>  the node of a declaration; <kind> is a DeclarationKind. Where two patterns capture the same
//                       node, the earlier one in the file wins; where they agree on the kind, the first name, the
//                       larger body and every @export and @private count. A function in a class is a method, a
//                       constant in a class a field, a constant in a function nothing.
//   @name               its name; all from the first to the last where there are several (`Display for Shape`).
//                       Without it the node's field `name` is taken, or `(#set! name "default")`;
//                       `(#set! name.path "declarator")` follows that field down (C: `int **f(int)`);
//                       `(#set! name.skip "1")` leaves out the first character of a @name (Ruby: `:size`)
//   @body               the body with one delimiter at each end (braces, brackets, parentheses).
//                       `(#set! body "delimited")` takes the node's field `body`, `(#set! body "block")` likewise
//   @body.block         the body without delimiters: an indented block, the lines up to `end`
//   @body.open and @body.close   the nodes around a body that no node holds: its delimiters are the last character
//                       of the one and the first of the other (`<p>…</p>`); with `(#set! body "block")` both are
//                       words that stay (`do … end`)
//   @body.expression    the body is an expression (`=> …`): worth cutting only where it spans lines
//                       `(#set! filler "…")` in the pattern is what must stand for a cut body to parse;
//                       `(#set! filler.expression "…")` where it must only stand for a @body.expression
//   @export, @private   in the pattern of a definition: a keyword that shows or hides it
//   @outer and @inner   a node that belongs to the declaration @inner: `export …`, `template <…> …`, decorators
//                       around it; with @export the declaration is visible
//   @attribute          a node that stands before a declaration and belongs to it: decorators, #[…], annotations
//   @export.name        a name that is exported elsewhere in the file (`export { a }`)
//   @doc                documentation that is no comment: inside the body, at its start (docstrings), inside an
//                       @attribute, or anywhere if it stands in the pattern of its definition
//   @comment            every comment
//   @literal            every string that may span lines
//   @import             import, include and use statements at the top level
//   @statement          every other node at the top level (declarations are sorted out by position)
//   @_…                 for predicates only
//
// A pattern of one bare node costs nothing to compile and little to run; each parent with children in a pattern costs
// about 10 ms of the start in a large grammar. Hence the fields: `((function_declaration) @definition.function …)`.

import type { CapturedNode, Match } from './captured.js';
import type { QueryProperties } from 'web-tree-sitter';
import type { Span } from '../model/block.js';
import type { DeclarationKind } from '../model/source.js';
import { byPlace } from './spans.js';

export type BodyForm = 'delimited' | 'block' | 'expression';

export interface BodyTag {
  readonly span: Span;
  readonly form: BodyForm;
  readonly filler?: string;
}

export interface DefinitionTag {
  readonly kind: DeclarationKind;
  readonly name: string;
  readonly nameStart?: number;
  readonly span: Span;
  readonly body?: BodyTag;
  readonly doc?: Span;
  readonly isMarked: boolean;
  readonly isPrivate: boolean;
}

export interface OuterTag {
  readonly inner: Span;
  readonly outer: Span;
  readonly isMarked: boolean;
}

export interface Tags {
  readonly definitions: readonly DefinitionTag[];
  readonly outers: readonly OuterTag[];
  readonly attributes: readonly Span[];
  readonly comments: readonly Span[];
  readonly docs: readonly Span[];
  /** Absent where the grammar does not mark them. */
  readonly literals?: readonly Span[];
  readonly imports: readonly Span[];
  readonly statements: readonly Span[];
  readonly exportedNames: ReadonlySet<string>;
}

/** An outline prints one line a declaration. A name without blanks is one that is referred to, and kept as it is. */
const MAX_TITLE_CHARACTERS = 80;
const MAX_NAME_CHARACTERS = 250;

/** `matches` are those of the patterns of `tags.scm`; `marksLiterals` says whether any of them captures literals. */
export function readTags(matches: readonly Match[], text: string, marksLiterals: boolean): Tags {
  const found = new Map<number, Map<number, RankedTag>>();
  const tags = {
    outers: [] as OuterTag[],
    attributes: [] as Span[],
    comments: [] as Span[],
    docs: [] as Span[],
    literals: [] as Span[],
    imports: [] as Span[],
    statements: [] as Span[],
    exportedNames: new Set<string>(),
  };
  const lists: Readonly<Record<string, Span[]>> = {
    attribute: tags.attributes,
    comment: tags.comments,
    doc: tags.docs,
    literal: tags.literals,
    import: tags.imports,
    statement: tags.statements,
  };
  for (const match of matches) {
    const captures = byName(match);
    const definition = definitionOf(match, captures, text);
    if (definition) keepBest(found, { ...definition, pattern: match.patternIndex });
    if (captures.outer && captures.inner) {
      const [inner, outer] = [spanOf(captures.inner, text), spanOf(captures.outer, text)];
      tags.outers.push({ inner, outer, isMarked: captures.export !== undefined });
    }
    for (const { name, node } of match.captures) {
      if (name === 'export.name') tags.exportedNames.add(text.slice(node.startIndex, node.endIndex));
      else lists[name]?.push(spanOf(node, text));
    }
  }
  const kept = [...found.values()].flatMap((sameStart) => [...sameStart.values()]);
  const { literals, ...others } = tags;
  const definitions = kept.sort((a, b) => byPlace(a.span, b.span));
  return { ...others, definitions, ...(marksLiterals && { literals }) };
}

interface RankedTag extends DefinitionTag {
  readonly pattern: number;
}

/** One tag for each node: see `@definition` above. */
function keepBest(definitions: Map<number, Map<number, RankedTag>>, tag: RankedTag): void {
  const sameStart = definitions.get(tag.span.start) ?? new Map<number, RankedTag>();
  definitions.set(tag.span.start, sameStart);
  const other = sameStart.get(tag.span.end);
  sameStart.set(tag.span.end, other ? better(other, tag) : tag);
}

function better(a: RankedTag, b: RankedTag): RankedTag {
  const [first, second] = a.pattern <= b.pattern ? [a, b] : [b, a];
  if (first.kind !== second.kind) return first;
  const body = bodyLength(second) > bodyLength(first) ? second.body : first.body;
  const isMarked = first.isMarked || second.isMarked;
  const isPrivate = first.isPrivate || second.isPrivate;
  const { name, nameStart } = first.name ? first : second;
  const doc = first.doc ?? second.doc;
  return {
    ...first,
    name,
    ...(nameStart !== undefined && { nameStart }),
    ...(body && { body }),
    ...(doc && { doc }),
    isMarked,
    isPrivate,
  };
}

function bodyLength(tag: DefinitionTag): number {
  return tag.body ? tag.body.span.end - tag.body.span.start : 0;
}

type Captures = Readonly<Record<string, CapturedNode>>;

/** The first node of each capture name. */
function byName(match: Match): Captures {
  const captures: Record<string, CapturedNode> = {};
  for (const { name, node } of match.captures) captures[name] ??= node;
  return captures;
}

/** Some grammars count the line end to a directive or a doc comment. */
function spanOf(node: CapturedNode, text: string): Span {
  const start = node.startIndex;
  let end = node.endIndex;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return { start, end };
}

const DEFINITION = 'definition.';

function definitionOf(match: Match, captures: Captures, text: string): DefinitionTag | undefined {
  const capture = match.captures.find(({ name }) => name.startsWith(DEFINITION));
  if (!capture) return undefined;
  const body = bodyOf(capture.node, captures, match.setProperties ?? {}, text);
  return {
    kind: capture.name.slice(DEFINITION.length) as DeclarationKind,
    ...nameOf(capture.node, match, text),
    span: spanOf(capture.node, text),
    ...(body && { body }),
    ...(captures.doc && { doc: spanOf(captures.doc, text) }),
    isMarked: captures.export !== undefined,
    isPrivate: captures.private !== undefined,
  };
}

type Name = Pick<DefinitionTag, 'name' | 'nameStart'>;

function nameOf(node: CapturedNode, { captures, setProperties = {} }: Match, text: string): Name {
  const [first, ...others] = captures.filter(({ name }) => name === 'name');
  const { name, 'name.path': path, 'name.skip': skip } = setProperties;
  if (first) return nameIn(text, first.node.startIndex + Number(skip ?? 0), (others.at(-1) ?? first).node.endIndex);
  if (name) return { name };
  const found = path ? lastOf(node, path) : node.childForFieldName('name');
  // `MACRO size_t f()` is `size_t::f` to the grammar of C++, with a `::` that is missing.
  const named = found?.hasError ? (found.childForFieldName('name') ?? found) : found;
  return named ? nameIn(text, named.startIndex, named.endIndex) : { name: '' };
}

/** Pointers to pointers to functions end long before. */
const MAX_NAME_DEPTH = 16;

/** The node at the end of a chain of fields; a declarator without the field holds one node (`(*f)`, `&f`). */
function lastOf(node: CapturedNode, field: string): CapturedNode | undefined {
  let last: CapturedNode | undefined;
  for (let depth = 0; depth < MAX_NAME_DEPTH; depth++) {
    const at: CapturedNode = last ?? node;
    const next = at.childForFieldName(field) ?? (last?.type.endsWith(field) ? last.namedChild(0) : null);
    if (!next) return last;
    last = next;
  }
  return last;
}

/** A name is a label: its first line, bounded. */
function nameIn(text: string, start: number, end: number): Name {
  const name = text.slice(start, Math.min(end, start + MAX_NAME_CHARACTERS)).split(/\r?\n/, 1)[0] ?? '';
  return { name: /\s/.test(name) ? name.slice(0, MAX_TITLE_CHARACTERS) : name, nameStart: start };
}

function bodyOf(
  node: CapturedNode,
  captures: Captures,
  properties: QueryProperties,
  text: string,
): BodyTag | undefined {
  const tag = (form: BodyForm, span: Span | undefined): BodyTag | undefined => {
    const filler = properties.filler ?? (form === 'expression' ? properties['filler.expression'] : undefined);
    return span && { span, form, ...(filler && { filler }) };
  };
  const spanAt = (body: CapturedNode | null | undefined): Span | undefined => (body ? spanOf(body, text) : undefined);
  const { body, 'body.block': block, 'body.expression': expression } = captures;
  if (body) return tag('delimited', spanAt(body));
  if (block) return tag('block', spanAt(block));
  if (expression) return tag('expression', spanAt(expression));
  const form = properties.body as BodyForm | undefined;
  const { 'body.open': open, 'body.close': close } = captures;
  if (!open || !close) return form && tag(form, spanAt(node.childForFieldName('body')));
  if (form === 'block') return tag('block', { start: open.endIndex, end: close.startIndex });
  return tag('delimited', { start: open.endIndex - 1, end: close.startIndex + 1 });
}
