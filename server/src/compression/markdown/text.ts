// Markdown as a row of pieces (headings, sentences, code, table rows), each in its section. It knows lines, not inline
// markup: enough to choose what stays, not to render.

import { type Bounds, lineBounds, lineText, type Page, unitCount } from '../gaps.js';
import { sentenceBounds } from '../sentences.js';

export interface MarkdownPiece {
  /** `aside` is front matter, raw HTML and lines of nothing but badges. */
  readonly kind: 'heading' | 'text' | 'code' | 'table' | 'aside';
  /** 0 for what stands before the first heading. */
  readonly section: number;
  /** Place in its paragraph or table. */
  readonly order: number;
  readonly lines: number;
  readonly text: string;
}

export interface MarkdownText {
  readonly pieces: readonly MarkdownPiece[];
  /** Piece i is from `bounds[i]` to `bounds[i + 1]`. */
  readonly bounds: Bounds;
  readonly sections: number;
  readonly lines: Bounds;
  /** 1 for lines of fenced code and front matter, where white space has a meaning. */
  readonly literal: Uint8Array;
}

type LineKind = 'heading' | 'underline' | 'fence' | 'code' | 'table' | 'front' | 'html' | 'blank' | 'text';

export function readMarkdown(page: Page): MarkdownText {
  const { text } = page.task.source;
  const lines = lineBounds(page);
  const kinds = lineKinds(text, lines);
  const pieces: MarkdownPiece[] = [];
  const bounds: number[] = [];
  let section = 0;
  for (let line = 0; line < kinds.length; ) {
    const end = groupEnd(kinds, line);
    const kind = kinds[line] ?? 'text';
    if (kind === 'heading') section++;
    const to = lines[end] ?? 0;
    const starts = pieceStarts(text, kinds, lines, line, end);
    starts.forEach((start, order) => {
      const pieceText = text.slice(start, starts[order + 1] ?? to);
      pieces.push({ kind: PIECE_KINDS[kind], section, order, lines: end - line, text: pieceText });
      bounds.push(start);
    });
    line = end;
  }
  bounds.push(page.task.span.end);
  return { pieces, bounds, sections: section + 1, lines, literal: literalLines(kinds) };
}

const PIECE_KINDS: Readonly<Record<LineKind, MarkdownPiece['kind']>> = {
  heading: 'heading',
  underline: 'heading',
  fence: 'code',
  code: 'code',
  table: 'table',
  front: 'aside',
  html: 'aside',
  blank: 'aside',
  text: 'text',
};

function pieceStarts(text: string, kinds: readonly LineKind[], lines: Bounds, line: number, end: number): number[] {
  const [from, to] = [lines[line] ?? 0, lines[end] ?? 0];
  if (kinds[line] === 'text') return sentenceBounds(text, from, to).slice(0, -1);
  if (kinds[line] === 'table') return rowStarts(kinds, lines, line, end);
  return [from];
}

/** Starts of the rows; blank lines after a table belong to its last row. */
const rowStarts = (kinds: readonly LineKind[], lines: Bounds, line: number, end: number): number[] =>
  Array.from({ length: end - line }, (_, at) => line + at)
    .filter((at) => kinds[at] === 'table')
    .map((at) => lines[at] ?? 0);

/** Line after the group that starts at `line`: what belongs together, and the blank lines after it. */
function groupEnd(kinds: readonly LineKind[], line: number): number {
  let end = line + 1;
  const kind = kinds[line];
  if (kind === 'fence') {
    while (kinds[end] === 'code') end++;
    if (kinds[end] === 'fence') end++;
  } else if (kind === 'heading') {
    if (kinds[end] === 'underline') end++;
  } else while (kinds[end] === kind) end++;
  while (kinds[end] === 'blank') end++;
  return end;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
const TABLE = /^\s*\|.*\|\s*$/;
const HTML = /^\s{0,3}<(?:!--|\/?[a-zA-Z][\w-]*(?:\s[^>]*)?\/?>)/;
const BADGES = /^\s*(?:\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)\s*|!\[[^\]]*\]\([^)]*(?:shields\.io|badge)[^)]*\)\s*)+$/;
const MAX_MARKUP_LINE = 2_000;

/** True for a line of nothing but build badges. */
export const isBadgeLine = (line: string): boolean => line.length <= MAX_MARKUP_LINE && BADGES.test(line);

function lineKinds(text: string, lines: Bounds): LineKind[] {
  const kinds: LineKind[] = [];
  let fence: string | undefined;
  let front = isFrontMatter(text, lines);
  for (let line = 0; line < unitCount(lines); line++) {
    const content = lineText(text, lines, line);
    if (front > 0) {
      kinds.push('front');
      front--;
    } else if (fence !== undefined) {
      const isClosed = content.trim().startsWith(fence) && content.trim().replaceAll(fence[0] ?? '', '') === '';
      kinds.push(isClosed ? 'fence' : 'code');
      if (isClosed) fence = undefined;
    } else {
      fence = FENCE.exec(content)?.[1];
      kinds.push(fence === undefined ? lineKind(content.slice(0, MAX_MARKUP_LINE), kinds.at(-1)) : 'fence');
      if (kinds.at(-1) === 'underline') kinds[kinds.length - 2] = 'heading';
    }
  }
  return kinds;
}

function lineKind(content: string, before: LineKind | undefined): LineKind {
  if (content.trim() === '') return 'blank';
  if (HEADING.test(content)) return 'heading';
  if (before === 'text' && UNDERLINE.test(content)) return 'underline';
  if (TABLE.test(content)) return 'table';
  if (isBadgeLine(content) || HTML.test(content)) return 'html';
  return 'text';
}

/** Lines of a YAML block between `---` at the very start; 0 where there is none. */
const MAX_FRONT_MATTER = 200;

function isFrontMatter(text: string, lines: Bounds): number {
  if (
    lines[0] !== 0 ||
    lineText(text, lines, 0)
      .replace(/^\uFEFF/, '')
      .trimEnd() !== '---'
  )
    return 0;
  const last = Math.min(unitCount(lines), MAX_FRONT_MATTER);
  for (let line = 1; line < last; line++) if (lineText(text, lines, line).trimEnd() === '---') return line + 1;
  return 0;
}

function literalLines(kinds: readonly LineKind[]): Uint8Array {
  return Uint8Array.from(kinds, (kind) => (kind === 'code' || kind === 'fence' || kind === 'front' ? 1 : 0));
}
