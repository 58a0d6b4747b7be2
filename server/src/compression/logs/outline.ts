// The smallest form of a log: one line an event with its count and where it first occurs, every distinct error among
// them, and what the question asks for. All of it is the log's own wording, clipped.

import type { Draft } from '../draft.js';
import { faithfulness } from '../faithfulness.js';
import { type Bounds, type Page, rewrite, unitCount } from '../gaps.js';
import { lineAt, lineEnd } from '../../base/text.js';
import { markerText } from '../marker.js';
import type { Row } from './rows.js';
import { best, bm25 } from '../terms.js';

/** Ordinary events listed: the most frequent ones, then the rarest. Errors and warnings are listed whatever their number. */
const FREQUENT_EVENTS = 40;
const RARE_EVENTS = 110;
/** Above this many distinct errors they are told apart by their event only. */
const MAX_DISTINCT_ERRORS = 60;
/** Lines listed because they answer the question. */
const MAX_ANSWERS = 20;
const ANSWER_SHARE = 0.5;
/** Characters shown of a line. Errors show more because their end often names the culprit. */
const EVENT_LENGTH = 140;
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
  const listed = new Set<Event>([...events.filter(isReport), ...telling(events.filter((event) => !isReport(event)))]);
  const shown = events.filter((event) => listed.has(event));
  const firstLine = lineAt(starts, task.span.start) + 1;
  const lines = [
    markerText(task.source, task.span, starts),
    ...[...shown, ...answers(page, rows, shown)]
      .sort((a, b) => a.first.firstLine - b.first.firstLine)
      .map(({ first, times }) => listing(firstLine + first.firstLine, times, first)),
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

function telling(events: readonly Event[]): Event[] {
  const byTimes = [...events].sort((a, b) => b.times - a.times || a.first.firstLine - b.first.firstLine);
  const rest = byTimes.slice(FREQUENT_EVENTS);
  return [...byTimes.slice(0, FREQUENT_EVENTS), ...rest.slice(-RARE_EVENTS)];
}

function answers({ task }: Page, rows: readonly Row[], shown: readonly Event[]): Event[] {
  const listed = new Set(shown.map((event) => event.first));
  const scores = bm25(task.question, rows.length, (row) => rows[row]?.text ?? '');
  return best(scores, MAX_ANSWERS, ANSWER_SHARE)
    .flatMap((index) => rows[index] ?? [])
    .filter((row) => !listed.has(row))
    .map((first) => ({ first, times: 1 }));
}

function listing(line: number, times: number, row: Row): string {
  const length = row.isError ? ERROR_LENGTH : EVENT_LENGTH;
  return `${line}${times > 1 ? ` ×${times}` : ''} ${clip(row.text.trimStart(), length)}`;
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
