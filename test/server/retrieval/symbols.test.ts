// Symbols by name: what a query finds, and in which order.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchSymbols } from '../../../server/src/retrieval/symbols.js';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.js';

const FILES = `
  //- a.ts
  export class Retry { retry() {} }
  export function retry() {}
  function retryLater() {}
  export const retryCount = 3;
  export class UploadRetry { send() {} }
  //- b.ts
  function retry() {}
  export class Upload { send() {} static sendAll() {} }
  export interface Sender { send(): void }
  export const RETRIES = 1;`;

/** Exact before prefix before part; then what others see, then kinds: a type, a function, a method. */
const RETRY = [
  'a.ts Retry',
  'a.ts retry',
  'a.ts Retry.retry',
  'b.ts retry',
  'a.ts retryCount',
  'a.ts UploadRetry',
  'a.ts retryLater',
  'b.ts RETRIES',
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await openWorkspace(FILES);
});
afterAll(() => workspace.close());

const found = (query: string, limit = 20) => {
  const { hits, total } = searchSymbols(workspace.store, query, limit);
  return { names: hits.map(({ symbol }) => workspace.nameOf(symbol)), total, scores: hits.map(({ score }) => score) };
};

test.each<[query: string, names: readonly string[]]>([
  ['retry', RETRY],
  ['Retry', RETRY],
  ['later', ['a.ts retryLater']],
  ['Upload.send', ['b.ts Upload.send', 'b.ts Upload.sendAll']],
  ['Upload::send', ['b.ts Upload.send', 'b.ts Upload.sendAll']],
  ['Upload#send', ['b.ts Upload.send', 'b.ts Upload.sendAll']],
  ['UR', ['a.ts UploadRetry']],
  ['  ', []],
  ['...', []],
  ['nowhere', []],
])('%s', (query, names) => expect(found(query).names).toEqual(names));

test('the best are given, and how many there were', () => {
  const { names, total, scores } = found('retry', 2);
  expect(names).toEqual(['a.ts Retry', 'a.ts retry']);
  expect(total).toBe(8);
  expect(scores[0]).toBeGreaterThanOrEqual(scores[1] ?? 0);
});
