// How far a repository has moved on since something was made of it. Git is asked as a child process and may be missing,
// slow or no git at all: then nothing is known, which is an answer.

import { execFile } from 'node:child_process';

export interface CommitsOptions {
  /** A folder in the work tree. */
  readonly root: string;
  readonly timeMs: number;
  readonly signal?: AbortSignal;
  /** Tests choose another one. */
  readonly command?: string;
}

export interface CommitsSince {
  /** The last commit of the branch that is not younger than the time; absent where all are. */
  readonly commit?: string;
  /** Commits that HEAD has and `commit` has not. */
  readonly count: number;
}

const TIMEOUT_MS = 5_000;
const MAX_OUTPUT_BYTES = 10_000;

/**
 * A folder that somebody sent may hold a repository whose settings name programs to run. What is asked here reads
 * commits only, no files; that git may not fetch commits that are missing closes the last door.
 */
const SAFE = ['core.fsmonitor=false', ...['', '.ext', '.file', '.git', '.ssh', '.http', '.https'].map(forbidden)];

function forbidden(protocol: string): string {
  return `protocol${protocol}.allow=never`;
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

/** What git says, or undefined where it fails. Never rejects, except when aborted. */
function git(
  { root, command = 'git', signal }: CommitsOptions,
  ...args: readonly string[]
): Promise<string | undefined> {
  const all = ['--no-optional-locks', ...SAFE.flatMap((setting) => ['-c', setting]), '-C', root, ...args];
  const limits = { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true, ...(signal && { signal }) };
  return new Promise((resolve, reject) => {
    execFile(command, all, limits, (error, output) => {
      if (signal?.aborted) reject(signal.reason);
      else resolve(error ? undefined : output.trim());
    });
  });
}
