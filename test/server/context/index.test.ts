// The verbs of the index through a real engine: symbols, references with all their backends, status, doctor.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from '../../support/engine.js';
import { scipIndex } from '../../support/scip.js';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "@acme/upload" }\n',
  'src/upload.ts': [
    "import { retry } from './retry.js';",
    '/** Sends parts. Slowly. */',
    'export class Upload {',
    '  send(part: string): void {',
    '    retry(() => this.send(part));',
    '  }',
    '}',
    '',
  ].join('\n'),
  'src/retry.ts': 'export function retry(work: () => void): void {\n  work();\n}\n',
  'src/index.ts': "export { retry as again } from './retry.js';\nexport * from './upload.js';\n",
  'app/main.ts': [
    "import { again, Upload } from '@acme/upload/src/index.js';",
    'const upload: Upload = new Upload();',
    'upload.send("a");',
    'again(() => upload.send("b"));',
    'export function retryAll(other: { send(part: string): void }): void { other.send("c"); }',
    '',
  ].join('\n'),
  'src/upload.test.ts': "import { Upload } from './upload.js';\nnew Upload().send('x');\n",
};

const root = mkdtempSync(join(tmpdir(), 'pith-verbs-'));
let opened: TestEngine;

beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  opened = openTestEngine();
  await opened.engine.index.setFolders({ folders: [{ uri: pathToFileURL(root).href, name: 'files' }], exclude: [] });
  await opened.engine.index.index({});
});
afterAll(async () => {
  await opened.close();
  rmSync(root, { recursive: true, force: true });
});

const places = async (request: Parameters<TestEngine['engine']['index']['findReferences']>[0]) => {
  const { references } = await opened.engine.index.findReferences(request);
  return references.map(({ path, line, kind, confidence }) => `${path}:${line} ${kind} ${confidence}`);
};

describe('symbols', () => {
  test('are found by name, part and container, the best first', async () => {
    const named = async (query: string) =>
      (await opened.engine.index.searchSymbols({ query })).symbols.map(
        ({ qualifiedName, path }) => `${qualifiedName} ${path}`,
      );
    expect(await named('retry')).toEqual(['retry src/retry.ts', 'retryAll app/main.ts']);
    expect(await named('Upload.send')).toEqual(['Upload.send src/upload.ts']);
    expect(await named('all')).toEqual(['retryAll app/main.ts']);
    expect(await named('nowhere')).toEqual([]);
  });

  test('say what they are', async () => {
    const [symbol] = (await opened.engine.index.searchSymbols({ query: 'Upload', limit: 1 })).symbols;
    expect(symbol).toMatchObject({
      kind: 'class',
      signature: 'export class Upload',
      doc: 'Sends parts.',
      startLine: 2,
      endLine: 7,
    });
    expect(symbol?.id).toMatch(/^[0-9a-f]{13}$/);
    const { symbols, truncation } = await opened.engine.index.searchSymbols({ query: 'retry', limit: 1 });
    expect(symbols).toHaveLength(1);
    expect(truncation).toMatchObject({ reason: 'max-symbols', originalCount: 2, droppedCount: 1 });
  });
});

