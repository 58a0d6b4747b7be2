// How much an imported SCIP index can be relied on (features B5–B8). Files that were changed since are not counted
// against the whole: their places are not used, and the index of Pith knows them.

import { t } from '@vscode/l10n';
import type { ScipStatus } from '../model/index.js';
import type { ScipFacts } from '../storage/scipStore.js';

export interface ScipState {
  readonly facts: ScipFacts;
  /** Undefined where git cannot tell. */
  readonly commitsBehind: number | undefined;
  /** Files of the index that were written since it was made. */
  readonly changedFiles: number;
  /** `pith.limits.maxScipMegabytes` */
  readonly maxMegabytes: number;
}

/** Behind by more commits than this, an index should be made again. */
export const SIGNIFICANT_COMMITS = 10;

/** The score for being behind by at most this many commits. */
const SCORES: readonly (readonly [most: number, score: number])[] = [
  [5, 0.9],
  [20, 0.7],
  [50, 0.5],
];
const SCORE_OF_OLDER = 0.3;
const SCORE_WITH_CHANGES = 0.95;

const MEBIBYTE = 1024 * 1024;

export function scipStatus({ facts, commitsBehind, changedFiles, maxMegabytes }: ScipState): ScipStatus {
  const notes = [
    ...(commitsBehind === undefined ? [t('Git does not tell how old the SCIP index is.')] : []),
    ...(commitsBehind ? [behindNote(commitsBehind)] : []),
    ...(changedFiles > 0 ? [changedNote(changedFiles)] : []),
    ...sizeNotes(facts, maxMegabytes),
  ];
  return {
    path: facts.scipPath,
    documents: facts.documents,
    occurrences: facts.occurrences,
    ...(commitsBehind !== undefined && { commitsBehind }),
    isDirty: changedFiles > 0,
    freshness: freshnessOf(commitsBehind, changedFiles),
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
}

/** 0–1; an unknown commit is not held against an index. */
export function freshnessOf(commitsBehind: number | undefined, changedFiles: number): number {
  if (!commitsBehind) return changedFiles > 0 ? SCORE_WITH_CHANGES : 1;
  return SCORES.find(([most]) => commitsBehind <= most)?.[1] ?? SCORE_OF_OLDER;
}

/** 0 fresh, 1 behind, 2 behind by more than `SIGNIFICANT_COMMITS`, 3 by more than any score allows for. */
export function severityOf(commitsBehind: number | undefined): 0 | 1 | 2 | 3 {
  if (!commitsBehind) return 0;
  if (commitsBehind > 50) return 3;
  return commitsBehind > SIGNIFICANT_COMMITS ? 2 : 1;
}

const behindNote = (count: number): string =>
  count === 1
    ? t('The SCIP index is 1 commit behind HEAD. Run the indexer again.')
    : t('The SCIP index is {0} commits behind HEAD. Run the indexer again.', count);

const changedNote = (count: number): string =>
  count === 1
    ? t('1 of its files was changed since; Pith reads that one itself.')
    : t('{0} of its files were changed since; Pith reads those itself.', count);

function sizeNotes({ bytes, leftOut }: ScipFacts, maxMegabytes: number): readonly string[] {
  const megabytes = Math.floor(bytes / MEBIBYTE);
  const isLarge = megabytes > maxMegabytes;
  return [
    ...(isLarge ? [t('It has {0} MB, more than pith.limits.maxScipMegabytes ({1}).', megabytes, maxMegabytes)] : []),
    ...(leftOut > 0
      ? [t('{0} of its documents were left out: too large, or with a path that is not valid.', leftOut)]
      : []),
  ];
}
