// What may be shown of a file, at which sizes: found chunks, selections, and what they depend on. Each piece has a ladder
// of line ranges; which rung is taken is decided by `pack.ts`.

import { lineAt } from '../base/text.js';
import type { Level } from '../model/block.js';
import type { BlockRole } from '../model/query.js';
import { qualifiedName } from '../retrieval/folderIndex.js';
import { excerptOf, type LineRange } from '../retrieval/excerpt.js';
import type { RankedChunk } from '../retrieval/rank.js';
import type { SignalValues } from '../retrieval/signals.js';
import type { StoredSymbol } from '../storage/indexStore.js';
import type { TokenCounter } from '../tokens/counter.js';
import type { SourceFile } from './sourceFiles.js';

export interface PieceRung {
  readonly rung: Level;
  /** In order and apart from each other; 1-based, inclusive. */
  readonly ranges: readonly LineRange[];
  /** Of these lines, without what stands around them. */
  readonly tokens: number;
}

export interface ContextPiece {
  readonly source: SourceFile;
  readonly role: BlockRole;
  readonly startLine: number;
  readonly endLine: number;
  /** 0–1 */
  readonly score: number;
  /** The largest first. */
  readonly rungs: readonly PieceRung[];
  readonly symbol?: StoredSymbol;
  readonly signals?: SignalValues;
  /** Chosen by the user: at no other rung, and not left out. */
  readonly mustBe?: Level;
}

/** Lines of which a marker would cost as much as they do. */
const SAME_COST = 12;

export function pieceOfChunk(
  { chunk, score, signals }: Pick<RankedChunk, 'chunk' | 'score'> & { readonly signals?: SignalValues },
  source: SourceFile,
  { weights, counter }: { readonly weights: ReadonlyMap<string, number>; readonly counter: TokenCounter },
): ContextPiece {
  const symbol = symbolAt(source, chunk.symbol);
  const { startLine } = chunk;
  const endLine = Math.min(chunk.endLine, source.lines.length);
  const full = wholeRung(source, [startLine, endLine], { indexed: chunk.tokens, counter });
  const header = symbol && headerOf(source, symbol);
  const inside = header !== undefined && header[0] >= startLine && header[0] <= endLine ? header : undefined;
  const ranges = excerptOf({
    weights,
    lines: source.lines,
    startLine,
    endLine,
    ...(inside && { headerLine: inside[0] }),
  });
  const rungs = [full, rungOf(source, 'focus', ranges, counter)];
  if (inside) rungs.push(rungOf(source, 'skeleton', [inside], counter));
  return {
    source,
    role: 'match',
    startLine,
    endLine,
    score,
    rungs: falling(rungs),
    ...(signals && { signals }),
    ...(symbol && { symbol }),
  };
}

/** Lines that are given, such as a selection, whole. */
export function pieceOfLines(
  source: SourceFile,
  { startLine, endLine, role }: Pick<ContextPiece, 'startLine' | 'endLine' | 'role'>,
  counter: TokenCounter,
): ContextPiece {
  const last = Math.max(startLine, Math.min(endLine, source.lines.length));
  const rung = rungOf(source, 'full', [[startLine, last]], counter);
  return { source, role, startLine, endLine: last, score: 1, rungs: [rung] };
}

/** A declaration that others depend on: whole, or what it looks like from outside. */
export function pieceOfSymbol(
  source: SourceFile,
  symbol: StoredSymbol,
  {
    score,
    mayBeWhole,
    counter,
  }: { readonly score: number; readonly mayBeWhole: boolean; readonly counter: TokenCounter },
): ContextPiece {
  const { startLine } = symbol;
  const endLine = Math.min(symbol.endLine, source.lines.length);
  const full = wholeRung(source, [startLine, endLine], { indexed: symbol.tokens.full, counter });
  const skeleton = rungOf(source, 'skeleton', [headerOf(source, symbol)], counter);
  const rungs = mayBeWhole ? falling([full, skeleton]) : [skeleton];
  return { source, role: 'dependency', startLine, endLine, score, rungs, symbol };
}

