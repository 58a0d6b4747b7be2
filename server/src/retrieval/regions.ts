// Neighbouring chunks that were found as one hit: what is asked for is often spread over functions that stand together,
// and one hit of a screen says more than three of a few lines.

import type { RankedChunk } from './rank.js';

export interface Region<Chunk extends RankedChunk = RankedChunk> {
  /** What was found first; the others stand around it. */
  readonly best: Chunk;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: number;
}

/** A hit is a screen of code at most. */
const MOST_LINES = 60;
/** A neighbour joins that is at least so likely, as a share of the best. */
const LEAST_SHARE = 0.02;

/** In the order of their best chunks. */
export function regionsOf<Chunk extends RankedChunk>(ranked: readonly Chunk[]): readonly Region<Chunk>[] {
  const starts = new Map(ranked.map((found) => [placeOf(found, found.chunk.startLine), found]));
  const ends = new Map(ranked.map((found) => [placeOf(found, found.chunk.endLine), found]));
  const taken = new Set<Chunk>();
  const regions: Region<Chunk>[] = [];
  for (const best of ranked) {
    if (taken.has(best)) continue;
    taken.add(best);
    let { startLine, endLine, tokens } = best.chunk;
    for (;;) {
      const around = [ends.get(placeOf(best, startLine - 1)), starts.get(placeOf(best, endLine + 1))];
      const joining = around
        .filter((found) => found !== undefined)
        .filter((found) => !taken.has(found) && found.score >= LEAST_SHARE * best.score)
        .filter(({ chunk }) => linesOf(chunk) + endLine - startLine + 1 <= MOST_LINES)
        .sort((a, b) => b.score - a.score)[0];
      if (!joining) break;
      taken.add(joining);
      startLine = Math.min(startLine, joining.chunk.startLine);
      endLine = Math.max(endLine, joining.chunk.endLine);
      tokens += joining.chunk.tokens;
    }
    regions.push({ best, startLine, endLine, tokens });
  }
  return regions;
}

/** Files of several folders can have the same id. */
const placeOf = ({ file }: RankedChunk, line: number): string => `${file.id}:${file.hash}:${file.name}:${line}`;

const linesOf = ({ startLine, endLine }: RankedChunk['chunk']): number => endLine - startLine + 1;
