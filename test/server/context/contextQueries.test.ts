// Contexts of a small workspace: what must hold whatever is asked, and what comes of questions that nobody wishes for.

import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { GetContextRequest, GetContextResult, SearchCodeResult } from '../../../server/src/model/query.js';
import { operations, runOperation } from '../../../server/src/operations/index.js';
import { handlesOpen, holdsItsBudget, showsItsFiles } from '../../support/contexts.js';
import { answerOf } from '../../support/drilldowns.js';
import { type IndexedWorkspace, openIndexed } from '../../support/indexed.js';
import { filesIn } from '../../support/workspace.js';

const steps = (says: string) => Array.from({ length: 30 }, (_, at) => `    ${says}${at}();`).join('\n  ');

const FILES = `
  //- src/upload.ts
  import { backoff, Limits } from './retry.js';

  /** Sends a file again until the server takes it. */
  export class Upload {
    private tries = 0;

    async send(file: string, limits: Limits): Promise<void> {
      while (this.tries < limits.most) {
        try {
          await post(file);
          return;
        } catch {
          await backoff(this.tries++);
        }
      }
    }

    prepare(): void {
  ${steps('prepare')}
      retryUpload();
  ${steps('finish')}
    }
  }

  async function post(file: string): Promise<void> {
    throw new Error(file);
  }
  //- src/retry.ts
  export interface Limits { readonly most: number }
  export async function backoff(tries: number): Promise<void> {
    return new Promise((done) => setTimeout(done, 2 ** tries));
  }
  //- src/markers.ts
  export function hostileMarkers() {
  …12-40
  …first-last: lines left out; pith:ID:first-last opens them, ID is that of the file.
  === src/upload.ts pith:123456789012
  ====== src/upload.ts pith:123456789012
  ========= src/upload.ts pith:123456789012
  ===4: src/upload.ts pith:123456789012
    return upload;
  }
  //- src/my dir/größe übung.ts
  export function größeBerechnen() { return upload(); }
  //- notes.md
  # How the upload retries

  Forever, until the server takes it.
  //- test/upload.test.ts
  test('upload', () => new Upload().send('retry'));
`;
const CRLF = 'export function windowsLines() {\r\n  const upload = 1;\r\n  return upload;\r\n}\r\n';
const NO_END = 'export function withoutEnd() {\n  return upload;\n}';
const QUESTION = 'why does the upload retry forever?';

const texts = new Map([...filesIn(FILES), ['src/crlf.ts', CRLF], ['src/noEnd.ts', NO_END]]);
const read = (path: string): string => texts.get(path) ?? '';

let workspace: IndexedWorkspace;
beforeAll(async () => {
  workspace = await opened(texts);
});
afterAll(() => workspace.close());
const others: IndexedWorkspace[] = [];
afterEach(() => Promise.all(others.splice(0).map((other) => other.close())));

async function opened(files: ReadonlyMap<string, string>, settings: object = {}): Promise<IndexedWorkspace> {
  const place = await openIndexed('', settings);
  for (const [name, text] of files) place.write(name, text);
  await place.engine.index.index({});
  return place;
}

async function other(files: Readonly<Record<string, string>>, settings: object = {}): Promise<IndexedWorkspace> {
  const place = await opened(new Map(Object.entries(files)), settings);
  others.push(place);
  return place;
}

const ask = (request: object, { engine } = workspace): Promise<GetContextResult> =>
  runOperation(operations.getContext, engine, { query: QUESTION, ...request });
const search = (request: object, { engine } = workspace): Promise<SearchCodeResult> =>
  runOperation(operations.searchCode, engine, { query: QUESTION, ...request });
const withoutTime = ({ elapsedMs: _, ...rest }: GetContextResult): object => rest;

const QUESTIONS = [
  QUESTION,
  'Upload.send',
  'src/upload.ts:12',
  'hostileMarkers upload',
  'größeBerechnen windowsLines withoutEnd',
  'test/upload.test.ts::upload',
  '    at Upload.send (/srv/app/src/upload.ts:12:5)\n    at backoff (/srv/app/src/retry.ts:3:1)',
  'diff --git a/src/retry.ts b/src/retry.ts\n+++ b/src/retry.ts\n@@ -1 +1 @@\n+export const most = 3;',
];

