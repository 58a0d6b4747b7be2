// Validation: guilty cuts are given up, the others kept, and the number of parses is bounded.
// The language of these tests has one rule: `!` is an error.

import { expect, test } from 'vitest';
import type { Span } from '../../../server/src/model/block.js';
import type { Cut } from '../../../server/src/compression/draft.js';
import { validCuts } from '../../../server/src/compression/validate.js';

const errorsIn = (text: string): Span[] =>
  [...text.matchAll(/!/g)].map(({ index }) => ({ start: index, end: index + 1 }));

/** Cuts of single characters; a replacement of `!` breaks the text. */
async function check(text: string, cuts: Readonly<Record<number, string>>, expected: readonly number[] | undefined) {
  let parses = 0;
  const all = Object.entries(cuts).map(
    ([at, replacement]): Cut => ({ span: { start: Number(at), end: Number(at) + 1 }, reason: 'body', replacement }),
  );
  const counted = async (edited: string) => {
    parses++;
    return errorsIn(edited);
  };
  const valid = await validCuts({ text, errors: errorsIn(text), check: counted }, all);
  expect(valid?.map(({ span }) => span.start)).toEqual(expected);
  return parses;
}

test('cuts that break nothing stay, after one parse', async () => {
  expect(await check('abcdefgh', { 1: '', 4: 'x' }, [1, 4])).toBe(1);
});

test('the cut beside a new error goes, the others stay', async () => {
  expect(await check('abcdefghijkl', { 1: '', 5: '!', 10: '' }, [1, 10])).toBe(2);
});

test('errors that were there are no reason to refuse, also where cuts move them', async () => {
  await check('a!bcdefgh!', { 3: '', 5: 'long text' }, [3, 5]);
  await check('a!bcdefgh!', { 0: '', 5: '!' }, [0]);
});

test('an error that is cut out does not excuse a new one', async () => {
  await check('ab!cdefgh', { 2: '!', 6: '' }, [6]);
});

test('nothing is left where every cut breaks', async () => {
  await check('abcdefgh', { 1: '!', 3: '!', 5: '!' }, undefined);
});

test('a text that breaks wherever it is touched is refused after a few parses', async () => {
  let parses = 0;
  const text = 'a'.repeat(1_000);
  const cuts = Array.from(
    { length: 500 },
    (_, n): Cut => ({ span: { start: n * 2, end: n * 2 + 1 }, reason: 'body', replacement: '' }),
  );
  const touchy = async (edited: string) => {
    parses++;
    return edited === text ? [] : [{ start: 0, end: 0 }];
  };
  expect(await validCuts({ text, errors: [], check: touchy }, cuts)).toBeUndefined();
  expect(parses).toBeLessThanOrEqual(7);
});
