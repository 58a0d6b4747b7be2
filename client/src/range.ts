// Where in a document the range of a handle lies.

import type { parseHandle } from '../../server/src/protocol.js';

export type HandleRange = NonNullable<ReturnType<typeof parseHandle>>['range'];

/** 0-based, as in an editor. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** Whole lines without the last line end; a whole source is its start, since selecting all of it shows nothing. */
export function rangeOf(text: string, range: HandleRange): { readonly start: Place; readonly end: Place } {
  switch (range.unit) {
    case 'all':
      return { start: placeAt(text, 0), end: placeAt(text, 0) };
    case 'lines':
      return { start: { line: range.first - 1, character: 0 }, end: endOfLine(text, range.last - 1) };
    case 'characters':
      return { start: placeAt(text, range.start), end: placeAt(text, range.end) };
  }
}

function placeAt(text: string, offset: number): Place {
  let line = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, character: offset - start };
}

function endOfLine(text: string, line: number): Place {
  let start = 0;
  for (let passed = 0; passed < line; passed++) {
    const at = text.indexOf('\n', start);
    if (at === -1) break;
    start = at + 1;
  }
  const end = text.indexOf('\n', start);
  const stop = end === -1 ? text.length : end;
  return { line, character: stop - start - (text[stop - 1] === '\r' ? 1 : 0) };
}
