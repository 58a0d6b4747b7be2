// Cuts a text into chunks: a whole declaration where it fits, its members where not, and text without declarations at
// blank lines (CAST, Zhang et al. 2025). The chunks of a text are all of it, in order, cut between lines wherever lines
// are short enough; declarations of 30 to 60 lines are what ranking does best with.

import type { ChunkFacts, SymbolFacts } from '../model/facts.js';
import type { TextIndex } from './textIndex.js';

/** Largest chunk. A single line may be longer. */
export const MAX_LINES = 60;
export const MAX_TOKENS = 800;
/** Neighbours are put together up to this size: constants, imports, one-line functions. */
const MERGED_LINES = 20;
const MERGED_TOKENS = 300;

export type Piece = Omit<ChunkFacts, 'words' | 'key'>;

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly symbol: number;
  /** The symbol that both must be in to be put together. */
  readonly container: number;
}

export function chunksOf(index: TextIndex, symbols: readonly SymbolFacts[]): Piece[] {
  const { text } = index;
  if (text.trim() === '') return [];
  const members = membersOf(symbols);
  const cutter = new Cutter(index, symbols, members);
  cutter.tile(0, text.length, -1);
  return merged(cutter.stretches, index).map(({ start, end, symbol }) => ({
    start,
    end,
    ...index.lines(start, end),
    symbol,
    tokens: index.tokens(start, end),
  }));
}

/** Places of the symbols in each symbol; at -1 those at the top level. */
function membersOf(symbols: readonly SymbolFacts[]): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const [at, { parent = -1 }] of symbols.entries()) {
    const list = members.get(parent) ?? [];
    members.set(parent, list);
    list.push(at);
  }
  return members;
}

class Cutter {
  readonly stretches: Stretch[] = [];

  constructor(
    private readonly index: TextIndex,
    private readonly symbols: readonly SymbolFacts[],
    private readonly members: ReadonlyMap<number, readonly number[]>,
  ) {}

  /** Cuts from `start` to `end`, which is the inside of the symbol `container`, or the whole text (-1). */
  tile(start: number, end: number, container: number): void {
    let at = start;
    for (const member of this.members.get(container) ?? []) {
      const symbol = this.symbols[member];
      if (!symbol) continue;
      const from = Math.max(at, this.lineStart(symbol.start));
      const to = Math.min(end, this.lineEnd(symbol.end));
      // What shares its lines with the declaration before goes with that.
      if (to <= at) continue;
      this.gap(at, from, container);
      this.declaration(from, to, member, container);
      at = to;
    }
    this.gap(at, end, container);
  }

  private declaration(start: number, end: number, symbol: number, container: number): void {
    if (this.fits(start, end)) this.stretches.push({ start, end, symbol, container });
    else if (this.members.has(symbol)) this.tile(start, end, symbol);
    else this.split(start, end, symbol, symbol);
  }

  private gap(start: number, end: number, container: number): void {
    if (start >= end) return;
    if (this.fits(start, end)) this.stretches.push({ start, end, symbol: container, container });
    else this.split(start, end, container, container);
  }

  private fits(start: number, end: number): boolean {
    const { startLine, endLine } = this.index.lines(start, end);
    return endLine - startLine < MAX_LINES && this.index.tokens(start, end) <= MAX_TOKENS;
  }

  /** Cuts a long stretch, each time at the last blank line or heading (or else the last line end) that still fits. */
  private split(start: number, end: number, symbol: number, container: number): void {
    for (let from = start; from < end; ) {
      const to = this.lastFit(from, end);
      this.stretches.push({ start: from, end: to, symbol, container });
      from = to;
    }
  }

  /** At least one line, however long it is. */
  private lastFit(from: number, end: number): number {
    const { starts, text } = this.index;
    let line = this.index.lines(from, from + 1).startLine;
    let last = from;
    let border = from;
    for (let lines = 0; lines < MAX_LINES && last < end; lines++) {
      const next = Math.min(end, starts[line++] ?? text.length);
      if (last > from && this.index.tokens(from, next) > MAX_TOKENS) break;
      if (lines >= MAX_LINES / 4 && text[last] === '#') border = last;
      if (lines >= MAX_LINES / 4 && isBlankLine(text, last, next)) border = next;
      last = next;
    }
    return last === end || border === from ? last : border;
  }

  private lineStart(offset: number): number {
    return this.index.starts[this.index.lines(offset, offset + 1).startLine - 1] ?? 0;
  }

  private lineEnd(offset: number): number {
    return this.index.starts[this.index.lines(offset, offset).endLine] ?? this.index.text.length;
  }
}

const isBlankLine = (text: string, start: number, end: number): boolean =>
  end - start < 200 && text.slice(start, end).trim() === '';

function merged(stretches: readonly Stretch[], index: TextIndex): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last && (isBlank(stretch, index) || canMerge(last, stretch, index))) {
      const symbol = last.symbol === last.container ? stretch.symbol : last.symbol;
      result[result.length - 1] = { ...last, end: stretch.end, symbol };
    } else result.push(stretch);
  }
  return result;
}

function canMerge(last: Stretch, next: Stretch, index: TextIndex): boolean {
  if (last.container !== next.container) return false;
  const { startLine, endLine } = index.lines(last.start, next.end);
  return endLine - startLine < MERGED_LINES && index.tokens(last.start, next.end) <= MERGED_TOKENS;
}

const isBlank = ({ start, end }: Stretch, { text }: TextIndex): boolean =>
  end - start < 1_000 && text.slice(start, end).trim() === '';
