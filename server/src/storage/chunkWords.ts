// What full text finds a chunk by: its names, signatures and comments, its path, and its text, as words (`base/words.ts`).

import { wordsIn } from '../base/words.js';
import type { Span } from '../model/block.js';
import type { ChunkFacts, ChunkWords, SymbolFacts } from '../model/facts.js';

/** Symbols of a chunk whose names count: more are a table. */
const MOST_SYMBOLS = 30;

/** Longer runs without a space are data (base64, minified code), which nobody searches for. */
const DATA = /[^\s]{400,}/g;
/** Characters of a line on average from which on a chunk may hold some. */
const LONG_LINES = 120;

export function chunkWords(
  path: string,
  text: string,
  { start, end, startLine, endLine, symbol }: Omit<ChunkFacts, 'words' | 'key'>,
  symbols: readonly SymbolFacts[],
): ChunkWords {
  const own = symbolsIn(symbols, start, end);
  const around = symbols[symbol];
  const named = own.length === 0 && around ? [around] : own;
  const { doc, signature, body } = partsOf(text, { start, end }, own[0]);
  // Looking for data costs as much as a tenth of a parse.
  const mayHoldData = end - start > LONG_LINES * (endLine - startLine + 1);
  return {
    name: wordsIn(named.map(({ name }) => name).join(' ')),
    signature: wordsIn(text, signature.start, signature.end),
    doc: wordsIn(text, doc.start, doc.end),
    path: wordsIn(path),
    body: mayHoldData
      ? wordsIn(text.slice(body.start, body.end).replace(DATA, ' '))
      : wordsIn(text, body.start, body.end),
  };
}

type Parts = Readonly<Record<'doc' | 'signature' | 'body', Span>>;

/** A chunk that begins with a symbol: what documents it, the line of its name, and the rest; else it is all body. */
function partsOf(text: string, { start, end }: Span, first: SymbolFacts | undefined): Parts {
  const nothing = { start, end: start };
  const isFirst = first !== undefined && isBlank(text, start, first.start) && first.nameStart < end;
  if (!isFirst) return { doc: nothing, signature: nothing, body: { start, end } };
  const line = Math.max(start, text.lastIndexOf('\n', first.nameStart) + 1);
  const lineEnd = text.indexOf('\n', first.nameStart);
  const rest = lineEnd === -1 ? end : Math.min(end, lineEnd);
  return { doc: { start, end: line }, signature: { start: line, end: rest }, body: { start: rest, end } };
}

const isBlank = (text: string, start: number, end: number): boolean => text.slice(start, end).trim() === '';

/** The symbols that begin in a stretch. */
function symbolsIn(symbols: readonly SymbolFacts[], start: number, end: number): readonly SymbolFacts[] {
  let low = 0;
  let high = symbols.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((symbols[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: SymbolFacts[] = [];
  for (let at = low; at < symbols.length && found.length < MOST_SYMBOLS; at++) {
    const symbol = symbols[at];
    if (!symbol || symbol.start >= end) break;
    found.push(symbol);
  }
  return found;
}
