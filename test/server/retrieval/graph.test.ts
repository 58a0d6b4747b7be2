// Edges between symbols and between files, where fixtures (`edges.test.ts`) do not show a case.

import { afterEach, expect, test } from 'vitest';
import { edgesFrom, importEdges, sameModule } from '../../../server/src/retrieval/edges.js';
import type { StoredFile } from '../../../server/src/storage/indexStore.js';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.js';

let opened: TestWorkspace | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function open(files: string, name: string): Promise<TestWorkspace & { readonly file: StoredFile }> {
  opened = await openWorkspace(files);
  const file = opened.store.file(name);
  if (!file) throw new Error(`no file ${name}`);
  return { ...opened, file };
}

test('a file has edges from its symbols and its top level, in source order', async () => {
  const { store, resolver, nameOf, file } = await open(
    `//- a.ts
     import { Base, run } from './b.js';
     export class Upload extends Base { send(other: any) { run(); other.stop(); } }
     run();
     //- b.ts
     export class Base { stop() {} }
     class Other { stop() {} }
     export function run() {}`,
    'a.ts',
  );
  const edges = edgesFrom(store, resolver, file).map(
    ({ from, kind, to, confidence }) => `${from?.name} ${kind} ${nameOf(to)} ${confidence}`,
  );
  expect(edges).toEqual([
    'Upload extends b.ts Base 0.9',
    'send call b.ts run 0.9',
    'send call b.ts Base.stop 0.15',
    'send call b.ts Other.stop 0.15',
    'undefined call b.ts run 0.9',
  ]);
});

test('a file imports another once for each module, and itself never', async () => {
  const { store, resolver, file } = await open(
    `//- a.ts
     import { b, c } from './b.js';
     import type { B } from './b.js';
     import './a.js';
     import 'node:fs';
     //- b.ts
     export const b = 1;`,
    'a.ts',
  );
  const edges = importEdges(resolver, file, store).map(({ to, module }) => `${module} ${to.name}`);
  expect(edges).toEqual(['./b.js b.ts']);
});

test('symbols of one level belong together, unless there are too many', async () => {
  const many = Array.from({ length: 51 }, (_, at) => `m${at}() {}`).join(' ');
  const { store, resolver, file } = await open(
    `//- a.ts
     export function a() {}
     export class Few { one() {} two() {} }
     export class Many { ${many} }`,
    'a.ts',
  );
  const beside = (name: string) => {
    const symbol = store.symbolsOf(file.id).find((one) => one.name === name);
    return symbol && sameModule(resolver, file, symbol).map((one) => one.name);
  };
  expect(beside('a')).toEqual(['Few', 'Many']);
  expect(beside('one')).toEqual(['two']);
  expect(beside('m0')).toEqual([]);
});

test('classes that inherit in circles have an end', async () => {
  const workspace = await open(
    `//- Outer.java
     class Outer extends Inner { void go() { missing(); Foo foo; } class Nested extends Foo { void deep() { missing(); } } }
     class Inner extends Outer { class Nested extends Outer.Nested {} }`,
    'Outer.java',
  );
  expect(workspace.meaning('Outer.java:1 missing')).toMatch(/nothing$/);
  expect(workspace.meaning('Outer.java:1 missing#2')).toMatch(/nothing$/);
});
