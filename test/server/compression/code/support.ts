// A source becomes drafts, with real grammars and real counts; what every draft must hold to is checked on the way.

import { expect } from 'vitest';
import type { Level, Span } from '../../../../server/src/model/block.js';
import { openCode } from '../../../../server/src/compression/code.js';
import { applyCuts, type Draft, type Task } from '../../../../server/src/compression/draft.js';
import { openCounter } from '../../../../server/src/tokens/open.js';
import { languages } from '../../languages/open.js';

export const LEVELS = ['tidy', 'focus', 'skeleton', 'outline'] as const;

const counter = await openCounter('gpt-5');

export interface Sample {
  readonly text: string;
  /** Decides the language. */
  readonly path: string;
  readonly span?: Span;
  readonly question?: string;
}

export function taskOf({ text, path, span, question }: Sample): Task {
  return {
    source: { id: '482913750216', text, path },
    span: span ?? { start: 0, end: text.length },
    counter,
    ...(question !== undefined && { question }),
  };
}

export async function draftAt(level: Exclude<Level, 'full'>, sample: Sample): Promise<Draft | undefined> {
  const task = taskOf(sample);
  const draft = await (await openCode(task, languages))?.draft(level);
  if (draft) await expectSound(task, draft);
  return draft;
}

/** The text at a level; the stretch itself where the level has nothing to leave out. */
export async function textAt(level: Exclude<Level, 'full'>, sample: Sample): Promise<string> {
  const { source, span } = taskOf(sample);
  return (await draftAt(level, sample))?.text ?? source.text.slice(span.start, span.end);
}

/** Cuts in order and inside, nothing lost, nothing broken, and never more tokens than the original. */
async function expectSound(task: Task, draft: Draft): Promise<void> {
  const { source, span } = task;
  expect(draft.text).toBe(applyCuts(task, draft.cuts));
  expect(restored(task, draft)).toBe(source.text.slice(span.start, span.end));
  expect(counter.count(draft.text)).toBeLessThanOrEqual(counter.count(source.text.slice(span.start, span.end)));
  expect(draft.faithfulness).toBeGreaterThanOrEqual(0);
  const language = languages.identify(source);
  if (!language) return;
  const whole = { source, span: { start: 0, end: source.text.length } };
  const [before, after] = [source.text, applyCuts(whole, draft.cuts)].map((text) => languages.check(text, language));
  const isOutlineOfPart = span.end - span.start < source.text.length && draft.faithfulness === 0;
  if (!isOutlineOfPart) expect((await after)?.errors.length).toBeLessThanOrEqual((await before)?.errors.length ?? 0);
}

/** The draft read from left to right with every replacement exchanged for what it stands for. */
function restored({ source, span }: Task, { text, cuts }: Draft): string {
  let at = 0;
  let from = span.start;
  let out = '';
  for (const cut of cuts) {
    expect(cut.span.start).toBeGreaterThanOrEqual(from);
    expect(cut.span.end).toBeGreaterThan(cut.span.start);
    const kept = cut.span.start - from;
    out += text.slice(at, at + kept) + source.text.slice(cut.span.start, cut.span.end);
    expect(text.slice(at + kept, at + kept + cut.replacement.length)).toBe(cut.replacement);
    at += kept + cut.replacement.length;
    from = cut.span.end;
  }
  expect(from).toBeLessThanOrEqual(span.end);
  return out + text.slice(at);
}
