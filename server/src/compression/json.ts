// JSON: the same data in fewer tokens (compact or TOON, both lossless), then less of it: long lists, large objects and
// long strings give way to markers inside valid JSON, and the outline says what is there by names, types and counts.
// Text that is no JSON is left to the rules for logs, with a note that says where it breaks.

import { t } from '@vscode/l10n';
import { lineAt } from '../base/text.js';
import type { Compressor, Cut, Draft, Task } from './draft.js';
import { draftOf, type Page, pageOf, rewrite } from './gaps.js';
import { compactJson } from './json/compact.js';
import { outlineJson } from './json/outline.js';
import { type Limits, planCuts } from './json/plan.js';
import { isProblem, readJson, type Tape } from './json/tape.js';
import { stringEnd } from './json/tokens.js';
import { openLogs } from './logs.js';
import { toonOf } from './json/toon.js';

/** What stays: elements of lists of containers and of lists of plain values, members of objects, characters of strings. */
const LIMITS: Readonly<Record<'focus' | 'skeleton', Limits>> = {
  focus: { items: 10, values: 20, members: 60, characters: 400 },
  skeleton: { items: 3, values: 5, members: 25, characters: 160 },
};

export function openJson(task: Task): Compressor {
  const page = pageOf(task);
  const tape = readJson(task.source.text, task.span);
  if (isProblem(tape)) {
    const line = lineAt(page.starts, tape.offset) + 1;
    return openLogs(task, [t('Not valid JSON (line {0}: {1}): compressed by its lines.', line, tape.problem)]);
  }
  const notes = tape.isCut ? [t('The JSON is cut off: what is left of it was compressed.')] : [];
  const json: Json = { page, tape, breaks: lineBreaks(tape) };
  let tidy: Sized | undefined;
  const smallest = () => {
    tidy ??= smallestForm(json);
    return tidy;
  };
  return {
    notes,
    async draft(level) {
      if (level === 'tidy') return smallest().draft;
      if (level === 'outline') return outlined(json);
      // With a question, the rest is as short as in the skeleton and what answers it stays.
      const isAsked = level === 'focus' && task.question !== undefined && task.question.trim() !== '';
      const draft = thinned(json, isAsked ? LIMITS.skeleton : LIMITS[level], isAsked);
      return draft && task.counter.count(draft.text) < smallest().tokens ? draft : undefined;
    },
  };
}

interface Json {
  readonly page: Page;
  readonly tape: Tape;
  /** Offsets at which a value of JSON Lines ends: the line end after it stays. */
  readonly breaks: ReadonlySet<number>;
}

interface Sized {
  readonly draft: Draft | undefined;
  readonly tokens: number;
}

function lineBreaks(tape: Tape): Set<number> {
  const breaks = new Set<number>();
  if (tape.shape === 'lines')
    for (let entry = 0; entry < tape.count; entry = tape.next[entry] ?? tape.count) breaks.add(tape.end[entry] ?? 0);
  return breaks;
}

/** Compact, or TOON where that is fewer tokens. */
function smallestForm(json: Json): Sized {
  const { task } = json.page;
  const { text } = task.source;
  const original = text.slice(task.span.start, task.span.end);
  const compact = compactSpan(json, task.span.start, task.span.end);
  const toon = toonOf(text, json.tape);
  const compactTokens = task.counter.count(compact);
  const toonText = toon === undefined ? undefined : toon + (ending(original) === '' ? '' : '\n');
  const toonTokens = toonText === undefined ? Number.POSITIVE_INFINITY : task.counter.count(toonText);
  if (toonText !== undefined && toonTokens < compactTokens) {
    const note =
      json.tape.shape === 'lines'
        ? t('The JSON Lines are written as one TOON list: the same data in fewer tokens.')
        : t('The JSON is written as TOON: the same data in fewer tokens.');
    return { draft: { ...rewrite(json.page, toonText, 'reencoded', 1), lossless: true, note }, tokens: toonTokens };
  }
  const draft = compact === original ? undefined : { ...rewrite(json.page, compact, 'reencoded', 1), lossless: true };
  return { draft, tokens: compactTokens };
}

const ending = (text: string): string => /\r?\n$/.exec(text)?.[0] ?? '';

/** A stretch without the white space between its tokens; the line end at the end of the text stays. */
function compactSpan({ page, breaks }: Json, from: number, to: number): string {
  const { text } = page.task.source;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const compact = compactJson(text, from, to, (offset) => breaks.has(offset), newline);
  const isEnd = to === page.task.span.end;
  const end = isEnd ? ending(text.slice(Math.max(from, to - 2), to)) : '';
  return compact.endsWith('\n') || !isEnd ? compact : compact + end;
}

/** Content cuts, and the stretches between them compacted: together they tile the span. */
function thinned(json: Json, limits: Limits, isAsked: boolean): Draft | undefined {
  const { page, tape } = json;
  const content = planCuts(page, tape, limits, isAsked ? page.task.question : undefined);
  if (content.length === 0) return undefined;
  const cuts: Cut[] = [];
  let at = page.task.span.start;
  for (const cut of content) {
    pushCompacted(json, cuts, at, cut.span.start);
    cuts.push(cut);
    at = cut.span.end;
  }
  pushCompacted(json, cuts, at, page.task.span.end);
  const draft = draftOf(page, cuts);
  return draft && { ...draft, faithfulness: namesKept(json, draft.text) };
}

function pushCompacted(json: Json, cuts: Cut[], start: number, end: number): void {
  const replacement = compactSpan(json, start, end);
  if (replacement.length === end - start) return;
  cuts.push({ span: { start, end }, reason: 'reencoded', replacement });
}

function outlined(json: Json): Draft {
  const { task } = json.page;
  const text = outlineJson(json.page, json.tape) + ending(task.source.text.slice(task.span.start, task.span.end));
  return rewrite(json.page, text, 'low-relevance', namesKept(json, text));
}

/** Shorter JSON must still tell its shape: the share of the distinct names that it shows. */
function namesKept({ page, tape }: Json, text: string): number {
  const wanted = namesOf(page.task.source.text, tape);
  const shown = readJson(text, { start: 0, end: text.length });
  if (wanted.size === 0 || isProblem(shown)) return wanted.size === 0 ? 1 : 0;
  const found = namesOf(text, shown);
  let kept = 0;
  for (const name of wanted) if (found.has(name)) kept++;
  return kept / wanted.size;
}

function namesOf(text: string, { count, key }: Tape): Set<string> {
  const names = new Set<string>();
  for (let entry = 0; entry < count; entry++) {
    const at = key[entry] ?? -1;
    if (at !== -1) names.add(text.slice(at, stringEnd(text, at, text.length)));
  }
  return names;
}
