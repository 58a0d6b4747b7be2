// Prose, and any text that no other compressor knows: whole sentences are kept or left out, never rewritten, so numbers
// and negations in what stays are verbatim. Text that is written in lines (code without a grammar, lists) is kept or left
// out by lines. A first honest version: words decide, not meaning.

import type { Compressor, Draft, Task } from './draft.js';
import { falling } from './falling.js';
import { CONSTRAINTS, faithfulness } from './faithfulness.js';
import {
  type Bounds,
  cutGaps,
  draftOf,
  lineBounds,
  lineText,
  mergeCuts,
  type Page,
  pageOf,
  unitCount,
  whitespaceCuts,
} from './gaps.js';
import { handleOf } from './marker.js';
import { sentenceBounds } from './sentences.js';
import { bm25, words } from './terms.js';

/** Shorter texts stay: a marker costs as much as a sentence (features E29). */
const MIN_TOKENS = 100;
/** Share of the tokens that stays. */
const SHARE = { focus: 0.5, skeleton: 0.25 };
/** First sentences that the outline shows, spread evenly where there are more paragraphs. */
const OUTLINE_PARAGRAPHS = 40;
/** Share of lines that look like code above which lines are the units. */
const LINE_SHARE = 0.4;

/** What lifts a sentence beside its words; orders and limits are what a model must not miss. */
const BOOST = { constraint: 2, number: 0.3, identifier: 0.3, negation: 0.4, paragraphStart: 0.4, textStart: 1 };
/** How much of the best neighbour's score a sentence gets: answers need the sentence before them. */
const NEIGHBOUR = 0.3;
/** Where there is a question its words decide, and the lifts only break near ties; orders keep their weight. */
const ASKED_BOOST = 0.3;

export function openProse(task: Task): Compressor {
  const page = pageOf(task);
  const lines = lineBounds(page);
  const tidy = whitespaceCuts(page, lines);
  let text: Units | undefined;
  const units = () => {
    text ??= readUnits(page, lines);
    return text;
  };
  return falling(task, {
    notes: [],
    async draft(level) {
      if (level === 'tidy') return draftOf(page, tidy);
      if (units().total < MIN_TOKENS || unitCount(units().bounds) < 3) return undefined;
      const kept = level === 'outline' ? paragraphStarts(units()) : strongest(page, units(), SHARE[level]);
      return thinned(page, units(), kept, tidy);
    },
  });
}

interface Units {
  readonly bounds: Bounds;
  readonly texts: readonly string[];
  readonly tokens: readonly number[];
  readonly total: number;
  readonly noun: 'sentence' | 'line';
}

function readUnits({ task }: Page, lines: Bounds): Units {
  const { text } = task.source;
  const byLine = isWrittenInLines(text, lines);
  const bounds = byLine ? lines : sentenceBounds(text, task.span.start, task.span.end);
  const texts = Array.from({ length: unitCount(bounds) }, (_, unit) => text.slice(bounds[unit], bounds[unit + 1]));
  const tokens = texts.map((unit) => task.counter.count(unit));
  const total = tokens.reduce((sum, count) => sum + count, 0);
  return { bounds, texts, tokens, total, noun: byLine ? 'line' : 'sentence' };
}

const CODE_END = /[{}();,>:\]]\s*$|^(?:\t| {2,})\S/;
/** Lines looked at to decide, from the start. */
const LINES_LOOKED_AT = 2_000;

function isWrittenInLines(text: string, lines: Bounds): boolean {
  const count = Math.min(unitCount(lines), LINES_LOOKED_AT);
  let full = 0;
  let code = 0;
  for (let line = 0; line < count; line++) {
    const content = lineText(text, lines, line).slice(-400);
    if (content.trim() === '') continue;
    full++;
    if (CODE_END.test(content)) code++;
  }
  return full > 3 && code / full > LINE_SHARE;
}

function thinned(page: Page, units: Units, kept: ReadonlySet<number>, tidy: Parameters<typeof mergeCuts>[1]) {
  const { source } = page.task;
  const gaps = cutGaps(page, units.bounds, (unit) => kept.has(unit), {
    reason: 'low-relevance',
    keepBlankLines: true,
    marker: (span, first, last) => {
      const count = last - first + 1;
      return `… ${count} ${units.noun}${count === 1 ? '' : 's'} ${handleOf(source, span, page.starts)}`;
    },
  });
  if (gaps.length === 0) return undefined;
  const draft = draftOf(page, mergeCuts(gaps, tidy));
  return draft && measured(page, draft);
}

