// When a server that died is started again: after a pause that doubles, and not for ever.

/** More deaths than this within the window mean that another start would not help. */
const MOST_RESTARTS = 5;
const WINDOW_MS = 3 * 60_000;
const FIRST_PAUSE_MS = 1_000;

export class Restarts {
  #times: number[] = [];

  /** Milliseconds to wait before the next start: 1, 2, 4, 8, 16 s; undefined when it is time to give up. */
  next(now: number): number | undefined {
    this.#times = this.#times.filter((time) => now - time < WINDOW_MS);
    if (this.#times.length >= MOST_RESTARTS) return undefined;
    this.#times.push(now);
    return FIRST_PAUSE_MS * 2 ** (this.#times.length - 1);
  }

  /** The user asked for a new start: forget what was. */
  clear(): void {
    this.#times = [];
  }
}
