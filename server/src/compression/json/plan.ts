// Which parts of a JSON text to leave out: the rest of long lists and large objects, and the rest of long strings. What the
// question names stays, with all that is in it. Every cut covers whole values, so the result is JSON again.

import type { Span } from '../../model/block.js';
import type { Cut } from '../draft.js';
import { type Page, pays } from '../gaps.js';
import { compactJson } from './compact.js';
import { ARRAY, OBJECT, STRING, type Tape, WORD } from './tape.js';
import { isJsonSpace } from './tokens.js';
import { handleOf } from '../marker.js';
import { questionTerms } from '../terms.js';

export interface Limits {
  /** Elements that stay of a list of containers, and of a list of plain values. */
  readonly items: number;
  readonly values: number;
  readonly members: number;
  /** Longest string that stays whole; half of it stays of a longer one. */
  readonly characters: number;
}

/** A value that the question names stays whole up to this length; a larger one is thinned inside. */
const WHOLE_MATCH = 4_000;
/** Words that this share of the siblings hold do not tell them apart. */
const COMMON_SHARE = 0.25;

export function planCuts(page: Page, tape: Tape, limits: Limits, question: string | undefined): Cut[] {
  const planner: Planner = { page, tape, limits, hits: findTerms(page, question) };
  const cuts: Cut[] = [];
  const gaps = new Map<number, Gap>();
  const whole = new Set<number>();
  if (tape.shape !== 'value') planContainer(planner, -1, gaps, whole);
  for (let entry = 0; entry < tape.count; ) {
    if (entry % 4_096 === 0) page.task.signal?.throwIfAborted();
    const gap = gaps.get(entry);
    const cut = gap ? gapCut(planner, gap) : undefined;
    if (gap && cut) {
      cuts.push(cut);
      entry = after(tape, gap.last);
    } else if (whole.has(entry)) entry = after(tape, entry);
    else {
      const kind = tape.kind[entry];
      if (kind === OBJECT || kind === ARRAY) planContainer(planner, entry, gaps, whole);
      const short = kind === STRING ? stringCut(planner, entry) : undefined;
      if (short) cuts.push(short);
      entry++;
    }
  }
  return cuts;
}

interface Planner {
  readonly page: Page;
  readonly tape: Tape;
  readonly limits: Limits;
  readonly hits: Hits | undefined;
}

/** A run of siblings to leave out. `order` counts the gaps of one container. */
interface Gap {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly container: number;
  readonly order: number;
}

const after = (tape: Tape, entry: number): number => tape.next[entry] ?? tape.count;

/** Finds the runs of children that do not stay. The container -1 is the root of lines and fragments. */
function planContainer(planner: Planner, container: number, gaps: Map<number, Gap>, whole: Set<number>): void {
  const { tape, limits } = planner;
  const children = childrenOf(tape, container);
  const isPlain = tape.kind[children[0] ?? 0] === WORD || tape.kind[children[0] ?? 0] === STRING;
  const isNamed = (tape.key[children[0] ?? 0] ?? -1) !== -1;
  const limit = isNamed ? limits.members : isPlain ? limits.values : limits.items;
  const isNamedByQuestion = matcher(planner, children, limit);
  let run: number[] = [];
  let order = 0;
  const close = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined)
      gaps.set(first, { first, last, count: run.length, container, order: order++ });
    run = [];
  };
  children.forEach((child, index) => {
    const isAsked = isNamedByQuestion(child);
    if (isAsked && lengthOf(tape, child) <= WHOLE_MATCH) whole.add(child);
    if (isAsked || index < limit) close();
    else run.push(child);
  });
  close();
}

const lengthOf = (tape: Tape, entry: number): number => (tape.end[entry] ?? 0) - (tape.start[entry] ?? 0);

function childrenOf(tape: Tape, container: number): number[] {
  const children: number[] = [];
  const end = container === -1 ? tape.count : after(tape, container);
  for (let entry = container + 1; entry < end; entry = after(tape, entry)) children.push(entry);
  return children;
}

/** `"… 120 items pith:…"` in a list, `"…":"12 members pith:…"` in an object. Undefined where that would not pay. */
function gapCut({ page, tape }: Planner, gap: Gap): Cut | undefined {
  const { source } = page.task;
  const key = tape.key[gap.first] ?? -1;
  const inner = { start: key === -1 ? (tape.start[gap.first] ?? 0) : key, end: tape.end[gap.last] ?? 0 };
  const span = wholeLines(page, inner);
  const handle = handleOf(source, span, page.starts);
  const name = gap.order === 0 ? '…' : `…${gap.order + 1}`;
  const count = (noun: string) => `${gap.count} ${noun}${gap.count === 1 ? '' : 's'} ${handle}`;
  const marker = key === -1 ? `"… ${count('item')}"` : `"${name}":"${count('member')}"`;
  const isLine = gap.container === -1 && tape.shape === 'lines';
  const replacement = isLine && source.text[span.end - 1] === '\n' ? `${marker}\n` : marker;
  return paysCompact(page, inner, replacement) ? { span, reason: 'low-relevance', replacement } : undefined;
}

