// The indexes of all folders as one: for places that have room for a line.

import type { FolderStatus } from '../../../server/src/protocol.js';

export type IndexState = FolderStatus['state'];

export interface IndexSummary {
  /** The one that the user should know of first. */
  readonly state: IndexState;
  /** Files of the current run that are done, of so many. */
  readonly done: number;
  readonly total: number;
  readonly files: number;
  readonly symbols: number;
  readonly tokens: number;
}

/** While anything is indexed, the numbers grow; what has failed stays failed until somebody acts. */
const BY_URGENCY: readonly IndexState[] = ['failed', 'indexing', 'incomplete', 'ready'];

type Counted = Pick<FolderStatus, keyof IndexSummary>;

/** Undefined where there is no folder. */
export function summaryOf(folders: readonly Counted[]): IndexSummary | undefined {
  const state = BY_URGENCY.find((each) => folders.some((folder) => folder.state === each));
  if (state === undefined) return undefined;
  const sum = (count: (folder: Counted) => number) => folders.reduce((total, folder) => total + count(folder), 0);
  const busy = (count: (folder: Counted) => number) =>
    sum((folder) => (folder.state === 'indexing' ? count(folder) : 0));
  return {
    state,
    done: busy(({ done }) => done),
    total: busy(({ total }) => total),
    files: sum(({ files }) => files),
    symbols: sum(({ symbols }) => symbols),
    tokens: sum(({ tokens }) => tokens),
  };
}

export const isBusy = (folders: readonly Pick<FolderStatus, 'state'>[]): boolean =>
  folders.some(({ state }) => state === 'indexing');
