// Neighbouring chunks as one hit.

import { expect, test } from 'vitest';
import type { RankedChunk } from '../../../server/src/retrieval/rank.js';
import { regionsOf } from '../../../server/src/retrieval/regions.js';

/** `a.ts:1-20 0.9` */
function chunk(written: string): RankedChunk {
  const [place = '', score = ''] = written.split(' ');
  const [name = '', lines = ''] = place.split(':');
  const [startLine = 0, endLine = 0] = lines.split('-').map(Number);
  return {
    file: { id: name.length, name, hash: name },
    chunk: { startLine, endLine, tokens: endLine - startLine + 1 },
    score: Number(score),
  } as unknown as RankedChunk;
}

const check = (ranked: readonly string[], expected: readonly string[]) =>
  expect(
    regionsOf(ranked.map(chunk)).map(
      ({ best, startLine, endLine, tokens }) => `${best.file.name}:${startLine}-${endLine} ${best.score} ${tokens}`,
    ),
  ).toEqual(expected);

test('neighbours before and after are one hit, of the best of them', () =>
  check(['a:21-30 .9', 'a:11-20 .5', 'a:31-40 .4'], ['a:11-40 0.9 30']));

test('chunks that do not touch, or are of other files, are hits of their own', () =>
  check(['a:21-30 .9', 'a:32-40 .5', 'b:11-20 .4'], ['a:21-30 0.9 10', 'a:32-40 0.5 9', 'b:11-20 0.4 10']));

test('a hit has sixty lines at most, and the likelier neighbour comes first', () =>
  check(['a:31-60 .9', 'a:61-90 .5', 'a:1-30 .4'], ['a:31-90 0.9 60', 'a:1-30 0.4 30']));

test('a neighbour of next to no worth stays away', () =>
  check(['a:21-30 .9', 'a:11-20 .017'], ['a:21-30 0.9 10', 'a:11-20 0.017 10']));

test('a chunk of more than sixty lines stays alone', () =>
  check(['a:21-120 .9', 'a:11-20 .8'], ['a:21-120 0.9 100', 'a:11-20 0.8 10']));
