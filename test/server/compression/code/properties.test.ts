// Whatever is done to a source and whichever part of it is selected: cuts are sound and give the original back.
// `draftAt` holds the checks.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftAt, LEVELS } from './support.js';

const root = join(import.meta.dirname, '../../../fixtures/blocks/code');
const inputs = readdirSync(root).map((name) => {
  const path = readdirSync(join(root, name)).find((entry) => entry.startsWith('input.')) ?? '';
  return { path, text: readFileSync(join(root, name, path), 'utf8') };
});

const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(30),
    insert: fc.constantFrom('', '{', '}', '"', '`', '/*', '*/', '\n\n\n', '  \r\n', '\uD83E', '#', '(', "'''"),
  }),
  { maxLength: 4 },
);

function damaged(text: string, blows: readonly { at: number; remove: number; insert: string }[]): string {
  return blows.reduce((left, { at, remove, insert }) => {
    const start = Math.floor(at * left.length);
    return left.slice(0, start) + insert + left.slice(start + remove);
  }, text);
}

test('damaged sources, any part of them, every level', async () => {
  const part = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
  const sample = fc.tuple(fc.constantFrom(...inputs), damage, part, fc.constantFrom(...LEVELS), fc.boolean());
  await fc.assert(
    fc.asyncProperty(sample, async ([input, blows, [from, to], level, isAsked]) => {
      const text = damaged(input.text, blows);
      const ends = [Math.floor(from * (text.length + 1)), Math.floor(to * (text.length + 1))].sort((a, b) => a - b);
      const span = { start: Math.min(ends[0] ?? 0, text.length), end: Math.min(ends[1] ?? 0, text.length) };
      const question = isAsked ? { question: 'how are the readings of a ring put on the shelf?' } : {};
      await draftAt(level, { text, path: input.path, span, ...question });
    }),
    { numRuns: 200 },
  );
});

test('the same input gives the same bytes', async () => {
  for (const { text, path } of inputs) {
    for (const level of LEVELS) {
      const [first, second] = [await draftAt(level, { text, path }), await draftAt(level, { text, path })];
      expect(first).toEqual(second);
    }
  }
});
