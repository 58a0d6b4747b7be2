// Secrets in what is told of symbols: no door hands them out.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations, runOperation } from '../../../server/src/operations/index.js';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';

const SECRET = 'AKIAQWERTYUIOPASDF23';
const FILES = `
  //- README.md
  The key is ${SECRET}.
  //- keys.ts
  /** The key is ${SECRET}. */
  export const KEY = '${SECRET}';
  export function use(key = '${SECRET}') {
    return KEY + key;
  }
  export const none = use();
`;

const asked = {
  searchSymbols: [{ query: 'KEY' }, { query: 'use' }],
  findReferences: [{ symbol: 'KEY' }, { symbol: 'use' }],
  analyzeImpact: [{ symbol: 'KEY' }],
  getCallGraph: [{ symbol: 'use' }],
  getModuleOverview: [{}, { module: '.' }],
  getOutline: [{}, { path: 'keys.ts' }],
} as const;

let workspace: IndexedWorkspace;
beforeAll(async () => {
  workspace = await openIndexed(FILES);
});
afterAll(() => workspace.close());

describe.each(Object.entries(asked))('%s', (name, requests) => {
  test('hands out no secret', async () => {
    const operation = Object.entries(operations).find(([verb]) => verb === name)?.[1];
    if (!operation) throw new Error(name);
    for (const request of requests) {
      const run = () => runOperation<unknown, unknown>(operation as never, workspace.engine, request);
      expect(JSON.stringify(await run())).not.toContain(SECRET);
    }
  });
});

test('what was masked says so, and the rest stays as it is', async () => {
  const { symbols } = await runOperation(operations.searchSymbols, workspace.engine, { query: 'KEY' });
  expect(symbols[0]).toMatchObject({ signature: "export const KEY = '***';", doc: 'The key is ***.' });
  const open = await openIndexed(FILES, { secrets: { mask: false } });
  const unmasked = await runOperation(operations.searchSymbols, open.engine, { query: 'KEY' });
  expect(unmasked.symbols[0]?.signature).toContain(SECRET);
  await open.close();
});
