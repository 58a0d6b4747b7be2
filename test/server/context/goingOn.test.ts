// How questions and searches go on: every drilldown of their answers is followed.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../server/src/operations/index.js';
import { answerOf } from '../../support/drilldowns.js';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';

let workspace: IndexedWorkspace;
beforeAll(async () => {
  const steps = (name: string) =>
    Array.from(
      { length: 12 },
      (_, at) => `
    /** Retries the upload of part ${at}. */
    export function ${name}${at}(parts: string[]): number {
      let sent = 0;
      for (const part of parts) {
        if (part.length > ${at}) sent += upload(part);
        else console.log('skipped', part, sent);
      }
      return sent;
    }`,
    ).join('\n');
  workspace = await openIndexed(`
    //- lib/upload.ts
    export function upload(part: string): number {
      return part.length;
    }
    //- lib/retry.ts
    import { upload } from './upload.js';
    ${steps('retry')}
    //- lib/again.ts
    import { upload } from './upload.js';
    ${steps('again')}
    //- test/retry.test.ts
    import { retry1 } from '../lib/retry.js';
    retry1(['a']);
  `);
});
afterAll(() => workspace.close());

test('a search has pages', async () => {
  for (const request of [{}, { includeTests: true }, { explain: true }]) {
    const query = 'retry the upload of a part';
    const { hits, drilldowns } = await answerOf(workspace.engine, operations.searchCode, {
      query,
      limit: 2,
      ...request,
    });
    expect(hits).toHaveLength(2);
    expect(drilldowns.map(({ label }) => label)).toEqual(['Next page']);
  }
});

test('a context goes on to more tokens, to what did not fit and to the uses of what it found', async () => {
  const request = { query: 'why does retry3 upload a part again?', budgetTokens: 300, purpose: 'output' } as const;
  const { drilldowns, tokens } = await answerOf(workspace.engine, operations.getContext, request);
  expect(tokens).toBeLessThanOrEqual(300);
  expect(drilldowns.map(({ command }) => command).sort()).toEqual(['expand', 'findReferences', 'getContext']);
});
