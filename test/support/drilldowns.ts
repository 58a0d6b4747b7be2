// Every drilldown that a test sees is executed, and does what it promises: another page, more of what was cut off.

import { expect } from 'vitest';
import { formatDrilldown, parseDrilldown } from '../../server/src/budget/drilldownText.js';
import type { Engine } from '../../server/src/engine.js';
import type { Drilldown } from '../../server/src/model/drilldown.js';
import { operations, runOperation } from '../../server/src/operations/index.js';
import type { Operation } from '../../server/src/operations/operation.js';

export interface Answer {
  readonly drilldowns: readonly Drilldown[];
}

/** What a verb answers to a request, after all drilldowns of the answer were followed. */
export async function answerOf<Request, Result extends Answer>(
  engine: Engine,
  operation: Operation<Request, Result>,
  request: Request,
): Promise<Result> {
  const result = await runOperation(operation, engine, request);
  const order = result.drilldowns.map(({ relevance }) => -relevance);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  for (const drilldown of result.drilldowns) await follow(engine, { request, result }, drilldown);
  return result;
}

interface Asked {
  readonly request: unknown;
  readonly result: Answer;
}

async function follow(engine: Engine, { request, result: before }: Asked, drilldown: Drilldown): Promise<void> {
  const { command, args, label } = drilldown;
  expect(parseDrilldown(formatDrilldown(drilldown)), label).toEqual({ command, args });
  if (!isVerb(command)) throw new Error(`${label} asks for ${command}, which is no verb`);
  // Each verb parses its own request; the table as a whole cannot say so.
  const after = await runOperation(operations[command] as Operation<unknown, unknown>, engine, args);
  const [old, now] = [listOf(before), listOf(after)];
  if (args.cursor !== undefined) {
    expect(now.length, label).toBeGreaterThan(0);
    expect(
      now.filter((item) => old.includes(item)),
      label,
    ).toEqual([]);
  } else if (typeof args.limit === 'number') expect(now.length, label).toBeGreaterThan(old.length);
  const isRaised = fieldOf(request, 'budgetTokens') !== args.budgetTokens && args.budgetTokens !== undefined;
  if (isRaised) expect(fieldOf(after, 'tokens'), label).toBeGreaterThan(Number(fieldOf(before, 'tokens')));
  if (command === 'getOutline') expect(String(fieldOf(after, 'text')).split('\n').length, label).toBeGreaterThan(3);
  if (args.backend !== undefined)
    for (const item of now) expect(JSON.parse(item), label).toMatchObject({ backends: [args.backend] });
}

const isVerb = (command: string): command is keyof typeof operations => Object.hasOwn(operations, command);

/** The list that an answer is about; the longest where it has several. */
function listOf(answer: unknown): readonly string[] {
  const lists = Object.entries(answer ?? {}).flatMap(([name, value]) =>
    Array.isArray(value) && !BESIDES.has(name) ? [value] : [],
  );
  const longest = lists.sort((a, b) => b.length - a.length)[0] ?? [];
  return longest.map((item) => JSON.stringify(item));
}

const BESIDES: ReadonlySet<string> = new Set(['drilldowns', 'notes', 'truncations', 'omissions', 'edges', 'cycles']);

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
