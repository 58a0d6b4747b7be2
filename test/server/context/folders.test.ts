// Several folders: what is shown under a name is found under it, and folders with modules of one id are told apart.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations, runOperation } from '../../../server/src/operations/index.js';
import { answerOf } from '../../support/drilldowns.js';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';

let workspace: IndexedWorkspace;
beforeAll(async () => {
  workspace = await openIndexed(`
    //- one/package.json
    { "name": "one" }
    //- one/src/send.ts
    export function send(): void {}
    //- one/src/main/start.ts
    import { send } from '../send.js';
    export const start = () => send();
    //- two/package.json
    { "name": "two" }
    //- two/src/send.ts
    export function send(): void {}
    //- two/src/main/run.ts
    import { send } from '../send.js';
    export const run = () => send();
  `);
  const folders = ['one', 'two'].map((name) => ({ name, uri: pathToFileURL(join(workspace.root, name)).href }));
  await workspace.engine.index.setFolders({ folders, exclude: [] });
  await workspace.engine.index.index({});
});
afterAll(() => workspace.close());

test('modules are told apart by their folders', async () => {
  const { engine } = workspace;
  const { modules, drilldowns } = await answerOf(engine, operations.getModuleOverview, { limit: 1 });
  expect(modules.map(({ path }) => path)).toEqual(['one/src']);
  expect(drilldowns[0]).toMatchObject({ args: { module: 'one/src' } });
  const two = await answerOf(engine, operations.getModuleOverview, { module: 'two/src' });
  expect(two.modules[0]?.path).toBe('two/src');
  expect(two.overview?.topSymbols.map(({ symbol }) => symbol.path)).toContain('two/src/send.ts');
});

test('references are shown with their folder, and a scope is found by it', async () => {
  const { engine } = workspace;
  const { symbols } = await answerOf(engine, operations.searchSymbols, { query: 'send' });
  const second = symbols.find(({ path }) => path === 'two/src/send.ts')?.id ?? '';
  const all = await answerOf(engine, operations.findReferences, { symbol: second });
  expect(all.references.map(({ path }) => path)).toEqual(['two/src/main/run.ts', 'two/src/main/run.ts']);
  const scoped = (scope: string) => answerOf(engine, operations.findReferences, { symbol: second, scope });
  expect((await scoped('two/src/main')).references).toHaveLength(2);
  expect((await scoped('one/src/main')).references).toHaveLength(0);
  const impact = await answerOf(engine, operations.analyzeImpact, { symbol: second });
  expect(impact.items.map(({ path, name }) => `${path} ${name}`)).toEqual(['two/src/main/run.ts run']);
  const calls = await answerOf(engine, operations.getCallGraph, { symbol: second });
  expect(calls.edges.map(({ path }) => path)).toEqual(['two/src/main/run.ts']);
});

test('an outline of one folder is of that one, and of all of all', async () => {
  const { engine } = workspace;
  const all = await answerOf(engine, operations.getOutline, {});
  const paths = ['package.json', 'src/main/start.ts', 'src/send.ts'].map((path) => `one/${path}`);
  expect(all.files.map(({ path }) => path)).toEqual([
    ...paths,
    ...['package.json', 'src/main/run.ts', 'src/send.ts'].map((path) => `two/${path}`),
  ]);
  const one = await answerOf(engine, operations.getOutline, { path: 'one' });
  expect(one.files.map(({ path }) => path)).toEqual(paths);
});

test('what was written a moment ago is found by whoever waits for it', async () => {
  const { engine, root, write } = workspace;
  write('two/src/late.ts', "import { run } from './main/run.js';\nexport const late = () => run();\n");
  engine.index.filesChanged([pathToFileURL(join(root, 'two/src/late.ts')).href]);
  const request = { symbol: 'run', waitForReady: true };
  const { references } = await answerOf(engine, operations.findReferences, request);
  expect(references.map(({ path, line }) => `${path}:${line}`)).toEqual(['two/src/late.ts:1', 'two/src/late.ts:2']);
});

test('whoever takes a question back does not wait', async () => {
  const { engine, root, write } = workspace;
  write('two/src/later.ts', 'export const later = 1;\n');
  engine.index.filesChanged([pathToFileURL(join(root, 'two/src/later.ts')).href]);
  const abort = new AbortController();
  const request = { symbol: 'run', waitForReady: true };
  const asked = runOperation(operations.findReferences, engine, request, abort.signal);
  abort.abort(new Error('taken back'));
  await expect(asked).rejects.toThrow('taken back');
});
