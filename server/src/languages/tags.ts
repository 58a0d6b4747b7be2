// From a tree to tags: what the query of a language captured, as plain spans. The rules that make declarations of
// them are in `structure.ts`. The convention of our `tags.scm` files:
//
//   @definition.<kind>  the node of a declaration; <kind> is a DeclarationKind. Where two patterns capture the same
//                       node, the earlier one in the file wins; where they agree on the kind, the larger body
//                       and every @export and @private count. A function in a class is a method, a constant a field.
//   @name               its name; `(#set! name "default")` where there is none to capture
//   @body               the body with one delimiter at each end (braces, brackets, parentheses)
//   @body.block         the body without delimiters: an indented block, the lines up to `end`
//   @body.open and @body.close   the nodes around a body that no node holds: its delimiters are the last character
//                       of the one and the first of the other (`<p>…</p>`)
//   @body.expression    the body is an expression (`=> …`): worth cutting only where it spans lines
//                       `(#set! filler "…")` in the pattern is what must stand for a cut body to parse
//   @export, @private   in the pattern of a definition: a keyword that shows or hides it
//   @outer and @inner   a node that belongs to the declaration @inner: `export …`, `template <…> …`, decorators
//                       around it; with @export the declaration is visible
//   @attribute          a node that stands before a declaration and belongs to it: decorators, #[…], annotations
//   @export.name        a name that is exported elsewhere in the file (`export { a }`)
//   @doc                documentation inside the body, at its start (docstrings); comments need no mark
//   @comment            every comment
//   @import             import, include and use statements at the top level
//   @statement          every other node at the top level (declarations are sorted out by position)
//   @_…                 for predicates only

import type { Node, QueryMatch, Tree } from 'web-tree-sitter';
import type { Span } from '../model/block.js';
import type { DeclarationKind } from '../model/source.js';
import type { Grammar, Stopper } from './grammar.js';

export type BodyForm = 'delimited' | 'block' | 'expression';

export interface BodyTag {
  readonly span: Span;
  readonly form: BodyForm;
  readonly filler?: string;
}

export interface DefinitionTag {
  readonly kind: DeclarationKind;
  readonly name: string;
  readonly span: Span;
  readonly body?: BodyTag;
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
  readonly imports: readonly Span[];
  readonly statements: readonly Span[];
  readonly exportedNames: ReadonlySet<string>;
}

/** A name is a label, not text: an outline line must stay a line. */
const MAX_NAME_CHARACTERS = 80;

export function readTags(tree: Tree, grammar: Grammar, text: string, stopper: Stopper): Tags {
  const matches = grammar.tags.matches(tree.rootNode, { progressCallback: stopper.tick });
  if (stopper.tick()) throw stopper.reason();
  const definitions = new Map<number, Map<number, RankedTag>>();
  const tags = {
    outers: [] as OuterTag[],
    attributes: [] as Span[],
    comments: [] as Span[],
    docs: [] as Span[],
    imports: [] as Span[],
    statements: [] as Span[],
    exportedNames: new Set<string>(),
  };
  const lists: Readonly<Record<string, Span[]>> = {
    attribute: tags.attributes,
    comment: tags.comments,
    doc: tags.docs,
    import: tags.imports,
    statement: tags.statements,
  };
  for (const match of matches) {
    const captures = byName(match);
    const definition = definitionOf(match, captures, text);
    if (definition) keepBest(definitions, { ...definition, pattern: match.patternIndex });
    else if (captures.outer && captures.inner) {
      const [inner, outer] = [spanOf(captures.inner), spanOf(captures.outer)];
      tags.outers.push({ inner, outer, isMarked: captures.export !== undefined });
    } else if (captures['export.name']) tags.exportedNames.add(textOf(captures['export.name'], text));
    else for (const { name, node } of match.captures) lists[name]?.push(spanOf(node));
  }
  const kept = [...definitions.values()].flatMap((sameStart) => [...sameStart.values()]);
  return { ...tags, definitions: kept };
}

/** Error and missing nodes in source order. */
export function readErrors(tree: Tree, grammar: Grammar, stopper: Stopper): Span[] {
  if (!tree.rootNode.hasError) return [];
  const matches = grammar.errorQuery().matches(tree.rootNode, { progressCallback: stopper.tick });
  if (stopper.tick()) throw stopper.reason();
  const spans = matches.flatMap((match) => match.captures.map(({ node }) => spanOf(node)));
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
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
  return { ...first, ...(body && { body }), isMarked, isPrivate };
}

function bodyLength(tag: DefinitionTag): number {
  return tag.body ? tag.body.span.end - tag.body.span.start : 0;
}

type Captures = Readonly<Record<string, Node>>;

/** The first node of each capture name. */
function byName(match: QueryMatch): Captures {
  const captures: Record<string, Node> = {};
  for (const { name, node } of match.captures) captures[name] ??= node;
  return captures;
}

const DEFINITION = 'definition.';

function definitionOf(match: QueryMatch, captures: Captures, text: string): DefinitionTag | undefined {
  const capture = match.captures.find(({ name }) => name.startsWith(DEFINITION));
  if (!capture) return undefined;
  const properties = match.setProperties ?? {};
  const body = bodyOf(captures, properties.filler ?? undefined);
  return {
    kind: capture.name.slice(DEFINITION.length) as DeclarationKind,
    name: captures.name ? textOf(captures.name, text) : (properties.name ?? ''),
    span: spanOf(capture.node),
    ...(body && { body }),
    isMarked: captures.export !== undefined,
    isPrivate: captures.private !== undefined,
  };
}

function bodyOf(captures: Captures, filler: string | undefined): BodyTag | undefined {
  const tag = (span: Span | undefined, form: BodyForm): BodyTag | undefined =>
    span && { span, form, ...(filler !== undefined && { filler }) };
  const { body, 'body.block': block, 'body.expression': expression } = captures;
  return (
    tag(body ? spanOf(body) : between(captures), 'delimited') ??
    tag(block && spanOf(block), 'block') ??
    tag(expression && spanOf(expression), 'expression')
  );
}

function between({ 'body.open': open, 'body.close': close }: Captures): Span | undefined {
  return open && close && { start: open.endIndex - 1, end: close.startIndex + 1 };
}

function textOf(node: Node, text: string): string {
  const name = text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + MAX_NAME_CHARACTERS));
  return name.split(/\r?\n/, 1)[0] ?? '';
}

function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}
