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

test('modules, impact, calls and outlines are printed', async () => {
  expect((await pith('module')).out).toMatch(/^src +mod:\w+ +2 files +2 symbols .*\n\. +mod:\w+ +1 file +0 symbols/);
  expect((await pith('module', 'src')).out).toMatch(
    /^src {2}mod:\w+ {2}\(convention\)\n2 files, 2 symbols, \d+ tokens\n/,
  );
  expect(await pith('impact', 'retry')).toMatchObject({
    out: 'src/upload.ts:2  direct-caller send  0.90\n',
    err: expect.stringContaining('public, medium risk'),
  });
  expect((await pith('calls', 'retry', '--depth', '1')).out).toBe('src/upload.ts:2  send → retry  0.90\n');
  const outline = await pith('outline', 'src/retry.ts', '--budget', '100');
  expect(outline.out).toContain('=== src/retry.ts:1-3\nexport function retry(work: () => void): void {');
  expect(outline.err).toMatch(/^\d+ tokens \(o200k_base\), 1 file\.\n/);
});

test('what is printed of how to go on can be pasted', async () => {
  const { err } = await pith('module', '--limit', '1');
  const commands = [...err.matchAll(/: pith (.+)$/gm)].map(([, command = '']) => command);
  expect(commands).toHaveLength(2);
  for (const command of commands) expect(await pith(...command.split(' '))).toMatchObject({ code: 0 });
});

test('every argument of the verbs has an option that their commands take', async () => {
  const words = ['retry', '--limit=5', '--depth=1', '--no-tests', '--json'];
  for (const [command, ...options] of [
    ['symbols', 'retry', '--limit=5', '--cursor='],
    ['references', 'retry', '--limit=5', '--scope=src', '--merge=union', '--no-tests', '--wait-for-ready', '--cursor='],
    ['references', 'retry', '--backend=index'],
    ['impact', ...words],
    ['calls', ...words, '--direction=callers', '--branching=3'],
    ['outline', 'src', '--budget=500', '--model=gpt-4o'],
    ['module', 'src', '--json'],
  ] as const)
    expect(await pith(command, ...options), command).toMatchObject({ code: 0 });
});

test('errors say what to do', async () => {
  expect(await pith('module', 'nowhere')).toEqual({
    code: 3,
    out: '',
    err: 'pith: There is no module, folder or file nowhere in the index. "pith module" lists the modules.\nList the modules: pith module\n',
  });
  expect(await pith('calls', 'retry', '--depth', '0')).toMatchObject({ code: 2 });
});

test('a word that is no command is an error', async () => {
  expect(await pith('constructor')).toMatchObject({ code: 2, err: expect.stringContaining('is not a command') });
});

test('questions and searches go on as they say', async () => {
  const found = await pith('search', 'retry', '--limit', '1', '--tests');
  expect(found.code).toBe(0);
  const [, next = ''] = /^Next page: pith (.+)$/m.exec(found.err) ?? [];
  expect(next).toContain('--tests');
  const page = await pith(...next.split(' '));
  expect(page.code).toBe(0);
  expect(page.out).not.toBe(found.out);
  const asked = await pith('context', 'retry', '--budget', '60');
  for (const [, command = ''] of asked.err.matchAll(/: pith (.+)$/gm))
    expect(await pith(...command.split(' ')), command).toMatchObject({ code: 0 });
});
