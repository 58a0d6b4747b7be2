// Hits that say something new.

import { expect, test } from 'vitest';
import { diversified } from '../../../server/src/retrieval/diversity.js';
import type { Region } from '../../../server/src/retrieval/regions.js';

const files = new Map<string, object>();
const numbers = new Map<string, number>();

/** `a.ts:1 0.9 words of it` */
function region(written: string): Region {
  const [place = '', score = '', ...body] = written.split(' ');
  const [name = '', line = ''] = place.split(':');
  const file = files.get(name) ?? { name };
  files.set(name, file);
  const text = body.map((word) => {
    numbers.set(word, numbers.get(word) ?? numbers.size + 1);
    return numbers.get(word);
  });
  const doc = { name: [], signature: [], text };
  return { startLine: Number(line), best: { file, doc, score: Number(score) } } as unknown as Region;
}

const check = (found: readonly string[], expected: readonly string[], copies = 0) => {
  const diverse = diversified(found.map(region));
  expect(diverse.hits.map(({ best: { file }, startLine }) => `${file.name}:${startLine}`)).toEqual(expected);
  expect(diverse.copies).toBe(copies);
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

test('what says half the same falls behind what says another thing', () =>
  // .7 · .8 / .9 − .3 · .6 = .442 against .7 · .6 / .9 = .467
  check(['a:1 .9 one two three four', 'b:1 .8 one two three five', 'c:1 .6 x'], ['a:1', 'c:1', 'b:1']));

test('the next hit of a file is worth less, whatever it says', () => {
  // .8 · .7 = .56
  check(['a:1 .9 one two', 'a:2 .8 three four', 'b:1 .57 five six'], ['a:1', 'b:1', 'a:2']);
  check(['a:1 .9 one two', 'a:2 .8 three four', 'b:1 .55 five six'], ['a:1', 'a:2', 'b:1']);
});

test('several good places make a file likelier', () =>
  // .8 + .25 · .5 = .925 against .9
  check(['a:1 .9 one two', 'b:1 .8 three four', 'b:2 .5 five six'], ['b:1', 'a:1', 'b:2']));

test('hits of a file that say the same are one too', () =>
  check(['a:1 .9 one two', 'a:2 .8 one two', 'b:1 .1 x'], ['a:1', 'b:1'], 1));

test('from the fifty-first on the order stays', () => {
  const found = Array.from({ length: 52 }, (_, at) => `f${at}:1 ${1 - at / 100} w${at}`);
  check([...found, 'f0:2 .1 w0'], [...found.map((written) => written.split(' ')[0] ?? ''), 'f0:2']);
});
