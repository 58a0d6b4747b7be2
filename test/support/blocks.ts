// What the tests of the text compressors share: a task from a string, every draft checked for what must always hold, and
// fixtures read from `fixtures/blocks/<kind>/<case>.input` with an optional `.question`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { applyCuts, type Compressor, type Draft, type Task } from '../../server/src/compression/draft.js';
import { LEVELS } from '../../server/src/model/block.js';
import { openCounter } from '../../server/src/tokens/open.js';

const counter = await openCounter('gpt-5');

export const tokensOf = (text: string): number => counter.count(text);

export const DRAFTED = LEVELS.filter((level) => level !== 'full');
export type Drafted = (typeof DRAFTED)[number];

export function taskOf(text: string, question?: string, span = { start: 0, end: text.length }): Task {
  return { source: { id: '482913750216', text }, span, counter, ...(question !== undefined && { question }) };
}

/** The draft of a level, checked; undefined where the level has none. */
export async function draftOf(
  open: (task: Task) => Compressor,
  text: string,
  level: Drafted,
  question?: string,
): Promise<Draft | undefined> {
  const task = taskOf(text, question);
  const draft = await open(task).draft(level);
  if (draft) checkDraft(task, draft);
  return draft;
}

/** The text of a level: that of its draft, or of the next larger one. */
export async function textAt(open: (task: Task) => Compressor, text: string, level: Drafted, question?: string) {
  for (let at = DRAFTED.indexOf(level); at >= 0; at--) {
    const draft = await draftOf(open, text, DRAFTED[at] ?? 'tidy', question);
    if (draft) return draft.text;
  }
  return text;
}

/** Cuts are in order, apart and inside the span; they make the text; putting them back gives the original. */
export function checkDraft(task: Task, draft: Draft): void {
  let at = task.span.start;
  let shortened = '';
  let restored = '';
  for (const { span, replacement } of draft.cuts) {
    expect(span.start).toBeGreaterThanOrEqual(at);
    expect(span.end).toBeGreaterThan(span.start);
    const between = task.source.text.slice(at, span.start);
    shortened += between + replacement;
    restored += between + task.source.text.slice(span.start, span.end);
    at = span.end;
  }
  expect(at).toBeLessThanOrEqual(task.span.end);
  const rest = task.source.text.slice(at, task.span.end);
  expect(restored + rest === task.source.text.slice(task.span.start, task.span.end)).toBe(true);
  expect(shortened + rest === draft.text).toBe(true);
  expect(applyCuts(task, draft.cuts) === draft.text).toBe(true);
  expect(draft.faithfulness).toBeGreaterThanOrEqual(0);
  expect(draft.faithfulness).toBeLessThanOrEqual(1);
}

export interface Fixture {
  readonly name: string;
  readonly input: string;
  readonly question?: string;
  expectedPath(level: Drafted): string;
}

export function fixturesOf(kind: string): Fixture[] {
  const folder = join(import.meta.dirname, '../fixtures/blocks', kind);
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.input'))
    .map((file) => file.slice(0, -'.input'.length))
    .sort();
  return names.map((name) => {
    const question = join(folder, `${name}.question`);
    return {
      name,
      input: readFileSync(join(folder, `${name}.input`), 'utf8'),
      ...(existsSync(question) && { question: readFileSync(question, 'utf8').trim() }),
      expectedPath: (level) => join(folder, `${name}.${level}.expected`),
    };
  });
}

/** Every level of a fixture against the file that a reviewer reads. */
export async function checkFixture(open: (task: Task) => Compressor, fixture: Fixture): Promise<void> {
  for (const level of DRAFTED) {
    const text = await textAt(open, fixture.input, level, fixture.question);
    await expect(text).toMatchFileSnapshot(fixture.expectedPath(level));
    expect(tokensOf(text)).toBeLessThanOrEqual(tokensOf(fixture.input));
  }
}
