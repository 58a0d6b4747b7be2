// The smallest form of a log: one line an event with its count and where it first occurs, every distinct error among
// them, and what the question asks for. All of it is the log's own wording, clipped.

import type { Draft } from './draft.js';
import { faithfulness } from './faithfulness.js';
import { type Bounds, type Page, rewrite, unitCount } from './gaps.js';
import { lineAt, lineEnd } from '../base/text.js';
import { markerText } from './marker.js';
import type { Row } from './rows.js';
import { best, bm25 } from './terms.js';

/** Ordinary events listed, most frequent first; errors and warnings are listed whatever their number. */
const MAX_EVENTS = 60;
/** Above this many distinct errors they are told apart by their event only. */
const MAX_DISTINCT_ERRORS = 60;
/** Lines listed because they answer the question. */
const MAX_ANSWERS = 20;
/** Characters shown of a line. Errors show more because their end often names the culprit. */
const EVENT_LENGTH = 160;
const ERROR_LENGTH = 320;
/** Shorter logs are listed by their lines already. */
const MIN_LINES = 20;

interface Event {
  readonly first: Row;
  readonly times: number;
}

export function outlineOf(page: Page, bounds: Bounds, rows: readonly Row[]): Draft | undefined {
  if (unitCount(bounds) < MIN_LINES) return undefined;
  const { task, starts } = page;
  const events = eventsOf(rows);
  const listed = new Set<Event>([
    ...events.filter(isReport),
    ...mostFrequent(events.filter((event) => !isReport(event))),
  ]);
  const shown = events.filter((event) => listed.has(event));
  const firstLine = lineAt(starts, task.span.start) + 1;
  const lines = [
    markerText(task.source, task.span, starts),
    ...shown.map(({ first, times }) => listing(firstLine + first.firstLine, times, first)),
    ...answers(page, rows, shown).map((row) => listing(firstLine + row.firstLine, 1, row)),
  ];
  if (shown.length < events.length) lines.push(`… ${events.length - shown.length} more kinds of lines`);
  const newline = lineEnd(task.source.text);
  const isEnded = task.source.text.slice(task.span.start, task.span.end).endsWith('\n');
  const text = lines.join(newline) + (isEnded ? newline : '');
  return rewrite(page, text, 'repeated', errorFacts(events, text));
}

const isReport = ({ first }: Event): boolean => first.isError || first.isWarning;

function eventsOf(rows: readonly Row[]): Event[] {
  const distinct = new Set(rows.filter((row) => row.isError).map((row) => row.errorKey));
  const isCoarse = distinct.size > MAX_DISTINCT_ERRORS;
  const events = new Map<string, { first: Row; times: number }>();
  for (const row of rows) {
    if (row.isBlank) continue;
    const key = row.isError && !isCoarse ? `!${row.errorKey}` : row.eventKey;
    const event = events.get(key);
    const times = row.lastLine - row.firstLine + 1;
    if (event) event.times += times;
    else events.set(key, { first: row, times });
  }
  return [...events.values()];
}

const mostFrequent = (events: readonly Event[]): Event[] =>
  [...events].sort((a, b) => b.times - a.times || a.first.firstLine - b.first.firstLine).slice(0, MAX_EVENTS);

function answers({ task }: Page, rows: readonly Row[], shown: readonly Event[]): Row[] {
  const listed = new Set(shown.map((event) => event.first));
  const scores = bm25(task.question, rows.length, (row) => rows[row]?.text ?? '');
  return best(scores, MAX_ANSWERS)
    .sort((a, b) => a - b)
    .flatMap((index) => rows[index] ?? [])
    .filter((row) => !listed.has(row));
}

function listing(line: number, times: number, row: Row): string {
  const length = row.isError ? ERROR_LENGTH : EVENT_LENGTH;
  return `${line}${times > 1 ? `×${times}` : ''} ${clip(row.text.trimStart(), length)}`;
}

/** Clips without splitting a pair of surrogates. */
function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text[length - 1] ?? '') ? length - 1 : length;
  return `${text.slice(0, end)}…`;
}

const errorFacts = (events: readonly Event[], text: string): number =>
  faithfulness(
    events
      .filter(({ first }) => first.isError)
      .map(({ first }) => first.text)
      .join('\n'),
    text,
  );
