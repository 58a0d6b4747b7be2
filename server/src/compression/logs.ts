// Logs and terminal output: every error-like line stays with its surroundings, the tail stays, each other event keeps a
// line, and the rest becomes gaps with a count and a handle. An error is only left out where the same one, with other
// numbers, is kept. What counts as an error and as the same event is said in `logs/signals.ts`.

import type { Level } from '../model/block.js';
import type { Compressor, Cut, Draft, Task } from './draft.js';
import { falling } from './falling.js';
import { faithfulness } from './faithfulness.js';
import {
  type Bounds,
  contentEnd,
  cutGaps,
  draftOf,
  lineBounds,
  mergeCuts,
  type Page,
  pageOf,
  unitCount,
  unitSpan,
} from './gaps.js';
import { longLineCuts } from './logs/longLines.js';
import { handleOf, linesOf } from './marker.js';
import { type Row, readRows, tidyRows } from './logs/rows.js';
import { outlineOf } from './logs/outline.js';
import { bm25, best } from './terms.js';

/** Lines around an error that explain it, and last lines of a log: features E13. */
const AROUND_LINES = 30;
const TAIL_LINES = 80;
/** Where errors are many, their surroundings shrink through these steps until they fit the share. */
const AROUND_STEPS = [AROUND_LINES, 10, 3, 1, 0];
/** Lines that the surroundings of errors may take: all of them in a short log, a share of a long one. */
const AROUND_FLOOR_LINES = 200;
const AROUND_SHARE = { focus: 0.25, skeleton: 0.08 };
/** Of a long log the skeleton keeps a shorter tail: this share, and never less than the floor. */
const TAIL_SHARE = 0.02;
const TAIL_FLOOR_LINES = 20;
const LONG_LOG_LINES = 1_000;
/** How often one error, with other numbers, stays. */
const SAME_ERROR = { focus: 3, skeleton: 1 };
/** More distinct errors than this are told apart by their event only, in the skeleton. */
const MANY_ERRORS = 100;
/** The same for warnings, at every level. */
const MANY_WARNINGS = 40;
/** Distinct ordinary events that keep a line each, as a share of the lines; the first ones where there are more. */
const EVENT_SHARE = { focus: 0.2, skeleton: 0.1 };
const EVENT_FLOOR = 40;
/** Lines that answer the question, and the lines kept around each. */
const ANSWER_LINES = 120;
const AROUND_ANSWER_LINES = 2;
/** A line answers if its score comes this near to the best one: words that stand in most lines say nothing. */
const ANSWER_SHARE = 0.5;

export function openLogs(task: Task, notes: readonly string[] = []): Compressor {
  const page = pageOf(task);
  const bounds = lineBounds(page);
  let rows: readonly Row[] | undefined;
  const read = () => {
    rows ??= readRows(page, bounds);
    return rows;
  };
  return falling(task, {
    notes,
    async draft(level) {
      if (level === 'tidy') return draftOf(page, tidyRows(page, bounds, read()));
      if (level === 'outline') return outlineOf(page, bounds, read());
      return thin(page, bounds, read(), level);
    },
  });
}

type ThinLevel = Extract<Level, 'focus' | 'skeleton'>;

/** A log as short as its tail keeps all its lines; only what is long in them goes. */
function thin(page: Page, bounds: Bounds, rows: readonly Row[], level: ThinLevel): Draft | undefined {
  const gaps = unitCount(bounds) <= TAIL_LINES ? [] : rowGaps(page, bounds, rows, level);
  const long = rows.flatMap(({ firstLine }) => {
    const span = unitSpan(bounds, firstLine);
    return longLineCuts(page, { start: span.start, end: contentEnd(page.task.source.text, span) });
  });
  if (gaps.length + long.length === 0) return undefined;
  const draft = draftOf(page, mergeCuts(gaps, mergeCuts(long, tidyRows(page, bounds, rows))));
  return draft && { ...draft, faithfulness: errorsKept(rows, draft.text) };
}

/** The rows that do not stay, as gaps. */
function rowGaps(page: Page, bounds: Bounds, rows: readonly Row[], level: ThinLevel): Cut[] {
  const kept = choose(page, rows, level, unitCount(bounds));
  const rowBounds = [...rows.map((row) => bounds[row.firstLine] ?? 0), page.task.span.end];
  return cutGaps(page, rowBounds, (row) => kept.rows[row] === 1, {
    reason: 'low-relevance',
    marker: (span, first, last) => gapMarker(page, span, rows, kept, first, last),
  });
}

/** The facts that a log must not lose are those of its errors. */
function errorsKept(rows: readonly Row[], text: string): number {
  const distinct = new Map(rows.filter((row) => row.isError).map((row) => [row.errorKey, row.text]));
  return faithfulness([...distinct.values()].join('\n'), text);
}

interface Choice {
  /** 1 for rows that stay. */
  readonly rows: Uint8Array;
  /** Rows that stand for others, with the number of lines of their event. */
  readonly standsFor: ReadonlyMap<number, number>;
}

