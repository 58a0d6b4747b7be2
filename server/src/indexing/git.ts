// Git as a child process, asked for what it knows of commits. It may be missing, slow or no git at all: then nothing is
// known, which is an answer.

import { execFile } from 'node:child_process';

export interface GitOptions {
  /** A folder in the work tree. */
  readonly root: string;
  readonly signal?: AbortSignal;
  /** Tests choose another one. */
  readonly command?: string;
  readonly timeoutMs?: number;
  readonly maxOutputBytes?: number;
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

/** What git says, or undefined where it fails. Never rejects, except when aborted. */
export function git(options: GitOptions, ...args: readonly string[]): Promise<string | undefined> {
  const { root, command = 'git', signal, timeoutMs = TIMEOUT_MS, maxOutputBytes = MAX_OUTPUT_BYTES } = options;
  const all = ['--no-optional-locks', ...SAFE.flatMap((setting) => ['-c', setting]), '-C', root, ...args];
  const limits = { timeout: timeoutMs, maxBuffer: maxOutputBytes, windowsHide: true, ...(signal && { signal }) };
  return new Promise((resolve, reject) => {
    execFile(command, all, limits, (error, output) => {
      if (signal?.aborted) reject(signal.reason);
      else resolve(error ? undefined : output.trim());
    });
  });
}