describe('references', () => {
  test('go through imports, aliases and files that hand on', async () => {
    expect(await places({ symbol: 'retry' })).toEqual([
      'app/main.ts:1 import 0.9',
      'app/main.ts:4 call 0.9',
      'src/upload.ts:1 import 0.9',
      'src/upload.ts:5 call 0.9',
    ]);
  });

  test('of a member are sure where the type of the receiver is known', async () => {
    const found = await places({ symbol: 'Upload.send' });
    expect(found).toContain('app/main.ts:3 call 0.9');
    expect(found).toContain('app/main.ts:4 call 0.9');
    expect(found).toContain('src/upload.ts:5 call 0.9');
    const unsure = found.filter((place) => place.startsWith('app/main.ts:5'));
    expect(unsure.every((place) => Number(place.split(' ')[2]) <= 0.5)).toBe(true);
  });

  test('keep to a scope, to a limit, and out of tests', async () => {
    expect(await places({ symbol: 'Upload', scope: 'app' })).toEqual([
      'app/main.ts:1 import 0.9',
      'app/main.ts:2 type 0.9',
      'app/main.ts:2 new 0.9',
    ]);
    expect((await places({ symbol: 'Upload', includeTests: false })).some((place) => place.includes('test'))).toBe(
      false,
    );
    const { references, truncation } = await opened.engine.index.findReferences({ symbol: 'Upload', limit: 2 });
    expect(references).toHaveLength(2);
    expect(truncation).toMatchObject({ reason: 'max-refs', returnedCount: 2 });
  });

  test('of what is not there are an error that says what is', async () => {
    await expect(opened.engine.index.findReferences({ symbol: 'retryA' })).rejects.toThrow(/There are: retryAll/);
    await expect(opened.engine.index.findReferences({ symbol: 'nowhere' })).rejects.toThrow(
      /No symbol is called nowhere/,
    );
    await expect(opened.engine.index.findReferences({ symbol: 'retry', scope: 'nowhere' })).rejects.toThrow(
      /no module, folder or file nowhere/,
    );
  });

  test('of the editor are merged by place', async () => {
    opened.engine.index.useHost(async ({ uri }) => [
      { uri, line: 4, character: 21, endLine: 4, endCharacter: 25 },
      { uri: pathToFileURL(join(root, 'src/index.ts')).href, line: 1, character: 0, endLine: 1, endCharacter: 6 },
      { uri: 'untitled:x', line: 0, character: 0, endLine: 0, endCharacter: 1 },
    ]);
    const { references } = await opened.engine.index.findReferences({ symbol: 'Upload.send', merge: 'union' });
    const both = references.find(({ path, line }) => path === 'src/upload.ts' && line === 5);
    expect(both?.backends).toEqual(['index', 'editor']);
    expect(references.find(({ path }) => path === 'src/index.ts')?.backends).toEqual(['editor']);
    const alone = await opened.engine.index.findReferences({ symbol: 'Upload.send', backend: 'editor' });
    expect(alone.references.map(({ path }) => path)).toEqual(['src/index.ts', 'src/upload.ts']);
  });

  test('of an editor that does not answer are those of the index, with a note', async () => {
    opened.engine.index.useHost(() => Promise.reject(new Error('no')));
    const { references, notes } = await opened.engine.index.findReferences({ symbol: 'retry', merge: 'union' });
    expect(references).toHaveLength(4);
    expect(notes).toEqual(['The editor did not answer in time.']);
  });

  test('of a SCIP index that is not there are those of the index, with a note', async () => {
    const { references, notes } = await opened.engine.index.findReferences({ symbol: 'retry', backend: 'scip' });
    expect(references).toHaveLength(4);
    expect(notes.join()).toMatch(/no SCIP index/);
  });
});

test('status says what is there and that it is complete', async () => {
  const { healthy, folders } = await opened.engine.index.getStatus({});
  expect(healthy).toBe(true);
  expect(folders).toMatchObject([
    { name: 'files', state: 'ready', files: 6, completeness: { score: 1, reason: 'full-backend' }, leftOut: [] },
  ]);
});

test('the doctor looks at everything, or at one thing', async () => {
  const { healthy, findings } = await opened.engine.index.doctor({});
  expect(healthy).toBe(true);
  expect(new Set(findings.map(({ check }) => check))).toEqual(
    new Set(['config', 'storage', 'index', 'watcher', 'git', 'scip', 'grammars']),
  );
  const { findings: one } = await opened.engine.index.doctor({ check: 'scip' });
  expect(one).toMatchObject([{ check: 'scip', status: 'info' }]);
});

test('a SCIP index answers for the files it knows, the index for the others', async () => {
  const symbol = 'scip-typescript npm @acme/upload 1.0.0 src/`retry.ts`/retry().';
  const bytes = scipIndex({
    projectRoot: pathToFileURL(root).href,
    documents: [
      { path: 'src/retry.ts', occurrences: [{ range: [0, 16, 21], symbol, roles: 1 }], symbols: [{ symbol }] },
      { path: 'src/upload.ts', occurrences: [{ range: [4, 4, 9], symbol }] },
    ],
  });
  writeFileSync(join(root, 'index.scip'), bytes);
  // The file was looked for a moment ago, and is looked for again after a second.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const of = async (request: object) => {
    const { references } = await opened.engine.index.findReferences({ symbol: 'retry', ...request });
    return references.map(({ path, line, confidence, backends }) => `${path}:${line} ${confidence} ${backends}`);
  };
  expect(await of({ backend: 'scip' })).toEqual(['src/upload.ts:5 1 scip']);
  expect(await of({})).toEqual(['app/main.ts:1 0.9 index', 'app/main.ts:4 0.9 index', 'src/upload.ts:5 1 scip']);
  opened.engine.index.useHost(async () => []);
  expect(await of({ merge: 'union' })).toEqual([
    'app/main.ts:1 0.9 index',
    'app/main.ts:4 0.9 index',
    'src/upload.ts:1 0.9 index',
    'src/upload.ts:5 1 index,scip',
  ]);
  const [folder] = (await opened.engine.index.getStatus({})).folders;
  expect(folder?.scip).toMatchObject({ documents: 2, occurrences: 2 });
  const { findings } = await opened.engine.index.doctor({ check: 'scip' });
  expect(findings[0]?.status).toMatch(/pass|warn/);
});
