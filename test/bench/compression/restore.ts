// Puts an original together again from a compressed text and what its handles give back. Reads handles by itself:
// what it proves must not rest on the code it proves.

/** Throws with the reason where the text and the expansions do not make up `original`, character by character. */
export function proveRestorable(original: string, text: string, expansions: ReadonlyMap<string, string>): void {
  const lines = lineStartsOf(original);
  const spans = [...expansions.keys()].map((handle) => ({ handle, ...spanOf(handle, lines, original.length) }));
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  if (spans.length === 0 && text !== original) throw new Error('the text differs and says of no omission');
  let restored = '';
  let at = 0;
  let place = 0;
  for (const [index, { handle, start, end }] of spans.entries()) {
    if (start < at) throw new Error(`${handle} overlaps the one before`);
    const kept = original.slice(at, start);
    const found = text.indexOf(kept, place);
    if (found === -1 || (index === 0 && found !== 0))
      throw new Error(`what stands before ${handle} is not in the text`);
    place = found + kept.length;
    restored += kept + (expansions.get(handle) ?? '');
    at = end;
  }
  const tail = original.slice(at);
  if (text.length - tail.length < place || !text.endsWith(tail)) throw new Error('the end is not in the text');
  if (restored + tail !== original) throw new Error('the expansions do not make up the original');
  for (const [handle] of text.matchAll(HANDLE))
    if (!expansions.has(handle) && !original.includes(handle)) throw new Error(`${handle} is no omission`);
}

const HANDLE = /pith:\d{12}:(?:(\d+)-(\d+)|c(\d+)-(\d+))/g;

function spanOf(handle: string, lines: readonly number[], length: number) {
  const [, first, last, start, end] = new RegExp(HANDLE.source).exec(handle) ?? [];
  if (start !== undefined && end !== undefined) return { start: Number(start), end: Number(end) };
  return { start: lines[Number(first) - 1] ?? Number.NaN, end: lines[Number(last)] ?? length };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return starts;
}
