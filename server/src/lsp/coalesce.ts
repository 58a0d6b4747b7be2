// Identical questions at about the same time are answered by one execution: an editor asks the same for a lens, a hover
// and a view. Whoever takes a question back leaves the others their answer. That nothing changed meanwhile is for the key
// to say.

/** A question that comes later may be about what changed since (features B34). */
const WINDOW_MS = 50;

interface UnderWay {
  readonly answer: Promise<unknown>;
  readonly startedAt: number;
  readonly abort: AbortController;
  /** How many wait for it. */
  waiting: number;
}

export class Coalescer {
  private readonly underWay = new Map<string, UnderWay>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * The answer to the question `key`: of `work`, or of the same work that began at most 50 ms ago and did not fail. Rejects
   * with the reason of `signal` when that is aborted; the work is aborted when nobody waits for it any more.
   */
  async answer<Result>(
    key: string,
    work: (signal: AbortSignal) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    signal.throwIfAborted();
    const known = this.underWay.get(key);
    const shared = known && this.now() - known.startedAt <= WINDOW_MS ? known : this.begin(key, work);
    shared.waiting++;
    const leave = (): void => {
      shared.waiting--;
      if (shared.waiting > 0) return;
      this.end(key, shared);
      shared.abort.abort(signal.reason);
    };
    const left = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      // One key is one verb, whose results are of one type.
      return (await Promise.race([shared.answer, left])) as Result;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** What is asked from here on is asked anew. */
  clear(): void {
    this.underWay.clear();
  }

  private begin(key: string, work: (signal: AbortSignal) => Promise<unknown>): UnderWay {
    const abort = new AbortController();
    const begun: UnderWay = { answer: work(abort.signal), startedAt: this.now(), abort, waiting: 0 };
    this.underWay.set(key, begun);
    const end = (): void => this.end(key, begun);
    // Whoever waits hears of a failure; where nobody does any more, it is nobody's.
    begun.answer.then(() => setTimeout(end, WINDOW_MS).unref(), end);
    return begun;
  }

  private end(key: string, { answer }: UnderWay): void {
    if (this.underWay.get(key)?.answer === answer) this.underWay.delete(key);
  }
}