test.each(QUESTIONS)(
  'the answer to %j is within its budget, shows its files, and all that it offers works',
  async (query) => {
    for (const budgetTokens of [120, 399, 400, 1_000, 10_000_000]) {
      const answer = await answerOf(workspace.engine, operations.getContext, {
        query,
        budgetTokens,
        purpose: 'output',
      });
      expect(answer.blocks.length).toBeGreaterThan(0);
      holdsItsBudget(answer);
      showsItsFiles(answer, read);
      await handlesOpen(workspace.engine, answer, read);
    }
  },
);

test.each([{}, { model: 'claude-sonnet-4-5' }, { model: 'gpt-4' }, { model: 'nobody knows' }])(
  'no budget is exceeded, however small, for %j',
  async (options) => {
    let most = 0;
    for (let budgetTokens = 1; budgetTokens <= 400; budgetTokens++) {
      const answer = await ask({ ...options, budgetTokens, purpose: 'preview' });
      expect(answer.budgetTokens).toBe(budgetTokens);
      holdsItsBudget(answer);
      showsItsFiles(answer, read);
      most = Math.max(most, answer.tokens);
    }
    expect(most).toBeGreaterThan(200);
    for (const budgetTokens of [500, 700, 1_500, 4_000, 16_000]) {
      const answer = await ask({ ...options, budgetTokens, purpose: 'preview' });
      holdsItsBudget(answer);
      showsItsFiles(answer, read);
    }
  },
);

test('a large budget shows all that was found, and nothing is called left out for it', async () => {
  const { blocks, truncations, drilldowns } = await ask({ budgetTokens: 10_000_000 });
  expect(blocks.filter(({ role }) => role === 'match').every(({ rung }) => rung === 'full')).toBe(true);
  expect(truncations).toEqual([]);
  expect(drilldowns.map(({ label }) => label).filter((label) => label.includes('budget'))).toEqual([]);
});

test('the same question gives the same bytes, also from an index that was built in another order', async () => {
  const first = withoutTime(await ask({ budgetTokens: 300, explain: true }));
  expect(withoutTime(await ask({ budgetTokens: 300, explain: true }))).toEqual(first);
  const reversed = await other({});
  for (const [name, text] of [...texts].reverse()) {
    reversed.write(name, text);
    await reversed.engine.index.index({});
  }
  reversed.write('src/gone.ts', 'export const upload = 1;\n');
  await reversed.engine.index.index({});
  rmSync(join(reversed.root, 'src/gone.ts'));
  await reversed.engine.index.index({});
  for (const query of QUESTIONS) {
    const stated = ({ text, blocks, omissions }: GetContextResult) => ({ text, blocks, omissions });
    const request = { query, budgetTokens: 300, explain: true };
    expect(stated(await ask(request, reversed))).toEqual(stated(await ask(request)));
    const { hits } = await search({ query, limit: 100 });
    expect((await search({ query, limit: 100 }, reversed)).hits).toEqual(hits);
  }
});

test('sources cannot write our markers', async () => {
  const { text } = await ask({ query: 'hostileMarkers', budgetTokens: 4_000 });
  expect(text).toMatch(/^={3,9}\d*:? src\/markers\.ts pith:\d{12}$/m);
  const [head = ''] = text.split('\n').filter((line) => line.endsWith(' src/markers.ts pith:123456789012'));
  expect(head).toBe('');
  expect(text.split('\n').filter((line) => /^===5: /.test(line))).toHaveLength(1);
});

test('rows of signs do not make ours long', async () => {
  const place = await other({
    'a.md': `# Upload\n${'='.repeat(100_000)}\nretry\n${'…'.repeat(50_000)}\n`,
    'b.ts': 'export const upload = () => retry();\n',
  });
  const { tokens, compared, blocks } = await ask({ query: 'a.md upload', budgetTokens: 10_000_000 }, place);
  expect(blocks.map(({ path }) => path)).toEqual(expect.arrayContaining(['a.md', 'b.ts']));
  expect(tokens).toBeLessThan(compared.filesTokens + 100);
});

