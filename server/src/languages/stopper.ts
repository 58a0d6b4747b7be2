// Ends a parse or a query that takes too long, takes too much memory, or that nobody waits for any more.

import { t } from '@vscode/l10n';
import { SyntaxUnavailable } from './languages.js';
import { runtimeBytes } from './runtime.js';

/** How long one parse and its queries may hold the thread, and what may end them earlier. */
export interface Limits {
  readonly timeMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The runtime aborts for good at 2 GB. A tree takes about 100 bytes for a character of dense source, so this is a
 * file of 10 MB.
 */
const MAX_RUNTIME_BYTES = 2 ** 30;

export class Stopper {
  private readonly deadline: number;
  private readonly processorBefore = processorMs();
  private readonly bytesBefore = runtimeBytes();

  constructor(
    private readonly language: string,
    private readonly limits: Limits,
  ) {
    this.deadline = performance.now() + limits.timeMs;
  }

  /** For tree-sitter's progress callbacks: true stops the work. */
  readonly tick = (): boolean => this.isAborted() || this.isLate() || this.isTooLarge();

  /** Throws why the work was stopped, if it was. */
  throwIfStopped(): void {
    if (this.tick()) throw this.reason();
  }

  reason(): SyntaxUnavailable {
    const { signal, timeMs } = this.limits;
    if (this.isAborted())
      return new SyntaxUnavailable(t('parsing {0} was cancelled', this.language), { cause: signal?.reason });
    if (this.isTooLarge()) return new SyntaxUnavailable(t('parsing {0} took more than 1 GB of memory', this.language));
    return new SyntaxUnavailable(t('parsing {0} took longer than {1} ms', this.language, Math.round(timeMs)));
  }

  /** By the clock, and by what this thread has worked: on a busy machine a parse waits more than it works. */
  private isLate(): boolean {
    if (performance.now() <= this.deadline) return false;
    return this.processorBefore === undefined || (processorMs() ?? 0) - this.processorBefore > this.limits.timeMs;
  }

  private isAborted(): boolean {
    return this.limits.signal?.aborted === true;
  }

  /** Memory that was there before (the runtime gives none back) is not held against this parse. */
  private isTooLarge(): boolean {
    const bytes = runtimeBytes();
    return bytes > MAX_RUNTIME_BYTES && bytes > this.bytesBefore;
  }
}

/** What this thread has worked; undefined where Node does not tell (before 23.9). */
function processorMs(): number | undefined {
  if (typeof process.threadCpuUsage !== 'function') return undefined;
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
