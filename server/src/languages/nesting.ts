// Which declaration stands inside which, with the nodes around it (`export`, decorators) that belong to it.

import type { Span } from '../model/block.js';
import type { DeclarationKind } from '../model/source.js';
import type { Leading } from './leading.js';
import { byPlace } from './spans.js';
import type { DefinitionTag, OuterTag } from './tags.js';

/** A declaration in its place. Children follow their parent. */
export interface Placed {
  readonly tag: DefinitionTag;
  readonly span: Span;
  readonly isMarked: boolean;
  readonly parent?: number;
  readonly doc?: Span;
}

type Widened = Omit<Placed, 'parent' | 'doc'>;

/** A constant inside one of these is a statement of its body. */
const LOCAL_TO: ReadonlySet<DeclarationKind | undefined> = new Set(['function', 'method', 'section'] as const);

export function nest(
  definitions: readonly DefinitionTag[],
  outers: readonly OuterTag[],
  leading: (start: number) => Leading,
): Placed[] {
  const widened = widen(definitions, outers).sort((a, b) => byPlace(a.span, b.span));
  const placed: Placed[] = [];
  const open: number[] = [];
  let [previousStart, above] = [-1, { start: 0 } as Leading];
  for (const found of widened) {
    const { start, end } = found.span;
    while (open.length > 0 && (placed[open.at(-1) ?? 0]?.span.end ?? 0) <= start) open.pop();
    const parent = open.at(-1);
    if (found.tag.kind === 'constant' && LOCAL_TO.has(placed[parent ?? -1]?.tag.kind)) continue;
    const isFirstHere = start !== previousStart;
    if (isFirstHere) above = leading(start);
    previousStart = start;
    open.push(placed.length);
    placed.push({
      ...found,
      span: isFirstHere ? { start: above.start, end } : found.span,
      ...(parent !== undefined && { parent }),
      ...(isFirstHere && above.doc && { doc: above.doc }),
    });
  }
  return placed;
}

/** Each definition with the nodes around it that belong to it; of two with the same span the first stays. */
function widen(definitions: readonly DefinitionTag[], outers: readonly OuterTag[]): Widened[] {
  const around = new Map(outers.map((outer) => [key(outer.inner), outer]));
  const widened = new Map<number, Widened>();
  for (const tag of definitions) {
    let { span, isMarked } = tag;
    for (let outer = around.get(key(span)); outer && key(outer.outer) !== key(span); outer = around.get(key(span))) {
      span = outer.outer;
      isMarked ||= outer.isMarked;
    }
    if (!widened.has(key(span))) widened.set(key(span), { tag, span, isMarked });
  }
  return [...widened.values()];
}

/** A number for a span: both offsets fit as long as a text is shorter than 2^26 code units (67 MB). */
function key({ start, end }: Span): number {
  return start * 2 ** 26 + end;
}