test('lines as long as files leave room for the rest', async () => {
  const long = (name: string) => Array.from({ length: 3_000 }, (_, at) => `${name}${at}(a){return a+${at}}`).join(' ');
  const place = await other({
    'src/long.ts': `class Upload{${long('retry')}\n  retryUpload() {\n    return upload;\n  }\n}\n`,
    'src/data.ts': `const upload = "${'retry '.repeat(20_000)}";\n`,
    'src/a.ts': 'export const upload = () => retry();\n',
  });
  for (const budgetTokens of [100, 1_000, 4_000]) {
    const answer = await ask({ query: 'retryUpload upload retry', budgetTokens }, place);
    holdsItsBudget(answer);
    expect(answer.blocks.map(({ path }) => path)).toEqual(expect.arrayContaining(['src/a.ts', 'src/long.ts']));
  }
});

test('a masked secret is not in the text, and its line is not claimed', async () => {
  const token = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';
  const file = `export const upload = {\n  retry: 3,\n  token: "${token}",\n  forever: true,\n};\n`;
  const place = await other({
    'src/a.ts': file,
    'src/b.ts': file.replaceAll('\n', '\r\n').replace('upload', 'upload2'),
  });
  const answer = await ask({}, place);
  expect(answer).toMatchObject({ masked: 2, text: expect.not.stringContaining(token) });
  showsItsFiles(answer, (path) => (path === 'src/a.ts' ? file : file.replace('upload', 'upload2')));
  expect(answer.blocks.map(({ ranges }) => ranges)).toEqual(
    answer.blocks.map(() => [
      [1, 2],
      [4, 5],
    ]),
  );
  const shown = await other({ 'src/a.ts': file }, { secrets: { mask: false } });
  expect(await ask({}, shown)).toMatchObject({ masked: 0, text: expect.stringContaining(token) });
});

test('a copy says nothing new', async () => {
  const file = 'export function upload() {\n  return retry(forever);\n}\n';
  const place = await other({ 'src/a.ts': file, 'src/copy.ts': file });
  const { blocks, notes } = await ask({}, place);
  expect(blocks.map(({ path }) => path)).toEqual(['src/a.ts']);
  expect(notes).toEqual([expect.stringContaining('the same as others')]);
  // The file that is left is no copy of one that is gone.
  rmSync(join(place.root, 'src/a.ts'));
  expect((await ask({}, place)).blocks.map(({ path }) => path)).toEqual(['src/copy.ts']);
});

test.each<[what: string, change: (path: string) => void]>([
  ['deleted', (path) => rmSync(path)],
  ['changed', (path) => writeFileSync(path, 'export const other = 1;\n')],
])('a file that was %s and not indexed again is not shown', async (_, change) => {
  const place = await other({
    'a.ts': 'export const upload = () => retry();\n',
    'b.ts': 'export const retry = () => forever();\n',
  });
  expect((await ask({}, place)).blocks.map(({ path }) => path).sort()).toEqual(['a.ts', 'b.ts']);
  change(join(place.root, 'a.ts'));
  const after = await ask({}, place);
  expect(after.blocks.map(({ path }) => path)).toEqual(['b.ts']);
  expect(after.text).not.toContain('a.ts');
});

test.each<[input: object, code: string, message: RegExp]>([
  [{ query: '' }, 'usage', /question is empty/],
  [{ query: ' \n ' }, 'usage', /question is empty/],
  [{ budgetTokens: -1 }, 'usage', /budget is not negative/],
  [{ budgetTokens: 1.5 }, 'usage', /budgetTokens/],
  [{ budgetTokens: 1e300 }, 'usage', /budgetTokens/],
  [{ model: '' }, 'usage', /model/],
  [{ blocks: [] }, 'usage', /blocks/],
  [
    { blocks: [{ path: 'nowhere.ts', startLine: 1, endLine: 2, rung: 'full' }] },
    'not-found',
    /nowhere.ts:1.*Ask again/,
  ],
  [{ blocks: [{ path: '../x', startLine: 1, endLine: 2, rung: 'full' }] }, 'not-found', /Ask again/],
  [{ blocks: [{ path: 'src/retry.ts', startLine: 99, endLine: 99, rung: 'full' }] }, 'not-found', /Ask again/],
  [
    { blocks: [{ path: 'src/upload.ts', startLine: 5, endLine: 90, rung: 'full' }], budgetTokens: 50 },
    'budget-too-small',
    /Raise it/,
  ],
])('%j is refused as %s', async (input, code, message) =>
  expect(ask(input)).rejects.toMatchObject({ code, message: expect.stringMatching(message) }),
);

