// What history says of a question; the numbers are worked out by hand.

import { expect, test } from 'vitest';
import type { PastCommit } from '../../../server/src/model/history.js';
import { likenessOf } from '../../../server/src/retrieval/likeness.js';
import type { Term } from '../../../server/src/retrieval/recall.js';

const term = (word: string, weight = 1): Term => ({
  ...{ word, weight, count: 1, inTitle: false, frequency: 1, idf: 1, isTop: true },
});
const commit = (daysAgo: number, message: string, ...files: string[]): PastCommit => ({
  ...{
    daysAgo,
    files,
    words: message
      .split(' ')
      .map((word) => `${word} `)
      .join(''),
  },
});
const likeness = (commits: readonly PastCommit[], ...terms: Term[]) => likenessOf({ commits }, terms);
const rounded = ({ sum, most }: { sum: number; most: number }) => [sum, most].map((value) => Number(value.toFixed(6)));

test('files of the likest commit count most, spread over all it changed', () => {
  const commits = [commit(1, 'upload retry', 'a', 'b', 'c', 'd'), commit(2, 'upload', 'a'), commit(3, 'docs', 'e')];
  const { of } = likeness(commits, term('upload'), term('retry'));
  // idf of upload: ln(1.5 / 2.5 + 1) = .470004; of retry: ln(2.5 / 1.5 + 1) = .980829. A count of 1 weighs 2.2 / 2.2 = 1.
  // Scores 1.450833 and .470004: shares 1 and .323955, whose cube is .033998.
  expect(rounded(of('a'))).toEqual([0.533998, 0.5]);
  expect(rounded(of('b'))).toEqual([0.5, 0.5]);
  expect(rounded(of('e'))).toEqual([0, 0]);
});

test('a word said twice counts less than double, and what weighs nothing does not count', () => {
  const commits = [commit(1, 'upload upload', 'a'), commit(1, 'upload', 'b'), commit(1, 'docs', 'c')];
  // 2 · 2.2 / 3.2 = 1.375 against 1: a share of .727273, whose cube is .384673.
  expect(rounded(likeness(commits, term('upload')).of('b'))).toEqual([0.384673, 0.727273]);
  expect(rounded(likeness(commits, term('upload', 0)).of('b'))).toEqual([0, 0]);
});

test('a commit that changes more than thirty files is a sweep', () => {
  const files = Array.from({ length: 31 }, (_, at) => `f${at}`);
  expect(rounded(likeness([commit(0, 'upload', ...files)], term('upload')).of('f0'))).toEqual([0, 0]);
  expect(rounded(likeness([commit(0, 'upload', ...files.slice(1))], term('upload')).of('f1'))).toEqual([
    0.182574, 0.182574,
  ]);
});

test('only the forty likest count', () => {
  const commits = Array.from({ length: 41 }, (_, at) => commit(at, 'upload', `f${at}`));
  const { of } = likeness(commits, term('upload'));
  expect(rounded(of('f39'))).toEqual([1, 1]);
  expect(rounded(of('f40'))).toEqual([0, 0]);
});

test('what changed lately is near, sweeps included', () => {
  const many = Array.from({ length: 40 }, (_, at) => `f${at}`);
  const { recencyOf } = likeness([commit(60, 'x', 'a'), commit(30, 'y', 'a'), commit(0, 'z', ...many)]);
  expect(recencyOf('a')).toBeCloseTo(0.606531, 6);
  expect(recencyOf('f0')).toBe(1);
  expect(recencyOf('nowhere')).toBe(0);
});

test('without a history nothing is known', () => {
  for (const none of [undefined, { commits: [] }]) {
    const { of, recencyOf } = likenessOf(none, [term('upload')]);
    expect([of('a'), recencyOf('a')]).toEqual([{ sum: 0, most: 0 }, 0]);
  }
});
