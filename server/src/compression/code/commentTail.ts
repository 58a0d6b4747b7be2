// What goes when only the first sentence of a comment is kept: the lines after it, up to the closing sign.
// The sentence's own lines stay whole, so that the cut is made of lines and what stays reads as it was written.

import type { Span } from '../../model/block.js';
import { type CommentGroup, type CommentLine, lines, withoutDirectives } from './comments.js';
import type { Piece } from './pieces.js';

/** Signs that open a line of a comment. */
const LEAD = /^[ \t]*(?:\/\/[/!]?|#+!?|--+|\*(?!\/))?[ \t]?/;
const OPENER = /^[ \t]*(?:\/\*[*!]?|<!--|--\[=*\[|=begin|[A-Za-z]{0,2}(?:"""|'''))[ \t]*/;
const CLOSER = /(?:\*\/|-->|\]=*\]|=end|"""|''')$/;
/** A closing sign is looked for in so many characters at the end of a line. */
const CLOSER_LENGTH = 16;

/** A first sentence is looked for in this many lines of text; a longer one is cut there. */
const SENTENCE_LINES = 4;

export function commentTail(text: string, group: CommentGroup): Piece[] {
  if (!group.ownLines || !text.slice(group.span.start, group.span.end).includes('\n')) return [];
  const all = lines(text.slice(group.span.start, group.span.end));
  const first = all[linesOfFirstSentence(all)];
  if (!first) return [];
  const tail = { start: group.span.start + first.offset, end: endOfTail(group, all.at(-1)) };
  if (tail.end <= tail.start) return [];
  return withoutDirectives(text, { ...group, span: tail }).map((span) => ({
    span: wholeLines(text, span),
    reason: 'comment',
    inComment: leadOf(text, span.start),
  }));
}

/** Where the part that may go ends: before the closing sign, on the start of its line if it stands alone. */
function endOfTail({ span, form }: CommentGroup, last: CommentLine | undefined): number {
  if (form === 'lines' || !last) return span.end;
  const before = withoutCloser(last.line);
  return span.start + last.offset + (before.replace(LEAD, '').trim() === '' ? 0 : before.length);
}

/** The line up to its closing sign, or all of it. No pattern looks for the blank before: that would be quadratic. */
function withoutCloser(line: string): string {
  const trimmed = line.trimEnd();
  const tail = trimmed.slice(-CLOSER_LENGTH);
  const closer = CLOSER.exec(tail);
  if (!closer) return line;
  let end = trimmed.length - tail.length + closer.index;
  while (end > 0 && (line[end - 1] === '*' || line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line.slice(0, end);
}

/** Takes the line break in where the comment's own line ends with it. */
function wholeLines(text: string, { start, end }: Span): Span {
  const lineBreak = /^[ \t]*\r?\n/.exec(text.slice(end, end + 8))?.[0] ?? '';
  return { start: lineStartOf(text, start), end: end + lineBreak.length };
}

/** Only blank stands before `at` on its line here. */
const lineStartOf = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function leadOf(text: string, at: number): string {
  const start = lineStartOf(text, at);
  const lead = LEAD.exec(text.slice(start, start + 200))?.[0] ?? '';
  return /[^ \t]$/.test(lead) ? `${lead} ` : lead;
}

function linesOfFirstSentence(all: readonly CommentLine[]): number {
  let said = 0;
  for (const [index, { line }] of all.entries()) {
    const words = contentOf(line, index);
    if (words === '' ? said > 0 : said > 0 && /^[@:\\][a-z]/i.test(words)) return index;
    if (words === '') continue;
    said++;
    if (endsSentence(words) || said === SENTENCE_LINES) return index + 1;
  }
  return all.length;
}

/** What a line says; a line without a letter or digit is decoration. */
function contentOf(line: string, index: number): string {
  const words = withoutCloser(index === 0 ? line.replace(OPENER, '') : line)
    .replace(LEAD, '')
    .trim();
  return /[\p{L}\p{N}]/u.test(words) ? words : '';
}

const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|cf|vs|resp|approx|Mr|Dr|St|No|Fig|[A-Z])\.$/;
const ABBREVIATION_LENGTH = 8;

function endsSentence(words: string): boolean {
  if (/[。！？]/.test(words)) return true;
  for (const { index } of words.matchAll(/[.!?](?=["')\]`*]{0,4}(?:\s|$))/g))
    if (!ABBREVIATION.test(words.slice(Math.max(0, index - ABBREVIATION_LENGTH), index + 1))) return true;
  return false;
}
