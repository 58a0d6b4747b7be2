// The history of a folder as ranking uses it: the messages of past commits and what they changed. Read from git once for
// each commit that is checked out, and kept beside the index; where there is no git, there is none.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Log } from '../base/log.js';
import { traceOf } from '../base/log.js';
import { wordsIn } from '../base/words.js';
import type { PastCommit } from '../model/history.js';
import { git } from './git.js';

export interface FolderHistoryOptions {
  /** Absolute. */
  readonly root: string;
  /** Where the index is. */
  readonly directory: string;
  readonly log: Log;
}

/** Older commits say little of the code as it is. */
const YEARS = 3;
const MOST_COMMITS = 4_000;
const MOST_FILES = 100;
const MOST_MESSAGE_CHARACTERS = 4_000;
const MOST_OUTPUT_BYTES = 64_000_000;
const TIMEOUT_MS = 20_000;
const SECONDS_PER_DAY = 86_400;
/** Which commit is checked out is asked at most this often. */
const FRESH_MS = 2_000;

const fileSchema = z.object({
  head: z.string(),
  commits: z.array(z.object({ daysAgo: z.number(), words: z.string(), files: z.array(z.string()) })),
});

export class FolderHistory {
  private known: { readonly head: string; readonly commits: readonly PastCommit[] } | undefined;
  private askedAt = -Infinity;
  private asking: Promise<readonly PastCommit[] | undefined> | undefined;

  constructor(private readonly options: FolderHistoryOptions) {}

  /** Of the commit that is checked out; undefined where there is none. Never rejects. */
  commits(): Promise<readonly PastCommit[] | undefined> {
    if (performance.now() - this.askedAt < FRESH_MS) return Promise.resolve(this.known?.commits);
    this.asking ??= this.refresh().finally(() => {
      this.asking = undefined;
      this.askedAt = performance.now();
    });
    return this.asking;
  }

  private async refresh(): Promise<readonly PastCommit[] | undefined> {
    const { root } = this.options;
    const [head, time] = (await git({ root }, 'log', '-1', '--format=%H %ct', 'HEAD', '--'))?.split(' ') ?? [];
    if (head === undefined || time === undefined) this.known = undefined;
    else if (this.known?.head !== head) this.known = this.stored(head) ?? (await this.read(head, Number(time)));
    return this.known?.commits;
  }

  private async read(head: string, time: number) {
    const { root } = this.options;
    const since = time - YEARS * 365 * SECONDS_PER_DAY;
    const output = await git(
      { root, timeoutMs: TIMEOUT_MS, maxOutputBytes: MOST_OUTPUT_BYTES },
      ...['-c', 'core.quotePath=false', '-c', 'log.showSignature=false', 'log', `--max-count=${MOST_COMMITS}`],
      ...[`--since=${since}`, '--no-merges', '--no-renames', '--no-ext-diff', '--name-only', '--relative'],
      ...['--format=%x00%ct%x00%B%x00', head, '--'],
    );
    // What took too long or was too much is not asked for at every question.
    if (output === undefined) return { head, commits: [] };
    const known = { head, commits: commitsIn(output, time) };
    this.store(known);
    return known;
  }

  private get file(): string {
    return join(this.options.directory, 'history');
  }

  /** What was kept of this very commit; a file that is none is made again. */
  private stored(head: string) {
    try {
      const parsed = fileSchema.safeParse(JSON.parse(inflateRawSync(readFileSync(this.file)).toString()));
      return parsed.success && parsed.data.head === head ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  }

  private store(known: NonNullable<typeof this.known>): void {
    try {
      mkdirSync(this.options.directory, { recursive: true });
      const part = `${this.file}.${process.pid}.part`;
      writeFileSync(part, deflateRawSync(JSON.stringify(known), { level: 1 }));
      renameSync(part, this.file);
    } catch (error) {
      // It is read from git again next time.
      this.options.log.warn(`The history could not be kept: ${traceOf(error)}`);
    }
  }
}

/** Time, message and names of each commit, with the one sign between them that none of them can hold. */
function commitsIn(output: string, headTime: number): readonly PastCommit[] {
  const [, ...parts] = output.split('\0');
  return Array.from({ length: Math.ceil(parts.length / 3) }, (_, at) => parts.slice(3 * at, 3 * at + 3)).flatMap(
    ([time, message = '', names = '']) => {
      const files = names.split('\n').filter((name) => name !== '');
      if (files.length === 0 || files.length > MOST_FILES) return [];
      const days = Math.max(0, headTime - Number(time)) / SECONDS_PER_DAY;
      const words = wordsIn(message.slice(0, MOST_MESSAGE_CHARACTERS));
      return [{ daysAgo: Math.round(days * 100) / 100, words, files }];
    },
  );
}