/** The stretch with the space around it where that makes it whole lines: their handle is easier to read. */
function wholeLines({ task }: Page, span: Span): Span {
  const { text } = task.source;
  const within = task.span;
  let { start, end } = span;
  while (start > within.start && isJsonSpace(text.charCodeAt(start - 1)) && text[start - 1] !== '\n') start--;
  while (end < within.end && isJsonSpace(text.charCodeAt(end)) && text[end] !== '\n') end++;
  const isWhole = (start === 0 || text[start - 1] === '\n') && text[end] === '\n' && end < within.end;
  return isWhole ? { start, end: end + 1 } : span;
}

/** Compared with the compact form, because white space goes anyway. */
function paysCompact({ task }: Page, span: Span, replacement: string): boolean {
  const stretch = compactJson(task.source.text, span.start, Math.min(span.end, span.start + 2_000));
  return task.counter.count(stretch) > task.counter.count(replacement);
}

/** The beginning of a long string and what follows as a marker, as one string. */
function stringCut({ page, tape, limits, hits }: Planner, entry: number): Cut | undefined {
  const span = { start: tape.start[entry] ?? 0, end: tape.end[entry] ?? 0 };
  const length = span.end - span.start - 2;
  if (length <= limits.characters || (length <= WHOLE_MATCH && hits && countIn(hits, span) > 0)) return undefined;
  const { text } = page.task.source;
  const end = escapeBoundary(text, span.start + 1, Math.round(limits.characters / 2));
  const left = span.end - 1 - end;
  const replacement = `${text.slice(span.start, end)}… ${left} characters ${handleOf(page.task.source, span, page.starts)}"`;
  return pays(page.task, span, replacement) ? { span, reason: 'low-relevance', replacement } : undefined;
}

/** Offset at most `length` after `from` that splits neither an escape nor a pair of surrogates. */
function escapeBoundary(text: string, from: number, length: number): number {
  let at = from;
  while (at < from + length) {
    const isEscape = text[at] === '\\';
    const width = isEscape ? (text[at + 1] === 'u' ? 6 : 2) : (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    if (at + width > from + length) break;
    at += width;
  }
  // Half of an escaped pair would be a lone surrogate.
  return /\\u[dD][89abAB][0-9a-fA-F]{2}$/.test(text.slice(Math.max(from, at - 6), at)) ? at - 6 : at;
}

/** Where the words of the question stand in the text, in order. */
interface Hits {
  readonly offsets: readonly number[];
  readonly terms: readonly number[];
}

function findTerms({ task }: Page, question: string | undefined): Hits | undefined {
  const terms = questionTerms(question).filter((term) => term.length > 1);
  if (terms.length === 0) return undefined;
  const offsets: number[] = [];
  const found: number[] = [];
  const index = new Map(terms.map((term, at) => [term, at]));
  // Longest first, so that a word is not hidden by its own beginning.
  const longestFirst = [...terms].sort((a, b) => b.length - a.length);
  // Terms are letters, marks, digits and underscores, so none needs an escape.
  const pattern = new RegExp(longestFirst.join('|'), 'giu');
  for (const match of task.source.text.slice(task.span.start, task.span.end).matchAll(pattern)) {
    offsets.push(task.span.start + match.index);
    found.push(index.get(match[0].toLowerCase()) ?? 0);
  }
  return { offsets, terms: found };
}

/** First hit at or after an offset. */
function hitAt({ offsets }: Hits, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const countIn = (hits: Hits, { start, end }: Span): number => hitAt(hits, end) - hitAt(hits, start);

/** Says whether a child holds a word of the question that few of its siblings hold. */
function matcher({ tape, hits }: Planner, children: readonly number[], limit: number): (child: number) => boolean {
  if (!hits || hits.offsets.length === 0 || children.length <= limit) return () => false;
  const termsOf = (child: number): Set<number> => {
    const key = tape.key[child] ?? -1;
    const from = hitAt(hits, key === -1 ? (tape.start[child] ?? 0) : key);
    return new Set(hits.terms.slice(from, hitAt(hits, tape.end[child] ?? 0)));
  };
  const holders = new Map<number, number>();
  for (const child of children) for (const term of termsOf(child)) holders.set(term, (holders.get(term) ?? 0) + 1);
  const most = Math.max(limit, children.length * COMMON_SHARE);
  return (child) => [...termsOf(child)].some((term) => (holders.get(term) ?? 0) <= most);
}
