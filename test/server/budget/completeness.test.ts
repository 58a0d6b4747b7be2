import { expect, test } from 'vitest';
import { BASE_SCORES, extentOf, mergeCompleteness } from '../../../server/src/budget/completeness.js';
import { confidenceOf } from '../../../server/src/budget/confidence.js';
import type { Completeness, CompletenessReason } from '../../../server/src/model/index.js';

const of = (score: number, reason: CompletenessReason = 'best-effort'): Completeness => ({ score, reason });

test.each([
  [1, 'complete'],
  [0.95, 'complete'],
  [0.94, 'best-effort'],
  [0.5, 'best-effort'],
  [0.49, 'incomplete'],
] as const)('%s is %s', (score, extent) => expect(extentOf(of(score))).toBe(extent));

test.each<[readonly Completeness[], Completeness]>([
  [[], { score: 0, reason: 'no-backend-available' }],
  [[of(0.3, 'timed-out')], of(0.3, 'timed-out')],
  [[of(0.5), of(1, 'full-backend'), of(0.3)], of(1, 'full-backend')],
  [[of(0.6), of(0.8)], of(0.7)],
  [[of(0.4, 'timed-out'), of(0.8, 'best-effort')], of(0.6, 'best-effort')],
])('%j together are %j', (parts, expected) => expect(mergeCompleteness(parts)).toEqual(expected));

test('the index is complete where a language server is a best effort', () => {
  expect(extentOf(BASE_SCORES.index)).toBe('complete');
  expect(BASE_SCORES.editor.score).toBe(0.7);
});

test.each([
  [0.95, 'high'],
  [0.94, 'medium'],
  [0.7, 'medium'],
  [0.69, 'low'],
  [0.3, 'low'],
  [0.29, 'speculative'],
] as const)('a score of %s is %s', (score, tier) => expect(confidenceOf({ score }).tier).toBe(tier));

test.each([
  [{ score: 1, isForeign: true }, { tier: 'speculative' }],
  [{ score: 1, hasIndex: false }, { tier: 'low' }],
  [{ score: 0.1, hasIndex: false }, { tier: 'speculative' }],
  [
    { score: 1, commitsBehind: 10 },
    { tier: 'medium', reason: 'index-stale' },
  ],
  [{ score: 1, commitsBehind: 5 }, { tier: 'high' }],
  [{ score: 1, commitsBehind: 0 }, { tier: 'high' }],
  [
    { score: 1, isStale: true },
    { tier: 'medium', reason: 'index-stale' },
  ],
  [{ score: 0.5, commitsBehind: 10 }, { tier: 'low' }],
] as const)('%j is %j', (facts, expected) => {
  expect(confidenceOf(facts)).toEqual({ score: facts.score, ...expected });
});
