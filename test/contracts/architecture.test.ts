// The layering rule, one door for each library, no cycles, no environment below main, functions that fit a screen:
// held against the sources as they are, and each rule against a violation, so that a rule that sleeps is noticed.

import { describe, expect, test } from 'vitest';
import {
  cycleProblems,
  environmentProblems,
  layerProblems,
  lengthProblems,
  moduleOf,
  packageProblems,
} from '../support/layers.js';
import { factsBelow, factsOf } from '../support/sourceFacts.js';

/** style.md 5: a function fits a screen. */
const LONGEST_FUNCTION = 70;

const product = await factsBelow('server/src', 'client/src');
const everything = [...product, ...(await factsBelow('test', '.tools'))];

describe('the sources', () => {
  test('are found', () => expect(product.map(({ path }) => path)).toContain('server/src/main.ts'));
  test('import downwards only', () => expect(layerProblems(product)).toEqual([]));
  test('keep each library behind its door', () => expect(packageProblems(product)).toEqual([]));
  test('have no import cycle', () => expect(cycleProblems(product)).toEqual([]));
  test('read the environment in main only', () => expect(environmentProblems(product)).toEqual([]));
  test('have no function longer than a screen', () => {
    expect(lengthProblems(everything, LONGEST_FUNCTION)).toEqual([]);
  });
});

describe('modules', () => {
  test.each([
    ['server/src/tokens/open.ts', 'tokens'],
    ['server/src/main.ts', 'main'],
    ['server/src/compression/code/focus.ts', 'compression'],
    ['client/src/extension.ts', 'client'],
    ['test/support/layers.ts', undefined],
  ])('%s is of %s', (path, module) => expect(moduleOf(path)).toBe(module));
});

describe('layers', () => {
  const imports = (path: string, name: string) => layerProblems([{ path, imports: [name] }]);

  test.each([
    ['server/src/tokens/a.ts', './b.js'],
    ['server/src/compression/code/a.ts', '../../tokens/counter.js'],
    ['server/src/openEngine.ts', './engine.js'],
    ['server/src/lsp/server.ts', '../protocol.js'],
    ['client/src/server.ts', '../../server/src/protocol.js'],
    ['server/src/main.ts', 'node:fs'],
  ])('%s may import %s', (path, name) => expect(imports(path, name)).toEqual([]));

  test.each([
    ['server/src/model/block.ts', '../tokens/counter.js', 'row 0 imports from row 2'],
    ['server/src/tokens/open.ts', '../languages/open.js', 'row 2 imports from row 2'],
    ['server/src/engine.ts', './protocol.js', 'protocol is for lsp and client only'],
    ['server/src/cli/run.ts', '../protocol.js', 'protocol is for lsp and client only'],
    ['client/src/server.ts', '../../server/src/config.js', 'the client sees nothing of the server but protocol.ts'],
    ['server/src/lsp/server.ts', '../../../client/src/server.js', 'the server does not know its client'],
    ['server/src/misc/a.ts', '../model/block.js', 'no row for misc'],
  ])('%s must not import %s', (path, name, problem) => {
    expect(imports(path, name)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('libraries', () => {
  const imports = (path: string, name: string) => packageProblems([{ path, imports: [name] }]);

  test.each([
    ['client/src/extension.ts', 'vscode'],
    ['server/src/tokens/ranks.ts', 'js-tiktoken/ranks/o200k_base'],
    ['server/src/base/hash.ts', 'node:crypto'],
    ['server/src/indexing/read.ts', '@vscode/l10n'],
  ])('%s may import %s', (path, name) => expect(imports(path, name)).toEqual([]));

  test.each([
    ['server/src/lsp/server.ts', 'vscode'],
    ['server/src/engine.ts', 'vscode-languageserver/node'],
    ['server/src/compression/code.ts', 'web-tree-sitter'],
    ['server/src/telemetry/openLedger.ts', 'better-sqlite3'],
    ['server/src/telemetry/openLedger.ts', 'node:sqlite'],
    ['server/src/base/errors.ts', '@vscode/l10n'],
    ['client/src/server.ts', '@vscode/l10n'],
    ['server/src/base/text.ts', 'left-pad'],
  ])('%s must not import %s', (path, name) => expect(imports(path, name)).toHaveLength(1));
});

test('a cycle is found wherever it starts', () => {
  const file = (name: string, target: string) => ({ path: `server/src/base/${name}.ts`, imports: [`./${target}.js`] });
  expect(cycleProblems([file('a', 'b'), file('b', 'c')])).toEqual([]);
  expect(cycleProblems([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual([
    'server/src/base/b.ts → server/src/base/c.ts → server/src/base/b.ts',
  ]);
});

test('facts are read from imports of every form', async () => {
  const text = [
    "import type { A } from './a.js';",
    "export { b } from './b.js';",
    "const c = await import('./c.js');",
    "const d = require('d');",
    '// import nothing from "./comment.js"',
  ].join('\n');
  expect((await factsOf('x.ts', text)).imports).toEqual(['./a.js', './b.js', './c.js', 'd']);
});

test('the environment is seen in both of its forms', async () => {
  const text = "import { env } from 'node:process';\n// process.env\nconst home = process.env.HOME;\n";
  const found = environmentProblems([await factsOf('server/src/base/log.ts', text)]);
  expect(found).toEqual([
    'server/src/base/log.ts:1 reads the environment',
    'server/src/base/log.ts:3 reads the environment',
  ]);
  expect(environmentProblems([await factsOf('server/src/main.ts', text)])).toEqual([]);
});

test('functions of every form are measured, suites are not', async () => {
  const long = '\n'.repeat(3);
  const text = `function a() {${long}}\nconst b = () => {${long}};\nclass C {\n d() {${long}}\n}\nsuite('x', () => {${long}});`;
  expect(lengthProblems([await factsOf('x.ts', text)], 3)).toEqual([
    'x.ts:1 a has 4 lines',
    'x.ts:5 b has 4 lines',
    'x.ts:10 d has 4 lines',
  ]);
});
