// Text in, ladder out: detect what the text is, let its compressor draft a level, accept the draft or fall back.
// This cannot fail: a draft that is refused, or a compressor that throws, gives the original with a note.

import { t } from '@vscode/l10n';
import { lineStarts } from '../base/text.js';
import { type Log, traceOf } from '../base/log.js';
import { type Block, LEVELS, type Level, type Omission, type Rung } from '../model/block.js';
import { type Languages, SyntaxUnavailable } from '../languages/languages.js';
import { openCode } from './code.js';
import { detect } from './detect.js';
import { openDiff } from './diff.js';
import type { Compressor, Cut, Draft, Task } from './draft.js';
import { openIndented } from './indented.js';
import { openJson } from './json.js';
import { openLogs } from './logs.js';
import { openMarkdown } from './markdown.js';
import { handleOf, linesOf } from './marker.js';
import { openProse } from './prose.js';
import { openTrace } from './trace.js';

export interface CompressionServices {
  readonly languages: Languages;
  /** UTF-16 code units above which a source is not parsed but compressed by text rules. */
  readonly maxParseLength: number;
  readonly log: Log;
}

/** A block and its rungs, each made when it is first asked for. */
export interface Ladder {
  readonly block: Block;
  readonly original: Rung;
  /** Never larger than `original`. Rejects only when the task's signal is aborted. */
  rung(level: Level): Promise<Rung>;
}

export async function openLadder(task: Task, services: CompressionServices): Promise<Ladder> {
  const starts = lineStarts(task.source.text);
  const text = task.source.text.slice(task.span.start, task.span.end);
  const original: Rung = { level: 'full', text, tokens: task.counter.count(text), omissions: [], faithfulness: 1 };
  const notes: string[] = [];
  const { kind, compressor } = await choose(task, services, notes);
  const rungs = new Map<Level, Promise<Rung>>([['full', Promise.resolve(original)]]);

  const rung = (level: Level): Promise<Rung> => {
    const known = rungs.get(level);
    if (known) return known;
    const made = make(level as Exclude<Level, 'full'>);
    rungs.set(level, made);
    made.catch(() => rungs.delete(level));
    return made;
  };
  const make = async (level: Exclude<Level, 'full'>): Promise<Rung> => {
    task.signal?.throwIfAborted();
    const draft = await attempt(task, services, notes, () => compressor?.draft(level));
    const accepted = draft && accept(draft, level, task, starts, original);
    return accepted ?? { ...(await rung(larger(level))), level };
  };

  const { first, last } = linesOf(task.source.text, task.span, starts);
  const block: Block = {
    sourceId: task.source.id,
    kind,
    ...(compressor?.language !== undefined && { language: compressor.language }),
    ...(task.source.path !== undefined && { path: task.source.path }),
    span: task.span,
    startLine: first,
    endLine: last,
    handle: handleOf(task.source, task.span, starts),
    get notes() {
      return [...(compressor?.notes ?? []), ...notes];
    },
  };
  return { block, original, rung };
}

/** Detects the kind and opens its compressor; text rules stand in where a grammar cannot do the work. */
async function choose(task: Task, services: CompressionServices, notes: string[]) {
  const { languages, maxParseLength } = services;
  const language = languages.identify(task.source);
  const kind = detect(task.source, language !== undefined);
  const tooLarge = task.source.text.length > maxParseLength;
  if (kind === 'code' && tooLarge)
    notes.push(t('Too large to parse (over {0} characters): text rules used.', maxParseLength));
  if (kind === 'code' && !language) notes.push(t('No grammar for this language: text rules used.'));
  const compressor = await attempt(task, services, notes, async () => {
    if (kind !== 'code') return COMPRESSORS[kind](task);
    return (tooLarge ? undefined : await parsed(task, languages, notes)) ?? openIndented(task);
  });
  return { kind, compressor };
}

/** Undefined, with a note, where the grammar cannot read the text in time or at all. */
async function parsed(task: Task, languages: Languages, notes: string[]): Promise<Compressor | undefined> {
  try {
    return await openCode(task, languages);
  } catch (error) {
    if (!(error instanceof SyntaxUnavailable)) throw error;
    notes.push(t('Not parsed ({0}): text rules used.', error.message));
    return undefined;
  }
}

const COMPRESSORS: Readonly<Record<Exclude<Block['kind'], 'code'>, (task: Task) => Compressor>> = {
  json: openJson,
  log: openLogs,
  trace: openTrace,
  diff: openDiff,
  markdown: openMarkdown,
  prose: openProse,
};

/** Fail open: a bug in a compressor costs its savings, never the text. Cancellation passes through. */
async function attempt<T>(
  task: Task,
  services: CompressionServices,
  notes: string[],
  run: () => Promise<T> | T,
): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    task.signal?.throwIfAborted();
    const name = error instanceof Error ? error.name : 'unknown';
    services.log.error(`A compressor failed; the text was left as it is. ${traceOf(error)}`);
    notes.push(t('Could not be compressed ({0}): left as it is.', name));
    return undefined;
  }
}

const larger = (level: Level): Level => LEVELS[Math.max(0, LEVELS.indexOf(level) - 1)] ?? 'full';

/** A draft becomes a rung if it is smaller than the original and its cuts are well formed. */
function accept(draft: Draft, level: Level, task: Task, starts: readonly number[], original: Rung): Rung | undefined {
  if (!wellFormed(draft.cuts, task)) throw new RangeError(`Cuts overlap or leave their span at level ${level}`);
  const tokens = task.counter.count(draft.text);
  if (tokens >= original.tokens) return undefined;
  const omissions = draft.cuts.map((cut) => omissionOf(cut, task, starts));
  const { text, faithfulness, note } = draft;
  return { level, text, tokens, omissions, faithfulness, ...(note !== undefined && { note }) };
}

function wellFormed(cuts: readonly Cut[], { span }: Task): boolean {
  let at = span.start;
  for (const cut of cuts) {
    if (cut.span.start < at || cut.span.end < cut.span.start) return false;
    at = cut.span.end;
  }
  return at <= span.end;
}

function omissionOf(cut: Cut, task: Task, starts: readonly number[]): Omission {
  const { first, last } = linesOf(task.source.text, cut.span, starts);
  return {
    handle: handleOf(task.source, cut.span, starts),
    reason: cut.reason,
    ...(task.source.path !== undefined && { path: task.source.path }),
    startLine: first,
    endLine: last,
    tokens: task.counter.count(task.source.text.slice(cut.span.start, cut.span.end)),
  };
}