function measured({ task }: Page, draft: Draft): Draft {
  const original = task.source.text.slice(task.span.start, task.span.end);
  return { ...draft, faithfulness: faithfulness(original, draft.text) };
}

/** The first sentence of each paragraph, and a few of them where there are many. */
function paragraphStarts({ texts }: Units): Set<number> {
  const starts = texts.flatMap((_, unit) => (startsParagraph(texts, unit) ? [unit] : []));
  if (starts.length <= OUTLINE_PARAGRAPHS) return new Set(starts);
  const step = starts.length / OUTLINE_PARAGRAPHS;
  return new Set(Array.from({ length: OUTLINE_PARAGRAPHS }, (_, index) => starts[Math.floor(index * step)] ?? 0));
}

const startsParagraph = (texts: readonly string[], unit: number): boolean =>
  (unit === 0 || /\n[ \t\r]*\n\s*$/.test(texts[unit - 1]?.slice(-200) ?? '')) && texts[unit]?.trim() !== '';

/** The highest scores until their tokens reach the share; the first sentence always. Ties in order of the text. */
function strongest(page: Page, units: Units, share: number): Set<number> {
  const scores = scored(page.task, units);
  const order = scores.map((_, unit) => unit).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const limit = units.total * share;
  const kept = new Set<number>();
  let tokens = 0;
  for (const unit of order) {
    const cost = units.tokens[unit] ?? 0;
    if (tokens + cost > limit && kept.size > 0) continue;
    kept.add(unit);
    tokens += cost;
  }
  return kept;
}

function scored({ question, signal }: Task, { texts }: Units): number[] {
  const asked = bm25(question, texts.length, (unit) => texts[unit] ?? '');
  signal?.throwIfAborted();
  const strongestAnswer = asked.reduce((most, score) => Math.max(most, score), 0);
  const base = strongestAnswer > 0 ? [...asked].map((score) => (3 * score) / strongestAnswer) : centrality(texts);
  const lift = strongestAnswer > 0 ? ASKED_BOOST : 1;
  return texts.map((text, unit) => {
    const near = Math.max(base[unit - 1] ?? 0, base[unit + 1] ?? 0);
    return (
      (base[unit] ?? 0) +
      NEIGHBOUR * near +
      (isConstraint(text) ? BOOST.constraint : 0) +
      lift * boosts(text, unit, texts)
    );
  });
}

/**
 * How much a sentence says of what the whole text says, 0–1: the mean weight of its words, where a word weighs by how
 * many sentences it stands in. Linear, unlike the pairwise TextRank it stands for.
 */
function centrality(texts: readonly string[]): number[] {
  const inSentences = new Map<string, number>();
  const sentences = texts.map((text) => new Set([...words(text)].filter((word) => word.length > 3)));
  for (const sentence of sentences)
    for (const word of sentence) inSentences.set(word, (inSentences.get(word) ?? 0) + 1);
  const raw = sentences.map((sentence) => {
    let weight = 0;
    for (const word of sentence) weight += Math.log(inSentences.get(word) ?? 1);
    return weight / Math.sqrt(Math.max(4, sentence.size));
  });
  const most = raw.reduce((high, value) => Math.max(high, value), 0);
  return raw.map((value) => (most > 0 ? value / most : 0));
}

const SHOUTED = new RegExp(`(?<![\\w-])(?:${[...CONSTRAINTS].join('|')})(?![\\w-])`);
const NEGATED = /\b(?:not|never|no|none|cannot|without|except|unless)\b|n['’]t\b/i;
const NUMBER = /\d/;
const IDENTIFIER = /[a-z][A-Z]|\w_\w|`[^`]+`|\w\(\)|::/;

/** True where a sentence gives an order: MUST, NEVER, ONLY in capitals, in a text that is not all capitals. */
export const isConstraint = (text: string): boolean => SHOUTED.test(text) && /\p{Ll}/u.test(text);

function boosts(text: string, unit: number, texts: readonly string[]): number {
  let boost = unit === 0 ? BOOST.textStart : 0;
  if (startsParagraph(texts, unit)) boost += BOOST.paragraphStart;
  if (NUMBER.test(text)) boost += BOOST.number;
  if (IDENTIFIER.test(text)) boost += BOOST.identifier;
  if (NEGATED.test(text)) boost += BOOST.negation;
  return boost;
}