function choose(page: Page, rows: readonly Row[], level: ThinLevel, lines: number): Choice {
  const kept = new Uint8Array(rows.length);
  const errors = chosenErrors(rows, level);
  keepAround(kept, rows, errors, aroundLines(rows, errors, level, lines));
  const tail =
    level === 'focus' || lines < LONG_LOG_LINES ? TAIL_LINES : Math.max(TAIL_FLOOR_LINES, lines * TAIL_SHARE);
  keepTail(kept, rows, lines - Math.min(TAIL_LINES, Math.round(tail)));
  keepAround(kept, rows, answers(page, rows), AROUND_ANSWER_LINES);
  page.task.signal?.throwIfAborted();
  return { rows: kept, standsFor: keepEvents(kept, rows, EVENT_SHARE[level] * lines) };
}

/** The errors that stay: the first ones of each kind, and a kind is coarser where there are very many. */
function chosenErrors(rows: readonly Row[], level: ThinLevel): number[] {
  const distinct = new Set(rows.filter((row) => row.isError).map((row) => row.errorKey));
  const isCoarse = level === 'skeleton' && distinct.size > MANY_ERRORS;
  const seen = new Map<string, number>();
  const chosen: number[] = [];
  rows.forEach((row, index) => {
    if (!row.isError) return;
    const key = isCoarse ? row.eventKey : row.errorKey;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    if (times < SAME_ERROR[level]) chosen.push(index);
  });
  return chosen;
}

function aroundLines(rows: readonly Row[], errors: readonly number[], level: ThinLevel, lines: number) {
  const limit = Math.max(AROUND_FLOOR_LINES, AROUND_SHARE[level] * lines);
  return AROUND_STEPS.find((around) => linesAround(rows, errors, around) <= limit + errors.length) ?? 0;
}

/** Lines covered by windows of this size, overlaps counted once. */
function linesAround(rows: readonly Row[], errors: readonly number[], around: number): number {
  let total = 0;
  let covered = -1;
  for (const error of errors) {
    const row = rows[error];
    if (!row) continue;
    const from = Math.max(covered + 1, row.firstLine - around);
    covered = Math.max(covered, row.firstLine + around);
    total += Math.max(0, covered - from + 1);
  }
  return total;
}

function keepAround(kept: Uint8Array, rows: readonly Row[], centres: readonly number[], around: number): void {
  for (const centre of centres) {
    const line = rows[centre]?.firstLine ?? 0;
    kept[centre] = 1;
    for (let at = centre - 1; at >= 0 && (rows[at]?.lastLine ?? 0) >= line - around; at--) kept[at] = 1;
    for (let at = centre + 1; at < rows.length && (rows[at]?.firstLine ?? 0) <= line + around; at++) kept[at] = 1;
  }
}

function keepTail(kept: Uint8Array, rows: readonly Row[], fromLine: number): void {
  for (let at = rows.length - 1; at >= 0 && (rows[at]?.lastLine ?? 0) >= fromLine; at--) kept[at] = 1;
}

/** Rows that answer the question, in order of the text. */
function answers({ task }: Page, rows: readonly Row[]): number[] {
  const scores = bm25(task.question, rows.length, (row) => rows[row]?.text ?? '');
  return best(scores, ANSWER_LINES, ANSWER_SHARE).sort((a, b) => a - b);
}

/** Gives each event that has no line yet its first one. Warnings are told apart as finely as errors if they are few. */
function keepEvents(kept: Uint8Array, rows: readonly Row[], limit: number): Map<number, number> {
  const warnings = new Set(rows.filter((row) => row.isWarning).map((row) => row.errorKey));
  const areFew = warnings.size <= MANY_WARNINGS;
  const keyOf = (row: Row) => (row.isWarning && areFew ? `!${row.errorKey}` : row.eventKey);
  const shown = new Set<string>();
  const counts = new Map<string, number>();
  rows.forEach((row, index) => {
    const key = keyOf(row);
    counts.set(key, (counts.get(key) ?? 0) + row.lastLine - row.firstLine + 1);
    if (kept[index]) shown.add(key);
  });
  const standsFor = new Map<number, number>();
  let left = Math.max(EVENT_FLOOR, limit);
  rows.forEach((row, index) => {
    const key = keyOf(row);
    if (row.isBlank || row.isError || shown.has(key)) return;
    if (left <= 0 && !row.isWarning) return;
    shown.add(key);
    left--;
    kept[index] = 1;
    standsFor.set(index, counts.get(key) ?? 1);
  });
  return standsFor;
}

/** `… 57 lines, the line above ×42 pith:…`: what this gap holds, and how often the line above occurs in all. */
function gapMarker(
  page: Page,
  span: Cut['span'],
  rows: readonly Row[],
  kept: Choice,
  first: number,
  last: number,
): string {
  const { source } = page.task;
  const range = linesOf(source.text, span, page.starts);
  const lines = range.last - range.first + 1;
  const times = kept.standsFor.get(first - 1) ?? 1;
  let errors = 0;
  for (let row = first; row <= last; row++) if (rows[row]?.isError) errors++;
  const parts = [
    `${lines} line${lines === 1 ? '' : 's'}`,
    times > 1 ? `the line above ×${times}` : '',
    errors > 0 ? `${errors} like errors shown` : '',
  ];
  return `… ${parts.filter((part) => part !== '').join(', ')} ${handleOf(source, span, page.starts)}`;
}
