// The SCIP index of a workspace folder, opened when it is first asked for and again when its file is another one. What
// goes wrong with it is a note: references then come from elsewhere.

import { isAbsolute, join } from 'node:path';
import { isUserError } from '../base/errors.js';
import { type Log, traceOf } from '../base/log.js';
import type { ScipStatus } from '../model/index.js';
import type { ScipStore } from '../storage/scipStore.js';
import { commitsSince } from './commitsSince.js';
import { openScip } from './scip.js';
import { scipStatus } from './scipStatus.js';

export interface FolderScipOptions {
  readonly root: string;
  /** Relative to the root, or absolute. */
  readonly scipPath: string;
  readonly storePath: string;
  readonly maxMegabytes: number;
  readonly log: Log;
  readonly nativeBinding?: string;
  /** Files of the folder that changed after a time. */
  readonly changedSince: (timeMs: number) => number;
}

/** The file is looked at again at most this often. */
const LOOK_EVERY_MS = 1_000;

export class FolderScip {
  private store: ScipStore | undefined;
  private lookedAt = 0;
  private looking: Promise<void> | undefined;
  /** Why it cannot be used, in words for the user. */
  problem: string | undefined;
  status: ScipStatus | undefined;

  constructor(private readonly options: FolderScipOptions) {}

  /** Undefined where there is none, or where it cannot be used. Never rejects. */
  async open(): Promise<ScipStore | undefined> {
    if (Date.now() - this.lookedAt < LOOK_EVERY_MS) return this.store;
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
      this.lookedAt = Date.now();
    });
    await this.looking;
    return this.store;
  }

  close(): void {
    this.store?.close();
    this.store = undefined;
    this.lookedAt = 0;
  }

  private async look(): Promise<void> {
    const { root, scipPath, storePath, maxMegabytes, log, nativeBinding, changedSince } = this.options;
    this.close();
    this.problem = undefined;
    this.status = undefined;
    try {
      const path = isAbsolute(scipPath) ? scipPath : join(root, scipPath);
      const binding = nativeBinding === undefined ? {} : { nativeBinding };
      this.store = await openScip({ root, scipPath: path, storePath, log, ...binding });
      if (!this.store) return;
      const { facts } = this.store;
      const since = await commitsSince({ root, timeMs: facts.mtimeMs });
      const changedFiles = changedSince(facts.mtimeMs);
      this.status = scipStatus({ facts, commitsBehind: since?.count, changedFiles, maxMegabytes });
    } catch (error) {
      this.problem = isUserError(error) ? error.message : undefined;
      if (this.problem !== undefined) return;
      log.error(`A SCIP index could not be used: ${traceOf(error)}`);
      this.problem = error instanceof Error ? error.name : 'unknown';
    }
  }
}