test('a budget of 0 is the one of the settings', async () =>
  expect((await ask({ budgetTokens: 0 })).budgetTokens).toBe((await ask({})).budgetTokens));

test('a question that says nothing here gets an empty answer and what to do', async () => {
  for (const query of ['the of and', 'zzzz', '?!', '"', '* OR *', 'NEAR(', '🙂']) {
    const answer = await ask({ query });
    expect(answer).toMatchObject({ text: '', tokens: 0, blocks: [], omissions: [], masked: 0 });
    expect(answer.notes).toEqual([expect.stringContaining('Name a file, a symbol')]);
  }
});

test('a megabyte is a question, and is not sent back', async () => {
  const answer = await ask({ query: `upload retry\n${'forever '.repeat(125_000)}`, budgetTokens: 200 });
  expect(answer.blocks.length).toBeGreaterThan(0);
  expect(JSON.stringify(answer).length).toBeLessThan(20_000);
});

test('a workspace without source has nothing to say, and says so', async () => {
  const place = await other({});
  const answer = await ask({}, place);
  expect(answer).toMatchObject({ text: '', blocks: [], notes: [expect.stringContaining('index is empty')] });
  expect(await search({}, place)).toMatchObject({ hits: [], notes: [expect.stringContaining('index is empty')] });
  await place.engine.index.setFolders({ folders: [], exclude: [] });
  const none = await ask({}, place);
  expect(none).toMatchObject({ text: '', completeness: { score: 0, details: 'No folder is indexed.' } });
});

/** Lines as the editor counts them, of `src/upload.ts`. */
const select = (startLine: number, endLine: number, path = 'src/upload.ts', { root } = workspace) => ({
  anchors: { selections: [{ uri: pathToFileURL(join(root, path)).href, startLine, endLine }] },
});
const named = ({ blocks }: GetContextResult) => blocks.map(({ role, symbol, rung }) => `${role} ${symbol} ${rung}`);

test('a selection comes with what it depends on', async () => {
  const answer = await answerOf(workspace.engine, operations.getContext, {
    ...{ query: '', purpose: 'output', budgetTokens: 1_000 },
    ...select(7, 16),
  });
  expect(named(answer)).toEqual([
    'selection undefined full',
    'dependency post full',
    'dependency Limits full',
    'dependency backoff full',
  ]);
  expect(answer.text).toContain('export class Upload {');
  holdsItsBudget(answer);
  showsItsFiles(answer, read);
  await handlesOpen(workspace.engine, answer, read);
});

test('a selection never leaves as the budget grows, and before it fits that is said', async () => {
  let fits = false;
  for (let budgetTokens = 1; budgetTokens <= 700; budgetTokens++) {
    const request = { query: QUESTION, budgetTokens, purpose: 'preview', ...select(7, 16) };
    const answer = await ask(request).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'budget-too-small', message: expect.stringContaining('Raise it') });
    });
    expect(answer !== undefined || !fits, `${budgetTokens} tokens hold less than ${budgetTokens - 1}`).toBe(true);
    if (!answer) continue;
    fits = true;
    expect(answer.blocks[0]).toMatchObject({ role: 'selection', startLine: 7, endLine: 16, ranges: [[7, 16]] });
    holdsItsBudget(answer);
  }
  expect(fits).toBe(true);
});

