// May these cuts be used? The edited document must hold no syntax error that the original did not have.
// A draft that fails loses its guilty cuts and keeps the rest; it is refused only when nothing else helps.
// How much of the content survives is not asked here (`faithfulness`).

import type { Span } from '../model/block.js';
import { applyCuts, type Cut } from './draft.js';

export interface Validation {
  /** The whole document, also where only a part of it is compressed: a part alone may not parse. */
  readonly text: string;
  /** Syntax errors of the original. */
  readonly errors: readonly Span[];
  /** Syntax errors of an edited document. */
  check(text: string): Promise<readonly Span[]>;
}

/** Rounds in which the cuts beside new errors are given up, before half of all cuts are. */
const MAX_ROUNDS = 3;
/** Errors that are looked at in a round: a broken cut makes many, and the first ones stand nearest to it. */
const MAX_ERRORS = 50;
/** Cuts given up for one error: the nearest on both sides, or all inside a small error. */
const MAX_BLAMED = 4;

/** The cuts that may stay, or undefined where none of them may. */
export async function validCuts(validation: Validation, cuts: readonly Cut[]): Promise<readonly Cut[] | undefined> {
  let left = cuts;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const failures = await newErrors(validation, left);
    if (failures.length === 0) return left;
    const blamed = guilty(left, failures);
    left = left.filter((cut) => !blamed.has(cut));
    if (left.length === 0) return undefined;
  }
  return validHalf(validation, left);
}

/** The first of: all that is left, its first half, its second half, its white space. */
async function validHalf(validation: Validation, cuts: readonly Cut[]): Promise<readonly Cut[] | undefined> {
  const middle = Math.ceil(cuts.length / 2);
  const whitespace = cuts.filter(({ reason }) => reason === 'whitespace');
  for (const candidate of [cuts, cuts.slice(0, middle), cuts.slice(middle), whitespace]) {
    if (candidate.length > 0 && (await newErrors(validation, candidate)).length === 0) return candidate;
  }
  return undefined;
}

/**
 * Errors of the edited document that the original did not have, at their places in the original; none if there are not
 * more errors than were left standing, because recovery from an old error may move it a little.
 */
async function newErrors({ text, errors, check }: Validation, cuts: readonly Cut[]): Promise<readonly Span[]> {
  const source = { source: { id: '', text }, span: { start: 0, end: text.length } };
  const found = await check(applyCuts(source, cuts));
  if (found.length === 0) return [];
  const standing = outside(errors, cuts);
  if (found.length <= standing.length) return [];
  const known = new Set(standing.map(({ start }) => start));
  const placed = inOriginal(found, cuts);
  const fresh = placed.filter(({ start }) => !known.has(start));
  return fresh.length > 0 ? fresh : placed;
}

/** The errors that no cut takes out. */
function outside(errors: readonly Span[], cuts: readonly Cut[]): Span[] {
  let next = 0;
  return bySourceOrder(errors).filter(({ start, end }) => {
    while ((cuts[next]?.span.end ?? Infinity) <= start) next++;
    const cut = cuts[next]?.span;
    return !(cut && cut.start <= start && end <= cut.end && end > start);
  });
}

const bySourceOrder = (spans: readonly Span[]): Span[] => [...spans].sort((a, b) => a.start - b.start || a.end - b.end);

/** Spans of the edited text as spans of the original; what lies in a replacement counts as its cut. */
function inOriginal(spans: readonly Span[], cuts: readonly Cut[]): Span[] {
  const shifts: { at: number; by: number }[] = [{ at: 0, by: 0 }];
  let by = 0;
  for (const { span, replacement } of cuts) {
    const at = span.start - by;
    by += span.end - span.start - replacement.length;
    shifts.push({ at: at + replacement.length, by });
  }
  const original = (offset: number): number => {
    let low = 0;
    let high = shifts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((shifts[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return offset + (shifts[low]?.by ?? 0);
  };
  return spans.map(({ start, end }) => ({ start: original(start), end: original(end) }));
}

/** White space is blamed only where nothing else is left: taking it out does not break code. */
function guilty(cuts: readonly Cut[], errors: readonly Span[]): ReadonlySet<Cut> {
  const marked = cuts.filter(({ reason }) => reason !== 'whitespace');
  const suspects = marked.length > 0 ? marked : cuts;
  const blamed = new Set<Cut>();
  for (const { start, end } of errors.slice(0, MAX_ERRORS)) {
    const first = firstEndingAfter(suspects, start);
    const last = firstEndingAfter(suspects, end);
    const inside = suspects.slice(first, last + 1).filter(({ span }) => span.start <= end);
    const nearest =
      inside.length > 0 && inside.length <= MAX_BLAMED
        ? inside
        : [suspects[first - 1], suspects[first], suspects[last - 1], suspects[last]];
    for (const cut of nearest) if (cut) blamed.add(cut);
  }
  return blamed;
}

function firstEndingAfter(cuts: readonly Cut[], offset: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle]?.span.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
