// What the age of a SCIP index is worth, and what users are told of it.

import { expect, test } from 'vitest';
import { freshnessOf, scipStatus, severityOf } from '../../../server/src/indexing/scipStatus.js';
import type { ScipFacts } from '../../../server/src/storage/scipStore.js';

test.each<[commits: number | undefined, changed: number, score: number, severity: number]>([
  [undefined, 0, 1, 0],
  [undefined, 3, 0.95, 0],
  [0, 0, 1, 0],
  [0, 1, 0.95, 0],
  [1, 0, 0.9, 1],
  [5, 9, 0.9, 1],
  [6, 0, 0.7, 1],
  [10, 0, 0.7, 1],
  [11, 0, 0.7, 2],
  [20, 0, 0.7, 2],
  [21, 0, 0.5, 2],
  [50, 0, 0.5, 2],
  [51, 0, 0.3, 3],
])('of %s commits and %i changed files is worth %d', (commits, changed, score, severity) => {
  expect(freshnessOf(commits, changed)).toBe(score);
  expect(severityOf(commits)).toBe(severity);
});

const FACTS: ScipFacts = {
  format: 1,
  scipPath: '/w/index.scip',
  bytes: 500 * 1024 * 1024,
  mtimeMs: 1,
  documents: 2,
  occurrences: 3,
  leftOut: 0,
  cut: '',
  add: '',
  tool: '',
  toolVersion: '',
};
const status = (commitsBehind: number | undefined, changedFiles: number, facts: Partial<ScipFacts> = {}) =>
  scipStatus({ facts: { ...FACTS, ...facts }, commitsBehind, changedFiles, maxMegabytes: 500 });

test('is told with the status', () => {
  expect(status(0, 0)).toEqual({
    path: '/w/index.scip',
    documents: 2,
    occurrences: 3,
    commitsBehind: 0,
    isDirty: false,
    freshness: 1,
  });
  expect(status(12, 1)).toMatchObject({ commitsBehind: 12, isDirty: true, freshness: 0.7 });
  expect(status(12, 1).note).toBe(
    'The SCIP index is 12 commits behind HEAD. Run the indexer again. 1 of its files was changed since; Pith reads that one itself.',
  );
  expect(status(undefined, 0)).not.toHaveProperty('commitsBehind');
  expect(status(undefined, 0).note).toBe('Git does not tell how old the SCIP index is.');
  expect(status(0, 0, { bytes: 501 * 1024 * 1024 }).note).toBe(
    'It has 501 MB, more than pith.limits.maxScipMegabytes (500).',
  );
});
