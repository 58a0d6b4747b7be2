// How far a repository has moved on since something was made of it.

import { git, type GitOptions } from './git.js';

export interface CommitsOptions extends GitOptions {
  readonly timeMs: number;
}

export interface CommitsSince {
  /** The last commit of the branch that is not younger than the time; absent where all are. */
  readonly commit?: string;
  /** Commits that HEAD has and `commit` has not. */
  readonly count: number;
}

/** Undefined where that cannot be told: no git, no repository, no commit, or more than five seconds. */
export async function commitsSince(options: CommitsOptions): Promise<CommitsSince | undefined> {
  // Committer dates have whole seconds. The first parents are what the branch was; dates of merged ones say little.
  const seconds = Math.floor(options.timeMs / 1_000);
  const commit = await git(options, 'rev-list', '-1', '--first-parent', `--min-age=${seconds}`, 'HEAD', '--');
  if (commit === undefined) return undefined;
  const count = await git(options, 'rev-list', '--count', commit === '' ? 'HEAD' : `${commit}..HEAD`, '--');
  if (count === undefined || !/^\d+$/.test(count)) return undefined;
  return { count: Number(count), ...(commit !== '' && { commit }) };
}
