// Long work on one thread, made fit to live with.

/** Lets waiting messages in, of which a cancellation may be one: work does not stop for them by itself. */
export async function pause(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