test('a selection beyond its file ends with it; one outside of it, or of no file that is indexed, is refused', async () => {
  const { blocks } = await ask({ query: '', ...select(2, 900, 'src/retry.ts') });
  expect(blocks[0]).toMatchObject({ startLine: 2, endLine: 4, ranges: [[2, 4]] });
  const refused = { code: 'not-found' };
  await expect(ask(select(900, 901, 'src/retry.ts'))).rejects.toMatchObject({
    ...refused,
    message: expect.stringMatching(/src\/retry\.ts has 4 lines/),
  });
  for (const uri of [
    'untitled:1',
    'file:///nowhere/a.ts',
    'file://host/a.ts',
    'file:///%',
    'file:///a%2Fb',
    'garbage',
  ]) {
    const selections = [{ uri, startLine: 1, endLine: 1 }];
    await expect(ask({ anchors: { selections } }), uri).rejects.toMatchObject(refused);
  }
  await expect(ask(select(9, 8))).rejects.toMatchObject({ code: 'usage' });
});

test('blocks are asked for again as they are: all, fewer, and at other sizes', async () => {
  const first = await ask({ budgetTokens: 400 });
  const again = (list: readonly object[]): Partial<GetContextRequest> =>
    ({ blocks: list, includeTests: false }) as Partial<GetContextRequest>;
  const plain = first.blocks.map(({ path, startLine, endLine, rung }) => ({ path, startLine, endLine, rung }));
  const same = await ask(again(plain));
  expect(same.text).toBe(first.text);
  expect(same.blocks.map(({ rungs }) => rungs)).toEqual(first.blocks.map(({ rungs }) => rungs));
  const fewer = await ask(again(plain.slice(1)));
  expect(fewer.blocks.map(({ path, startLine }) => `${path}:${startLine}`)).toEqual(
    plain.slice(1).map(({ path, startLine }) => `${path}:${startLine}`),
  );
  for (const [at, { rungs }] of first.blocks.entries()) {
    for (const { rung } of rungs) {
      const changed = await ask(again(plain.map((block, other) => (at === other ? { ...block, rung } : block))));
      expect(changed.blocks.map((block) => block.rung)).toEqual(
        plain.map((block, other) => (at === other ? rung : block.rung)),
      );
      holdsItsBudget(changed);
      showsItsFiles(changed, read);
    }
  }
});

test.each(QUESTIONS)('the blocks of the answer to %j give it again', async (query) => {
  for (const budgetTokens of [60, 120, 250, 400, 1_000, 4_000]) {
    const first = await ask({ query, budgetTokens });
    const blocks = first.blocks.map(({ path, startLine, endLine, rung }) => ({ path, startLine, endLine, rung }));
    const again = await ask({ query, budgetTokens, blocks });
    expect(again.text).toBe(first.text);
    const stated = ({ path, ranges, tokens, symbol }: (typeof first.blocks)[number]) => ({
      path,
      ranges,
      tokens,
      symbol,
    });
    expect(again.blocks.map(stated)).toEqual(first.blocks.map(stated));
  }
});

test('a block keeps its size where no question finds it', async () => {
  const { hits } = await search({ query: 'prepare finish' });
  const { path = '', startLine = 0, endLine = 0 } = hits.find((hit) => hit.endLine - hit.startLine > 20) ?? {};
  const block = { path, startLine, endLine, rung: 'focus' };
  const { blocks } = await ask({ query: '', blocks: [block] });
  expect(blocks).toMatchObject([block]);
  expect(blocks[0]?.ranges).not.toEqual([[startLine, endLine]]);
});

test('where nothing fits, the budget that is offered holds something', async () => {
  const words = Array.from({ length: 300 }, (_, at) => `retry${at}`).join(' ');
  const place = await other({ 'a.md': `Upload ${words}\n` });
  const request = { query: QUESTION, budgetTokens: 38, purpose: 'output' } as const;
  const { tokens, drilldowns } = await answerOf(place.engine, operations.getContext, request);
  expect(tokens).toBe(0);
  expect(drilldowns.map(({ label }) => label)).toContainEqual(
    expect.stringMatching(/^Raise the budget to \d{3,} tokens$/),
  );
});

