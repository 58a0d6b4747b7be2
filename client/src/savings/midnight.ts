// When "today" ends.

/** Milliseconds from `now` to the next local midnight; a second more, so that the day has surely changed. */
export function msToMidnight(now: Date): number {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return midnight.getTime() - now.getTime() + 1_000;
}
