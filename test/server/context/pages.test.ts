// Pages and drilldowns of the verbs that give lists.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchSymbolsResult } from '../../../server/src/model/index.js';
import { operations, runOperation } from '../../../server/src/operations/index.js';
import { answerOf } from '../../support/drilldowns.js';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';

let workspace: IndexedWorkspace;
beforeAll(async () => {
  const calls = Array.from({ length: 40 }, (_, at) => `export const send${at} = () => retry();`);
  workspace = await openIndexed(
    `
    //- package.json
    {}
    //- lib/retry.ts
    export function retry(): void {}
    //- app/main.ts
    import { retry } from '../lib/retry.js';
    ${calls.join('\n    ')}
    `,
  );
});
afterAll(() => workspace.close());

const symbols = (request: object) => runOperation(operations.searchSymbols, workspace.engine, request);
const references = (request: object) => runOperation(operations.findReferences, workspace.engine, request);

test('symbols come in pages, the last one without a cursor', async () => {
  const pages: string[][] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const page: SearchSymbolsResult = await symbols({ query: 'send', limit: 15, cursor });
    pages.push(page.symbols.map(({ name }) => name));
    expect(page.truncation).toMatchObject({ originalCount: 40, returnedCount: page.symbols.length });
    cursor = page.nextCursor;
  }
  expect(pages.map(({ length }) => length)).toEqual([15, 15, 10]);
  expect(new Set(pages.flat()).size).toBe(40);
});

test('a cursor of another question, of nobody and of a changed index is an error that says what to do', async () => {
  const { nextCursor = '' } = await symbols({ query: 'send', limit: 15 });
  const refused = { code: 'cursor-invalid', message: expect.stringContaining('Ask anew') };
  await expect(symbols({ query: 'send', limit: 16, cursor: nextCursor })).rejects.toMatchObject(refused);
  await expect(references({ symbol: 'retry', cursor: nextCursor })).rejects.toMatchObject(refused);
  await expect(symbols({ query: 'send', cursor: 'garbage' })).rejects.toMatchObject(refused);
  workspace.write('lib/more.ts', 'export const more = 1;\n');
  await workspace.engine.index.index({});
  await expect(symbols({ query: 'send', limit: 15, cursor: nextCursor })).rejects.toMatchObject(refused);
});

test('the drilldowns of symbols give the next page', async () => {
  const { drilldowns } = await answerOf(workspace.engine, operations.searchSymbols, { query: 'send', limit: 15 });
  expect(drilldowns.map(({ label }) => label)).toEqual(['Next page']);
  const all = await answerOf(workspace.engine, operations.searchSymbols, { query: 'send', limit: 100 });
  expect(all).toMatchObject({ drilldowns: [] });
  expect(all).not.toHaveProperty('nextCursor');
});

test('the drilldowns of references give the next page and the first whole one', async () => {
  const request = { symbol: 'retry', limit: 10 };
  const answer = await answerOf(workspace.engine, operations.findReferences, request);
  const { truncation, drilldowns } = answer;
  expect(answer.references).toHaveLength(10);
  expect(truncation).toEqual({ reason: 'max-refs', originalCount: 41, returnedCount: 10, droppedCount: 31 });
  expect(drilldowns.map(({ label, relevance }) => `${relevance} ${label}`)).toEqual([
    '0.82 Next page',
    '0.8 Get first page of references',
  ]);
});

test('what did not answer in time can be left out', async () => {
  const slow = await openIndexed('//- a.ts\nexport const retry = 1;\nconsole.log(retry);\n', {
    limits: { maxUnionMs: 100 },
  });
  slow.engine.index.useHost(() => new Promise(() => undefined));
  const result = await answerOf(slow.engine, operations.findReferences, { symbol: 'retry', merge: 'union' });
  expect(result.completeness).toEqual({ score: 0.9, reason: 'timed-out' });
  expect(result.drilldowns.map(({ label }) => label)).toEqual(['Retry with the index alone', 'Check workspace status']);
  await slow.close();
});

test('errors say whether a symbol is gone, was never there, or cannot be there yet', async () => {
  const refused = (symbol: string, code: string) => expect(references({ symbol })).rejects.toMatchObject({ code });
  await refused('nowhere', 'symbol-not-found');
  await refused('00000000000ff', 'symbol-gone');
  await expect(references({ symbol: 'retry', scope: 'nowhere' })).rejects.toMatchObject({
    code: 'scope-invalid',
  });
});

test('what the editor alone says is a best effort, which other sources can better', async () => {
  const place = await openIndexed('//- a.ts\nexport const retry = 1;\nconsole.log(retry);\n');
  place.engine.index.useHost(async () => []);
  const { completeness, drilldowns } = await answerOf(place.engine, operations.findReferences, {
    symbol: 'retry',
    backend: 'editor',
  });
  expect(completeness).toEqual({ score: 0.7, reason: 'best-effort' });
  expect(drilldowns.map(({ label }) => label)).toEqual(['Check workspace status', 'Get maximum results (slower)']);
  await place.close();
});
