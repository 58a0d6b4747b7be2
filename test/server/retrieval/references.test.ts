// Where a symbol is used, in small workspaces: under other names, through files that hand it on, and how sure that is.

import { afterEach, describe, expect, test } from 'vitest';
import { findReferences, type ReferenceSearch } from '../../../server/src/retrieval/references.js';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.js';

let opened: TestWorkspace | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** `b.ts:3 call 0.90 in main`, of the symbol that is called this (`b.ts retry`). */
async function find(files: string, named: string, search: Partial<ReferenceSearch> = {}) {
  opened = await openWorkspace(files);
  const { store, resolver, nameOf, lineOf } = opened;
  const all = store.files().flatMap(({ id }) => store.symbolsOf(id));
  const symbol = all.find((one) => nameOf(one) === named);
  if (!symbol) throw new Error(`no symbol ${named}`);
  const { references, isCut } = findReferences(store, resolver, {
    symbol,
    maxUses: 1_000,
    includeTests: true,
    isInScope: () => true,
    ...search,
  });
  const lines = references.map(({ file, start, kind, symbol: around, confidence }) => {
    const enclosing = resolver.context(file).symbols[around]?.name;
    return `${file.name}:${lineOf(file, start)} ${kind} ${confidence.toFixed(2)}${enclosing ? ` in ${enclosing}` : ''}`;
  });
  return { lines, isCut };
}

const check = (title: string, files: string, named: string, expected: readonly string[], search = {}): void =>
  test(title, async () => expect((await find(files, named, search)).lines).toEqual(expected));

const UPLOAD = `
  //- src/upload.ts
  export function retry(work: () => void) { work(); }
  export class Upload { send() {} }
  //- src/index.ts
  export { retry as again } from './upload.js';
  export * from './upload.js';
  //- app/main.ts
  import { again, Upload } from '../src/index.js';
  again(() => {});
  const u = new Upload();
  u.send();
  export function other(retry: () => void, x: any) { retry(); x.send(); Map.send(); }
  //- test/main.test.ts
  import { retry } from '../src/upload.js';
  retry(() => {});`;

describe('references', () => {
  check('go through aliases and files that hand on', UPLOAD, 'src/upload.ts retry', [
    'app/main.ts:1 import 0.90',
    'app/main.ts:2 call 0.90',
    'test/main.test.ts:1 import 0.90',
    'test/main.test.ts:2 call 0.90',
  ]);
  check('keep out of tests', UPLOAD, 'src/upload.ts retry', ['app/main.ts:1 import 0.90', 'app/main.ts:2 call 0.90'], {
    includeTests: false,
  });
  check(
    'keep to a scope',
    UPLOAD,
    'src/upload.ts retry',
    ['test/main.test.ts:1 import 0.90', 'test/main.test.ts:2 call 0.90'],
    { isInScope: (name: string) => name.startsWith('test/') },
  );
  check('of a member say how sure they are; a type from outside has none', UPLOAD, 'src/upload.ts Upload.send', [
    'app/main.ts:4 call 0.90',
    'app/main.ts:5 call 0.30 in other',
  ]);
  check(
    'of a member that many have are hardly sure where nothing is known of the receiver',
    `//- many.ts
     ${Array.from({ length: 10 }, (_, at) => `export class C${at} { send() {} }`).join('\n     ')}
     export function go(x: any, c: C1) { x.send(); c.send(); Map.send(); }`,
    'many.ts C1.send',
    ['many.ts:11 call 0.05 in go', 'many.ts:11 call 0.90 in go'],
  );
  check(
    'of a prototype are those of its definition',
    `//- up.h
     int up_send(int n);
     //- up.c
     #include "up.h"
     int up_send(int n) { return n; }
     //- main.c
     #include "up.h"
     int main(void) { return up_send(1); }`,
    'up.h up_send',
    ['main.c:2 call 0.75 in main'],
  );
  check(
    'of a class in a package are found by its imports',
    `//- src/com/acme/retry/Retry.java
     package com.acme.retry;
     public class Retry { public static void again() {} }
     //- src/com/acme/up/Upload.java
     package com.acme.up;
     import com.acme.retry.Retry;
     class Upload { void send() { Retry.again(); } }
     //- src/org/other/Retry.java
     package org.other;
     class Retry {}
     class User { Retry retry; }`,
    'src/com/acme/retry/Retry.java Retry',
    ['src/com/acme/up/Upload.java:2 import 0.90', 'src/com/acme/up/Upload.java:3 type 0.90 in send'],
  );

  test('are cut where there are more uses than are looked at', async () => {
    const files = `//- a.ts
      export function f() {}
      ${'f();\n      '.repeat(20)}`;
    const { lines, isCut } = await find(files, 'a.ts f', { maxUses: 5 });
    expect(lines).toHaveLength(5);
    expect(isCut).toBe(true);
    expect((await find(files, 'a.ts f', { maxUses: 20 })).isCut).toBe(false);
  });
});
