// What `references` says beside places: which symbol of several a name was taken for, and how what other backends say is
// put together with the index. Through a real engine.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergedReferences, withKinds } from '../../../server/src/context/mergeReferences.js';
import type { ReferenceInfo, FindReferencesRequest } from '../../../server/src/model/index.js';
import { openTestEngine, type TestEngine } from '../../support/engine.js';
import { scipIndex } from '../../support/scip.js';
import { filesIn } from '../../support/workspace.js';

const FILES = filesIn(`
  //- src/a.ts
  export function send() {}
  export function caller() { send(); }
  //- src/b.ts
  export class Upload { send() {} }
  function Send() {}
  //- src/overloads.ts
  export function over(a: string): void;
  export function over(a: number): void;
  export function over(a: unknown) {}
  //- test/a.test.ts
  import { send } from '../src/a.js';
  send();
  //- native/up.h
  int up_send(int n);
  //- native/up.c
  #include "up.h"
  int up_send(int n) { return n; }
`);

const root = mkdtempSync(join(tmpdir(), 'pith-references-'));
let opened: TestEngine;

beforeAll(async () => {
  for (const [name, text] of FILES) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const symbol = 'scip-typescript npm x 1 src/`a.ts`/send().';
  writeFileSync(
    join(root, 'index.scip'),
    scipIndex({
      projectRoot: pathToFileURL(root).href,
      documents: [
        {
          path: 'src/a.ts',
          occurrences: [
            { range: [0, 16, 20], symbol, roles: 1 },
            { range: [1, 27, 31], symbol },
          ],
        },
        {
          path: 'test/a.test.ts',
          occurrences: [
            { range: [0, 9, 13], symbol, roles: 2 },
            { range: [1, 0, 4], symbol },
          ],
        },
      ],
    }),
  );
  opened = openTestEngine();
  await opened.engine.index.setFolders({ folders: [{ uri: pathToFileURL(root).href, name: 'files' }], exclude: [] });
  await opened.engine.index.index({});
});
afterAll(async () => {
  await opened.close();
  rmSync(root, { recursive: true, force: true });
});

const ask = async (request: FindReferencesRequest) => {
  const { symbol, references, notes } = await opened.engine.index.findReferences(request);
  return {
    symbol: `${symbol.path} ${symbol.qualifiedName}`,
    places: references.map(({ path, line, kind, from, backends }) => `${path}:${line} ${kind} ${from} ${backends}`),
    notes,
  };
};

test('of a name that several have are those of the best, and the others are told', async () => {
  const { symbol, notes } = await ask({ symbol: 'send' });
  expect(symbol).toBe('src/a.ts send');
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(
    /^2 symbols are called send; this is send \(src\/a\.ts:1, [0-9a-f]{13}\)\. Others: Upload\.send \(src\/b\.ts:1, [0-9a-f]{13}\)\.$/,
  );
  const id = /Upload\.send \(.*?, ([0-9a-f]{13})/.exec(notes[0] ?? '')?.[1] ?? '';
  expect(await ask({ symbol: id })).toMatchObject({ symbol: 'src/b.ts Upload.send', notes: [] });
});

test('of a name in another case are those of the one that has it', async () => {
  expect((await ask({ symbol: 'Send' })).symbol).toBe('src/b.ts Send');
  expect((await ask({ symbol: 'SEND' })).notes[0]).toMatch(/^3 symbols are called SEND/);
});

test('overloads and prototypes are one thing', async () => {
  expect((await ask({ symbol: 'over' })).notes).toEqual([]);
  expect((await ask({ symbol: 'up_send' })).notes).toEqual([]);
});

test('of a SCIP index have the kinds that the index knows, and keep to scopes and out of tests', async () => {
  const [inSource, inTest] = ['src/a.ts:2 call caller scip', 'test/a.test.ts:2 call undefined scip'];
  expect((await ask({ symbol: 'send' })).places).toEqual([inSource, 'test/a.test.ts:1 import undefined scip', inTest]);
  expect((await ask({ symbol: 'send', includeTests: false })).places).toEqual([inSource]);
  expect((await ask({ symbol: 'send', backend: 'scip', scope: 'test' })).places).toHaveLength(2);
});

test('of an editor keep to scopes and out of tests, too', async () => {
  const uri = (path: string) => pathToFileURL(join(root, path)).href;
  const place = { line: 1, character: 0, endLine: 1, endCharacter: 4 };
  opened.engine.index.useHost(async () => [
    { uri: uri('test/a.test.ts'), ...place },
    { uri: uri('src/b.ts'), ...place },
  ]);
  const { places } = await ask({ symbol: 'send', backend: 'editor', includeTests: false });
  expect(places).toEqual(['src/b.ts:2 unknown undefined editor']);
});

test('an editor is asked where nobody else knows of a use', async () => {
  const asked: string[] = [];
  opened.engine.index.useHost(async ({ uri }) => {
    asked.push(uri);
    return [{ uri, line: 1, character: 0, endLine: 1, endCharacter: 4 }];
  });
  expect((await ask({ symbol: 'caller' })).places).toEqual(['src/a.ts:2 unknown undefined editor']);
  await ask({ symbol: 'caller', backend: 'index' });
  await ask({ symbol: 'send' });
  expect(asked).toHaveLength(1);
});

const reference = (line: number, more: Partial<ReferenceInfo>): ReferenceInfo => ({
  path: 'a.ts',
  line,
  column: 1,
  endColumn: 5,
  kind: 'unknown',
  confidence: 0.5,
  backends: ['index'],
  ...more,
});

test('several opinions of a place are one, the surest, with all backends', () => {
  const merged = mergedReferences([
    [reference(2, { kind: 'call', from: 'f' }), reference(1, {})],
    [reference(2, { confidence: 1, backends: ['scip'] })],
    [reference(2, { kind: 'type', backends: ['editor'] })],
  ]);
  expect(merged).toEqual([
    reference(1, {}),
    reference(2, { kind: 'call', from: 'f', confidence: 1, backends: ['index', 'scip', 'editor'] }),
  ]);
});

test('places get the kind that the index knows, and keep a better one', () => {
  const inIndex = [reference(1, { kind: 'call', from: 'f' }), reference(2, { kind: 'value' })];
  const found = [reference(1, { backends: ['scip'] }), reference(2, { kind: 'import' }), reference(3, {})];
  expect(withKinds(found, inIndex)).toEqual([
    reference(1, { kind: 'call', from: 'f', backends: ['scip'] }),
    reference(2, { kind: 'import' }),
    reference(3, {}),
  ]);
});
