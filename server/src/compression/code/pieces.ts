// Pieces: stretches of code that a level would like to leave out, before it is known what a marker costs there.
// This file turns pieces into cuts: it finds the lines they stand on, writes the marker in the language's comment
// signs and refuses what does not pay. It does not decide which pieces there are.

import type { OmissionReason, Span } from '../../model/block.js';
import type { Source } from '../../model/source.js';
import type { CommentStyle, Language } from '../../languages/languages.js';
import type { TokenCounter } from '../../tokens/counter.js';
import type { Cut } from '../draft.js';
import { markerText } from '../marker.js';

export interface Piece {
  readonly span: Span;
  readonly reason: OmissionReason;
  /** What must stand in a body's place for it to parse (Python's `...`). */
  readonly filler?: string;
  /** Set for text inside a comment that stays: the marker needs no comment signs, only this in front of it. */
  readonly inComment?: string;
}

/** What is needed to write markers into a source. */
export interface Marking {
  readonly source: Source;
  readonly starts: readonly number[];
  readonly counter: TokenCounter;
  /** Cuts stay inside. */
  readonly bounds: Span;
  /** The language at an offset: it differs where a text holds parts in other languages, undefined outside of them. */
  languageAt(offset: number): Language | undefined;
  /** Comment signs at an offset. */
  styleAt(offset: number): CommentStyle | undefined;
}

/**
 * A cut must save at least this many tokens beyond its marker: saving one or two would take content away from the
 * reader for nothing.
 */
const MIN_SAVED_TOKENS = 8;

/** The cut of a piece, or undefined where no marker can stand there or the marker eats the gain. */
export function cutOf(marking: Marking, piece: Piece): Cut | undefined {
  const { text } = marking.source;
  const placed = piece.inComment === undefined ? snap(text, piece.span, marking.bounds) : piece;
  if (!placed || placed.span.end <= placed.span.start) return undefined;
  const replacement =
    piece.inComment === undefined ? codeMarker(marking, placed.span, piece.filler) : commentMarker(marking, piece);
  if (replacement === undefined || !pays(marking.counter, text.slice(placed.span.start, placed.span.end), replacement))
    return undefined;
  return { span: placed.span, reason: piece.reason, replacement };
}

/** True where `piece` costs clearly more tokens than `replacement`. */
function pays(counter: TokenCounter, piece: string, replacement: string): boolean {
  const most = counter.count(replacement) + MIN_SAVED_TOKENS;
  return hasMoreWords(piece, most) || counter.count(piece) >= most;
}

/**
 * Every run of three letters or more costs a token at least (tokenizers never join two such words), so most pieces
 * are known to pay after a glance and are not counted.
 */
function hasMoreWords(piece: string, most: number): boolean {
  const word = /[A-Za-z]{3,}/g;
  for (let left = most; left > 0; left--) if (!word.test(piece)) return false;
  return true;
}

/** The stretch without the blank around it, widened to whole lines where it stands alone on them. */
export function snap(text: string, span: Span, bounds: Span): { readonly span: Span } | undefined {
  let start = Math.max(span.start, bounds.start);
  let end = Math.min(span.end, bounds.end);
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  if (start === end) return undefined;
  let lineStart = start;
  while (lineStart > bounds.start && isInlineBlank(text.charCodeAt(lineStart - 1))) lineStart--;
  const standsFirst = lineStart === 0 || text[lineStart - 1] === '\n';
  const lineEnd = endOfLine(text, end);
  if (!standsFirst || lineEnd === undefined || lineEnd > bounds.end) return { span: { start, end } };
  return { span: { start: lineStart, end: lineEnd } };
}

/** Offset after the line break if nothing but blank is between, else undefined. */
function endOfLine(text: string, from: number): number | undefined {
  let at = from;
  while (at < text.length && (isInlineBlank(text.charCodeAt(at)) || text[at] === '\r')) at++;
  if (at === text.length) return at;
  return text[at] === '\n' ? at + 1 : undefined;
}

const isInlineBlank = (code: number) => code === 32 || code === 9 || code === 12;
const isBlank = (code: number) => isInlineBlank(code) || code === 10 || code === 13;

/** A marker in place of code: on lines of its own where whole lines go, else between the code left and right of it. */
function codeMarker(marking: Marking, span: Span, filler: string | undefined): string | undefined {
  const { source, starts } = marking;
  const style = marking.styleAt(span.start);
  if (!style) return undefined;
  const { text } = source;
  const piece = text.slice(span.start, span.end);
  const indent = /^[ \t\f]*/.exec(piece)?.[0] ?? '';
  const lineBreak = /\r?\n$/.exec(piece.slice(-2))?.[0] ?? '';
  const endsLine = lineBreak !== '' || endOfLine(text, span.end) !== undefined;
  const comment = signed(style, markerText(source, span, starts), endsLine);
  if (comment === undefined) return undefined;
  const stub = filler?.trim() ?? '';
  return indent + stub + (stub === '' ? '' : '  ') + comment + lineBreak;
}

/** `note` as a comment; undefined where only line comments exist and code follows on the line. */
function signed({ line, block }: CommentStyle, note: string, endsLine: boolean): string | undefined {
  if (line !== undefined && endsLine) return `${line} ${note}`;
  return block && `${block[0]} ${note} ${block[1]}`;
}

/** The sign that closes a comment may follow on the line; then a blank stands between. */
function commentMarker({ source, starts }: Marking, { span, inComment = '' }: Piece): string {
  const { text } = source;
  const lineBreak = /\r?\n$/.exec(text.slice(Math.max(span.start, span.end - 2), span.end))?.[0];
  const between = endOfLine(text, span.end) === undefined ? ' ' : '';
  return inComment + markerText(source, span, starts) + (lineBreak ?? between);
}
