// The lines of a chunk that answer a question: the header of what is declared there, and windows around the lines that
// share most words with the question. Whole lines, so that they can be shown as they are.

import { wordsIn } from '../base/words.js';
import type { Term } from './recall.js';

/** 1-based, inclusive, in order and apart from each other. */
export type LineRange = readonly [first: number, last: number];

export interface ExcerptOptions {
  /** What each word of the question weighs. */
  readonly weights: ReadonlyMap<string, number>;
  /** Lines of the file, without their ends. */
  readonly lines: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
  /** Line of the declaration's name; absent for chunks without one. */
  readonly headerLine?: number;
}

/** Chunks of at most this many lines are not cut. */
export const SHORT_LINES = 15;
const MOST_LINES = 12;
const AROUND = 2;

export const weightsOf = (terms: readonly Term[]): ReadonlyMap<string, number> =>
  new Map(terms.map(({ word, idf, weight }) => [word, idf * weight]));

export function excerptOf({ weights, lines, startLine, endLine, headerLine }: ExcerptOptions): readonly LineRange[] {
  if (endLine - startLine < SHORT_LINES) return [[startLine, endLine]];
  const chosen = new Set<number>();
  if (headerLine !== undefined && headerLine >= startLine && headerLine <= endLine) chosen.add(headerLine);
  const scored: { line: number; score: number }[] = [];
  for (let line = startLine; line <= endLine; line++) {
    const words = new Set(wordsIn(lines[line - 1] ?? '').split(' '));
    let score = 0;
    for (const word of words) score += weights.get(word) ?? 0;
    if (score > 0) scored.push({ line, score });
  }
  scored.sort((a, b) => b.score - a.score || a.line - b.line);
  for (const { line } of scored) {
    const window: number[] = [];
    for (let at = Math.max(startLine, line - AROUND); at <= Math.min(endLine, line + AROUND); at++) {
      if (!chosen.has(at)) window.push(at);
    }
    if (chosen.size + window.length > MOST_LINES) continue;
    for (const at of window) chosen.add(at);
  }
  if (chosen.size <= 1) for (let at = startLine; chosen.size < MOST_LINES && at <= endLine; at++) chosen.add(at);
  return rangesOf([...chosen].sort((a, b) => a - b));
}

export function rangesOf(lines: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line <= last[1] + 1) last[1] = Math.max(last[1], line);
    else ranges.push([line, line]);
  }
  return ranges;
}
