// A document that is edited is parsed from its tree before: what is read of it must be what a fresh parse says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { languageRow } from '../../../server/src/languages/registry.js';
import { languages } from './open.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/languages');
const SEED = 20261125;

/** Pieces of code that open, close and break what stands around them. */
const PIECES = [
  '',
  ' ',
  '\n',
  '\r\n',
  '    ',
  '{',
  '}',
  '(',
  ')',
  "'",
  '"',
  '`',
  '"""',
  '/*',
  '*/',
  '# ',
  '// ',
  '🦊',
  '\ud83e',
  'x',
  ' = new Upload()',
  'class A(B):\n    a: B\n',
  'class A extends B { a: B; }\n',
  'def f(a):\n    return a.b()\n',
  'function f(a: A) { return a.b(); }\n',
  "import { a as b } from './c.js';\n",
  'from .c import a as b\n',
];

interface Edit {
  /** Where, as a part of the length of the text. */
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(fc.nat(3), fc.nat(200)),
    added: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })),
  }),
  { minLength: 1, maxLength: 6 },
);

function apply(text: string, { at, removed, added }: Edit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + added + text.slice(start + removed);
}

afterEach(() => languages.forget('a'));

test.each([
  ['typescript', 'upload.ts'],
  ['python', 'upload.py'],
])('%s', async (id, file) => {
  const language = languageRow(id);
  if (!language) throw new Error(`no language ${id}`);
  const original = readFileSync(join(FIXTURES, id, file), 'utf8');
  await fc.assert(
    fc.asyncProperty(edits, async (sequence) => {
      languages.forget('a');
      let text = original;
      await languages.syntax(text, language, { document: 'a' });
      for (const edit of sequence) {
        text = apply(text, edit);
        const kept = await languages.syntax(text, language, { document: 'a' });
        expect(kept).toEqual(await languages.syntax(text, language));
      }
    }),
    { numRuns: 60, seed: SEED },
  );
});
