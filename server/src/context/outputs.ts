// What a notebook holds besides the cells that were taken.

import { lineStarts } from '../base/text.js';
import { handleOf, linesOf } from '../compression/marker.js';
import type { Piece } from '../indexing/collect.js';
import type { Omission } from '../model/block.js';
import type { TokenCounter } from '../tokens/counter.js';

/** Notebooks are taken cell by cell; what else is in them has the handle of the whole file. */
export function omittedOutputs(pieces: readonly Piece[], counter: TokenCounter): readonly Omission[] {
  const containers = new Set(pieces.flatMap(({ container }) => container?.source ?? []));
  return [...containers].map((source) => {
    const starts = lineStarts(source.text);
    const span = { start: 0, end: source.text.length };
    const { first, last } = linesOf(source.text, span, starts);
    return {
      handle: handleOf(source, span, starts),
      reason: 'outputs',
      ...(source.path !== undefined && { path: source.path }),
      startLine: first,
      endLine: last,
      tokens: counter.count(source.text),
    };
  });
}
