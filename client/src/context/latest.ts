// Work of which only the last counts: a search while somebody types, a preview while blocks are changed.

/** Each run calls off the one before, whose answer or failure is then nobody's. */
export class Latest {
  #current = new AbortController();

  /**
   * Starts `work` after a pause and gives what it gave; undefined where another run took its place.
   * `outer` calls it off, too, and is then a failure like any other.
   */
  async run<T>(
    work: (signal: AbortSignal) => Promise<T>,
    { pauseMs = 0, outer }: { readonly pauseMs?: number; readonly outer?: AbortSignal } = {},
  ): Promise<{ readonly value: T } | undefined> {
    this.cancel();
    const own = new AbortController();
    this.#current = own;
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (own.signal.aborted) return undefined;
    try {
      const value = await work(outer === undefined ? own.signal : AbortSignal.any([own.signal, outer]));
      return own.signal.aborted ? undefined : { value };
    } catch (error) {
      if (own.signal.aborted) return undefined;
      throw error;
    }
  }

  /** Calls off what runs. */
  cancel(): void {
    this.#current.abort();
  }
}
