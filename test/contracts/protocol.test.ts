// The verbs on the wire and the verbs that are carried out: the same names, and types that fit.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Operation } from '../../server/src/operations/operation.js';
import { operations } from '../../server/src/operations/index.js';
import { methodOf, type Verb, type Verbs } from '../../server/src/protocol.js';
import { root } from '../support/sourceFacts.js';

/** Fails to compile where a verb has no operation, or one that takes or gives something else. */
const carriedOut: { readonly [V in Verb]: Operation<Verbs[V]['params'], Verbs[V]['result']> } = operations;

/** Types are gone at run time, so the names are read from the text of the interface. */
function verbsOf(protocol: string): string[] {
  const body = /export interface Verbs \{\n(.*?)\n\}/s.exec(protocol)?.[1] ?? '';
  return [...body.matchAll(/^ {2}(\w+):/gm)].map(([, verb = '']) => verb);
}

test('every verb of the protocol is an operation and every operation a verb', () => {
  const protocol = readFileSync(join(root, 'server/src/protocol.ts'), 'utf8');
  expect(Object.keys(carriedOut).sort()).toEqual(verbsOf(protocol).sort());
});

test('every operation says what it does in one sentence', () => {
  for (const [verb, { summary }] of Object.entries(carriedOut)) expect(summary, verb).toMatch(/^[A-Z][^\n]*\.$/);
});

test('methods are named after their verb', () => expect(methodOf('compress')).toBe('pith/compress'));

test('verbs are read from the interface', () => {
  expect(verbsOf('export interface Verbs {\n  a: { params: A };\n  bee: {\n    params: B;\n  };\n}\n')).toEqual([
    'a',
    'bee',
  ]);
});
