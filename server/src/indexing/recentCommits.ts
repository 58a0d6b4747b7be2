// The last commits that touched a folder, for people: when and what for.

import { git, type GitOptions } from './git.js';

export interface RecentCommit {
  readonly hash: string;
  /** First line of the message. */
  readonly subject: string;
  /** Of the committer, ISO 8601 in UTC. */
  readonly time: string;
}

const MOST_SUBJECT_CHARACTERS = 200;

/** The newest first; empty where there is no git, or no commit. `path` is relative to the root, '' for all of it. */
export async function recentCommits(
  options: GitOptions & { readonly path: string; readonly count: number },
): Promise<readonly RecentCommit[]> {
  const { path, count } = options;
  const output = await git(
    options,
    ...['-c', 'log.showSignature=false', 'log', `--max-count=${count}`, '--no-show-signature'],
    // Nothing in a path is a pattern.
    ...['--format=%H%x02%ct%x02%s%x01', 'HEAD', '--', path === '' ? '.' : `:(literal)${path}`],
  );
  return (output ?? '').split('\u0001').flatMap((entry) => {
    const [hash, time, subject] = entry.trim().split('\u0002');
    if (hash === undefined || time === undefined || subject === undefined) return [];
    const date = new Date(Number(time) * 1_000).toISOString();
    return [{ hash, time: date, subject: subject.slice(0, MOST_SUBJECT_CHARACTERS) }];
  });
}
