// `pith context` and `pith search`, from a command line and standard input to what is written.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';
import { runIn } from '../../support/terminal.js';

let workspace: IndexedWorkspace;
beforeAll(async () => {
  workspace = await openIndexed(`
    //- src/upload.ts
    import { retry } from './retry.js';
    /** Sends a file. */
    export const send = () => retry(() => undefined);
    //- src/retry.ts
    export function retry(work: () => void): void {
      work();
    }
    //- test/retry.test.ts
    test('retry', () => retry(() => undefined));
  `);
});
afterAll(() => workspace.close());

const pith = (argv: readonly string[], stdin = '') => runIn(workspace.root, argv, stdin);

test('the text goes to standard output, what is said of it to standard error', async () => {
  const { code, out, err } = await pith(['context', 'how', 'does', 'send', 'retry?']);
  expect(code).toBe(0);
  expect(out).toMatch(/^=== src\/\w+\.ts pith:\d{12}\n/);
  expect(out).toContain('export const send = () => retry(() => undefined);\n');
  expect(err).toMatch(/^\d+ of 4,000 tokens \(o200k_base\), from 2 files of ~\d+ \([−+]\d+ %\)\n/);
});

test('a question comes from standard input as well, with and without a dash', async () => {
  const { out } = await pith(['context', 'send retry']);
  expect((await pith(['context'], 'send retry')).out).toBe(out);
  expect((await pith(['context', '-'], 'send retry')).out).toBe(out);
});

test('with --json the whole answer is written and nothing is said', async () => {
  const { out, err } = await pith(['context', '--json', '--budget', '500'], 'send retry');
  expect(err).toBe('');
  const { blocks, budgetTokens } = JSON.parse(out);
  expect(budgetTokens).toBe(500);
  expect(blocks[0]).toMatchObject({ path: expect.any(String), ranges: expect.any(Array), rung: 'full' });
  const hits = JSON.parse((await pith(['search', '--json', '--limit', '1'], 'send retry')).out);
  expect(hits.hits).toEqual([expect.objectContaining({ path: expect.any(String), startLine: 1 })]);
});

test('hits are a table with their scores', async () => {
  const { out, err } = await pith(['search', 'retry', '--limit', '1']);
  expect(out).toMatch(/^0\.\d{3} +src\/retry\.ts:1-3 +retry +\d+\n$/);
  expect(err).toMatch(/^Next page: pith searchCode retry --limit=1 --cursor=\S+\n$/);
});

test('tests are shown where they are asked for', async () => {
  expect((await pith(['search', 'retry'])).out).not.toContain('test/');
  expect((await pith(['search', 'retry', '--tests'])).out).toContain('test/retry.test.ts');
  expect((await pith(['context', 'retry', '--tests'])).out).toContain('test/retry.test.ts');
});

test('with --explain each place says what brought it', async () => {
  expect((await pith(['search', 'retry', '--explain'])).err).toMatch(/^src\/retry\.ts:1-3: \w+ -?\d\.\d\d, /);
  expect((await pith(['context', 'retry', '--explain'])).err).toMatch(
    /^src\/retry\.ts:1-3 full match: \w+ -?\d\.\d\d, /m,
  );
});

test('what is printed of how to go on can be pasted', async () => {
  const { err } = await pith(['context', 'send retry', '--budget', '60']);
  const commands = [...err.matchAll(/: pith (.+)$/gm)].map(([, command = '']) => command);
  expect(commands.length).toBeGreaterThan(1);
  for (const command of commands.filter((one) => !one.startsWith('expand'))) {
    const argv = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    expect(await pith(argv), command).toMatchObject({ code: 0 });
  }
});

test.each<[argv: readonly string[], stdin: string, code: number, says: RegExp]>([
  [['context'], '', 2, /Ask something: pith context "/],
  [['search'], ' \n', 2, /Ask something/],
  [['context', ''], '', 2, /Ask something/],
  [['context', '-'], 'a\0b\0', 3, /standard input is binary/],
  [['context', 'send', '--budget', '0'], '', 2, /whole number of tokens from 1 up/],
  [['context', 'send', '--budget=-5'], '', 2, /whole number of tokens from 1 up/],
  [['context', 'send', '--budget', 'many'], '', 2, /whole number of tokens from 1 up/],
  [['search', 'send', '--limit', '0'], '', 2, /limit/],
  [['search', 'send', '--limit', '1001'], '', 2, /limit/],
  [['context', 'send', '--folder', 'nowhere'], '', 3, /nowhere does not exist\. Check the name/],
  [['context', 'send', '--folder', 'src/upload.ts'], '', 2, /upload\.ts is no folder/],
])('%j with %j ends with an error', async (argv, stdin, code, says) => {
  const ran = await pith(argv, stdin);
  expect(ran).toEqual({ code, out: '', err: expect.stringMatching(says) });
});

test('a question that says nothing here is answered, with what to do', async () => {
  expect(await pith(['context', 'the of and'])).toMatchObject({ code: 0, out: '' });
  expect((await pith(['context', 'zzzz'])).err).toContain('Name a file, a symbol or what it does.');
  expect(await pith(['search', 'zzzz'])).toMatchObject({ code: 0, out: '' });
});

test('a model that nobody knows is counted for as well as can be, and said to be', async () => {
  const { code, err } = await pith(['context', 'send', '--model', 'nobody']);
  expect(code).toBe(0);
  expect(err).toContain('"nobody" is not known to Pith');
});
