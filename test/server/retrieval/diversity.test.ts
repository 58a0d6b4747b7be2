// Hits that say something new.

import { expect, test } from 'vitest';
import { diversified } from '../../../server/src/retrieval/diversity.js';
import type { RankedChunk } from '../../../server/src/retrieval/rank.js';

const files = new Map<string, object>();

/** `a.ts:1 0.9 words of it` */
function chunk(written: string): RankedChunk {
  const [place = '', score = '', ...body] = written.split(' ');
  const [name = '', line = ''] = place.split(':');
  const file = files.get(name) ?? { name };
  files.set(name, file);
  const doc = { name: [], signature: [], text: body };
  return { file, doc, score: Number(score), chunk: { startLine: Number(line) } } as unknown as RankedChunk;
}

const check = (ranked: readonly string[], expected: readonly string[], copies = 0) => {
  const found = diversified(ranked.map(chunk));
  expect(found.chunks.map(({ file, chunk: { startLine } }) => `${file.name}:${startLine}`)).toEqual(expected);
  expect(found.copies).toBe(copies);
};

test('nothing comes of nothing', () => check([], []));

test('what says other things stays in its order', () =>
  check(['a:1 .9 one two', 'b:1 .8 three four', 'c:1 .7 five six'], ['a:1', 'b:1', 'c:1']));

test('a copied file leaves one hit', () =>
  check(['a:1 .9 one two', 'copy:1 .9 one two', 'c:1 .1 five six'], ['a:1', 'c:1'], 1));

test('near copies are from nine in ten words on', () => {
  const words = 'a b c d e f g h i';
  check([`a:1 .9 ${words} j`, `b:1 .8 ${words}`], ['a:1'], 1);
  check([`a:1 .9 ${words} j k`, `b:1 .8 ${words}`], ['a:1', 'b:1']);
});

test('the next chunk of a file falls behind one of another file that is nearly as good', () => {
  // .7 · .8 / .9 − .3 · .5 = .472 against .7 · .65 / .9 = .506
  check(['a:1 .9 one two', 'a:2 .8 three four', 'b:1 .65 five six'], ['a:1', 'b:1', 'a:2']);
  // … and not behind one that is not: .7 · .6 / .9 = .467
  check(['a:1 .9 one two', 'a:2 .8 three four', 'b:1 .6 five six'], ['a:1', 'a:2', 'b:1']);
});

test('chunks of a file that say the same are one too', () =>
  check(['a:1 .9 one two', 'a:2 .8 one two', 'b:1 .1 x'], ['a:1', 'b:1'], 1));

test('from the fifty-first on the order stays', () => {
  const ranked = Array.from({ length: 52 }, (_, at) => `f${at}:1 ${1 - at / 100} w${at}`);
  check([...ranked, 'f0:2 .1 w0'], [...ranked.map((written) => written.split(' ')[0] ?? ''), 'f0:2']);
});
