// Command lines from their words to what is written, in this process; what only a process shows is in `test/e2e`.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';
import { runIn } from '../../support/terminal.js';

let workspace: IndexedWorkspace;
beforeAll(async () => {
  workspace = await openIndexed(`
    //- package.json
    { "name": "files" }
    //- src/retry.ts
    export function retry(work: () => void): void {
      work();
    }
    //- src/upload.ts
    import { retry } from './retry.js';
    export const send = () => retry(() => undefined);
  `);
});
afterAll(() => workspace.close());

const pith = (...argv: string[]) => runIn(workspace.root, argv);

test.each([
  ['symbols', 'searchSymbols', ['retry']],
  ['references', 'findReferences', ['retry']],
])('%s is %s', async (command, verb, words) => {
  const short = await pith(command, ...words);
  expect(short.code).toBe(0);
  expect(await pith(verb, ...words)).toEqual(short);
});

test.each(['status', 'getStatus'])('%s tells of the index', async (command) => {
  expect((await pith(command)).out).toContain('2 files');
});

test('a word that is no command is an error', async () => {
  expect(await pith('constructor')).toMatchObject({ code: 2, err: expect.stringContaining('is not a command') });
});
