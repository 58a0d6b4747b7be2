// Questions about sorted spans, answered by binary search so that a file of many declarations stays linear.

import type { Span } from '../model/block.js';

/** Source order; what encloses comes before what it encloses. */
export function byPlace(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

/** Index of the first span that starts at or after `offset`; `spans` are in source order. */
export function firstFrom(spans: readonly Pick<Span, 'start'>[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of `spans`, in source order and apart from each other, shares a character with `span`. */
export function intersects(spans: readonly Span[], span: Span): boolean {
  const next = firstFrom(spans, span.start);
  return (spans[next]?.start ?? Infinity) < span.end || (spans[next - 1]?.end ?? -1) > span.start;
}

/** Whether one of `spans`, in source order and apart from each other, encloses `span`. */
export function isInside(spans: readonly Span[], span: Span): boolean {
  return (spans[firstFrom(spans, span.start + 1) - 1]?.end ?? -1) >= span.end;
}

/** The spans that no earlier span encloses, in source order. */
export function outermost(spans: readonly Span[]): Span[] {
  let end = -1;
  return [...spans].sort(byPlace).filter((span) => {
    const isOutside = span.start >= end;
    if (isOutside) end = span.end;
    return isOutside;
  });
}