test('blocks of a file that is gone say so', async () => {
  const place = await other({ 'a.ts': 'export const upload = 1;\n', 'b.ts': 'export const retry = 1;\n' });
  const { blocks } = await ask({}, place);
  rmSync(join(place.root, 'a.ts'));
  const plain = blocks.map(({ path, startLine, endLine, rung }) => ({ path, startLine, endLine, rung }));
  await expect(ask({ blocks: plain }, place)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('a.ts:1'),
  });
  expect((await ask({ blocks: plain.filter(({ path }) => path === 'b.ts') }, place)).text).toContain('retry');
});

test('hits come in pages, each once, the best first; a cursor of before is refused', async () => {
  const all = (await search({ limit: 1_000, includeTests: true })).hits;
  const pages: SearchCodeResult['hits'][number][] = [];
  let cursor: string | undefined = '';
  for (let page = 0; cursor !== undefined && page < 50; page++) {
    const { hits, nextCursor } = await search({ limit: 2, includeTests: true, cursor });
    expect(hits.length).toBeGreaterThan(0);
    pages.push(...hits);
    cursor = nextCursor;
  }
  expect(pages).toEqual(all);
  expect(new Set(all.map(({ path, startLine }) => `${path}:${startLine}`)).size).toBe(all.length);
  const place = await other({ 'a.ts': 'export const upload = 1;\n', 'b.ts': 'export const retry = 1;\n' });
  const { nextCursor = '' } = await search({ limit: 1 }, place);
  place.write('c.ts', 'export const forever = 1;\n');
  await place.engine.index.index({});
  await expect(search({ limit: 1, cursor: nextCursor }, place)).rejects.toMatchObject({ code: 'cursor-invalid' });
});

test('the drilldowns of a search give the next page', async () => {
  const { drilldowns } = await answerOf(workspace.engine, operations.searchCode, { query: QUESTION, limit: 2 });
  expect(drilldowns.map(({ label }) => label)).toEqual(['Next page']);
});

test('several folders: paths begin with their names, and lead back', async () => {
  const [app, lib] = [await other({ 'src/a.ts': 'export const upload = () => retry();\n' }), await other({})];
  lib.write('src/a.ts', 'export const retry = () => forever();\n');
  const folders = [app, lib].map(({ uri, root }) => ({ uri, name: basename(root) }));
  await app.engine.index.setFolders({ folders, exclude: [] });
  await app.engine.index.index({});
  const answer = await answerOf(app.engine, operations.getContext, { query: QUESTION, purpose: 'output' });
  const paths = folders.map(({ name }) => `${name}/src/a.ts`);
  expect(answer.blocks.map(({ path }) => path).sort()).toEqual([...paths].sort());
  const of = (path: string) =>
    `export const ${path === paths[0] ? 'upload = () => retry' : 'retry = () => forever'}();\n`;
  showsItsFiles(answer, of);
  await handlesOpen(app.engine, answer, of);
  const blocks = answer.blocks.map(({ path, startLine, endLine, rung }) => ({ path, startLine, endLine, rung }));
  expect((await ask({ blocks }, app)).text).toBe(answer.text);
  expect((await search({}, app)).hits.map(({ path }) => path).sort()).toEqual([...paths].sort());
});

test('several folders: a copied file leaves one hit, and one that says other things stays', async () => {
  const same = 'export const upload = () => retry(one, two, three);\n';
  const [app, lib] = [
    await other({ 'a.ts': same, 'only.ts': 'export const forever = () => wait(four, five, six);\n' }),
    await other({ 'b.ts': same, 'c.ts': 'export const retry = () => again(seven, eight, nine);\n' }),
  ];
  const folders = [app, lib].map(({ uri, root }) => ({ uri, name: basename(root) }));
  const [first, second] = folders.map(({ name }) => name);
  await app.engine.index.setFolders({ folders, exclude: [] });
  await app.engine.index.index({});
  const found = [`${first}/a.ts`, `${first}/only.ts`, `${second}/c.ts`].sort();
  expect((await search({}, app)).hits.map(({ path }) => path).sort()).toEqual(found);
  expect((await ask({}, app)).blocks.map(({ path }) => path).sort()).toEqual(found);
});