/** The index has counted it already, in one tokenizer. */
function wholeRung(
  source: SourceFile,
  range: LineRange,
  { indexed, counter }: { readonly indexed: number; readonly counter: TokenCounter },
): PieceRung {
  if (!counter.exact || counter.tokenizer !== INDEX_TOKENIZER) return rungOf(source, 'full', [range], counter);
  return { rung: 'full', ranges: [range], tokens: indexed };
}

/** What the counts of the index are of. */
export const INDEX_TOKENIZER = 'o200k_base';

/** A rung as large as the one before it says no less for no less. */
const falling = (rungs: readonly PieceRung[]): readonly PieceRung[] =>
  rungs.filter(({ tokens }, at) => at === 0 || tokens < Math.min(...rungs.slice(0, at).map((rung) => rung.tokens)));

function rungOf(source: SourceFile, rung: Level, ranges: readonly LineRange[], counter: TokenCounter): PieceRung {
  const tokens = ranges.reduce((sum, range) => sum + counter.count(textOfLines(source, range)), 0);
  return { rung, ranges, tokens };
}

export const textOfLines = ({ lines }: SourceFile, [first, last]: LineRange): string =>
  `${lines.slice(first - 1, last).join('\n')}\n`;

const symbolAt = ({ folder, file }: SourceFile, place: number): StoredSymbol | undefined =>
  place < 0 ? undefined : folder.indexer.store.symbolsOf(file.id)[place];

/** Longer signatures are cut: their first lines say what it is. */
const MOST_HEADER_LINES = 8;

/** The lines of a declaration's signature: from the line of its name until the signature as it is indexed is complete. */
export function headerOf(source: SourceFile, symbol: StoredSymbol): LineRange {
  const first = lineAt(source.starts, symbol.nameStart) + 1;
  const wanted = symbol.signature.replace(/\s+/g, '').length;
  let seen = 0;
  let last = first;
  for (; last < Math.min(symbol.endLine, first + MOST_HEADER_LINES - 1); last++) {
    seen += (source.lines[last - 1] ?? '').replace(/\s+/g, '').length;
    if (seen >= wanted) break;
  }
  return [first, Math.min(last, source.lines.length)];
}

/** A longer line is code without line ends: no header, and it would take a budget that was planned without it. */
const LONGEST_HEADER = 400;

/** Headers of the declarations around lines, outermost first. */
export function headersAround({ source, role, symbol }: ContextPiece, startLine: number): readonly LineRange[] {
  const symbols = source.folder.indexer.store.symbolsOf(source.file.id);
  const isAround = (one: StoredSymbol): boolean => one.startLine <= startLine && startLine <= one.endLine;
  // Declarations come before what is in them, so the last one is the innermost.
  const innermost = role === 'selection' ? symbols.findLast(isAround) : symbol;
  const headers: LineRange[] = [];
  for (let at = innermost; at; at = at.parent === undefined ? undefined : symbols[at.parent]) {
    const [first] = headerOf(source, at);
    const isShort = (source.lines[first - 1] ?? '').length <= LONGEST_HEADER;
    if (first < startLine && isShort) headers.unshift([first, first]);
  }
  return headers;
}

/** Ranges put together where they touch, or where what is between costs no more than saying that it is left out. */
export function joined(source: SourceFile, ranges: readonly LineRange[]): readonly LineRange[] {
  const result: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const before = result.at(-1);
    if (before && (first <= before[1] + 1 || isCheap(source, before[1] + 1, first - 1)))
      before[1] = Math.max(before[1], last);
    else result.push([first, last]);
  }
  return result;
}

const isCheap = ({ lines }: SourceFile, first: number, last: number): boolean =>
  last - first < 3 && lines.slice(first - 1, last).join('').length <= SAME_COST;

export const nameOf = ({ source, symbol }: ContextPiece): string | undefined =>
  symbol && qualifiedName(source.folder.indexer.store.symbolsOf(source.file.id), symbol);
