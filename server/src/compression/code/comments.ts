// Comments: which belong together, which are instructions to a tool, which is the licence, and what is left of one
// when only its first sentence is kept. Works on text and spans; what languages call a comment is decided elsewhere.

import type { Span } from '../../model/block.js';
import type { Piece } from './pieces.js';

/** Line comments on consecutive lines, one block comment, or a string that serves as documentation. */
export interface CommentGroup {
  readonly span: Span;
  readonly form: 'lines' | 'block';
  /** True where nothing else stands on its lines. */
  readonly ownLines: boolean;
}

/** Comments in source order, neighbouring lines joined. */
export function commentGroups(text: string, comments: readonly Span[]): CommentGroup[] {
  const groups: CommentGroup[] = [];
  for (const comment of comments) {
    const span = { start: comment.start, end: endWithoutBlank(text, comment) };
    const group = { span, form: formOf(text, span), ownLines: isAlone(text, span) };
    const previous = groups.at(-1);
    const joins =
      previous?.form === 'lines' && group.form === 'lines' && previous.ownLines && group.ownLines && previous.span;
    if (joins && /^\r?\n[ \t]*$/.test(text.slice(joins.end, span.start)))
      groups[groups.length - 1] = { ...group, span: { start: joins.start, end: span.end } };
    else groups.push(group);
  }
  return groups;
}

function endWithoutBlank(text: string, { start, end }: Span): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

const BLOCK_OPENERS = /^(?:\/\*|<!--|--\[=*\[|=begin|[A-Za-z]{0,2}(?:"""|'''))/;

const formOf = (text: string, { start }: Span): 'lines' | 'block' =>
  BLOCK_OPENERS.test(text.slice(start, start + 8)) ? 'block' : 'lines';

function isAlone(text: string, { start, end }: Span): boolean {
  let before = start - 1;
  while (text[before] === ' ' || text[before] === '\t') before--;
  let after = end;
  while (text[after] === ' ' || text[after] === '\t' || text[after] === '\r') after++;
  return (
    (before < 0 || text[before] === '\n' || text[before] === '\uFEFF') && (after >= text.length || text[after] === '\n')
  );
}

/**
 * Comments that a tool reads: linters, type checkers, formatters, build constraints, region folding, encodings.
 * Taking one out would change what the code means to its tools, so they are never cut.
 */
const DIRECTIVE = new RegExp(
  [
    String.raw`^\s*(?:#!|///\s*<(?:reference|amd)|//go:|// \+build|//export |//line |#\s*-\*-|#\s*type:|#\s*(?:frozen_string_literal|encoding|coding)\s*[:=])`,
    String.raw`\b(?:eslint|tslint|jshint|jslint|oxlint|biome|stylelint|prettier|rubocop|pylint|mypy|pyright|ruff|isort|yapf|shellcheck|phpcs|swiftlint|ktlint|scalafmt|scalastyle|detekt|cspell|istanbul|codecov|webpack|turbopack|nosemgrep|NOLINT\w*|nolint|luacheck|selene|stylua)\b[-:\s]`,
    String.raw`@(?:ts-|jsx|vite-|vitest-|jest-|flow\b|generated\b|preserve\b|psalm|phpstan|formatter:|codeCoverage|noinspection)`,
    String.raw`(?:^|\W)(?:noqa|pragma|noinspection|fmt:\s*(?:on|off|skip)|clang-format|c8 ignore|v8 ignore|nopycln|IWYU|sourceMappingURL|#?(?:end)?region)\b`,
    String.raw`\bFALL\s?THROUGH\b`,
  ].join('|'),
  'i',
);

export const isDirective = (comment: string): boolean => DIRECTIVE.test(comment);

const LICENCE =
  /copyright|SPDX-|@licen[cs]e|all rights reserved|permission is hereby granted|redistribution and use|licen[cs]ed (?:under|to)|(?:MIT|BSD|ISC|Apache|GPL|Mozilla|General Public)[^.]{0,40}licen[cs]e/i;

/** What may stand above a licence notice without being code of the file. */
const OPENING = /^(?:\s|<\?php\b|declare\(strict_types=1\);|['"]use strict['"];?|#region[^\n]*\n|#pragma once)*$/;

/** The licence notices among the comments that open a text; a shebang or other directive above them stays. */
export function licencePieces(text: string, groups: readonly CommentGroup[]): Piece[] {
  const pieces: Piece[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (const group of groups) {
    if (!OPENING.test(text.slice(at, group.span.start))) break;
    for (const span of withoutDirectives(text, group))
      if (LICENCE.test(text.slice(span.start, span.end))) pieces.push({ span, reason: 'licence' });
    at = group.span.end;
  }
  return pieces;
}

/** The stretches of a group between the directives in it; a block comment goes or stays as one. */
export function withoutDirectives(text: string, { span, form }: CommentGroup): Span[] {
  const whole = text.slice(span.start, span.end);
  if (!isDirective(whole) && !lines(whole).some(({ line }) => isDirective(line))) return [span];
  if (form === 'block') return [];
  const kept: Span[] = [];
  let joins = false;
  for (const { line, offset } of lines(whole)) {
    const at = span.start + offset;
    const previous = joins ? kept.pop() : undefined;
    joins = !isDirective(line);
    if (joins) kept.push({ start: previous?.start ?? at, end: at + line.length });
    else if (previous) kept.push(previous);
  }
  return kept;
}

interface CommentLine {
  readonly line: string;
  readonly offset: number;
}

function lines(text: string): CommentLine[] {
  const found: CommentLine[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    found.push({ line, offset });
    offset += line.length + 1;
  }
  return found;
}

/** Signs that open a line of a comment. */
const LEAD = /^[ \t]*(?:\/\/[/!]?|#+!?|--+|\*(?!\/))?[ \t]?/;
const OPENER = /^[ \t]*(?:\/\*[*!]?|<!--|--\[=*\[|=begin|[A-Za-z]{0,2}(?:"""|'''))[ \t]*/;
const CLOSER = /[ \t]*(?:\*+\/|-->|\]=*\]|=end|"""|''')[ \t]*$/;

/** A first sentence is looked for in this many lines of text; a longer one is cut there. */
const SENTENCE_LINES = 4;

/** What goes when only the first sentence of a comment is kept: whole lines, up to the closing sign. */
export function commentTail(text: string, group: CommentGroup): Piece[] {
  if (!group.ownLines || !text.slice(group.span.start, group.span.end).includes('\n')) return [];
  const all = lines(text.slice(group.span.start, group.span.end));
  const kept = linesOfFirstSentence(all.map(({ line }) => line));
  const first = all[kept];
  if (!first) return [];
  const tail = { start: group.span.start + first.offset, end: endOfTail(group, all.at(-1)) };
  if (tail.end <= tail.start) return [];
  const stretches = withoutDirectives(text, { ...group, span: tail });
  return stretches.map((span) => ({
    span: wholeLines(text, span),
    reason: 'comment',
    inComment: leadOf(text, span.start),
  }));
}

/** Where the part that may go ends: before the closing sign, on the start of its line if it stands alone. */
function endOfTail({ span, form }: CommentGroup, last: CommentLine | undefined): number {
  if (form === 'lines' || !last) return span.end;
  const closer = CLOSER.exec(last.line);
  if (!closer) return span.end;
  const before = last.line.slice(0, closer.index);
  return span.start + last.offset + (before.replace(LEAD, '').trim() === '' ? 0 : closer.index);
}

/** Takes the line break in, so that the cut is made of whole lines where the comment's own lines end with it. */
function wholeLines(text: string, { start, end }: Span): Span {
  const lineBreak = /^[ \t]*\r?\n/.exec(text.slice(end, end + 8))?.[0] ?? '';
  return { start: lineStartOf(text, start), end: end + lineBreak.length };
}

/** Only blank stands before `at` on its line here. */
const lineStartOf = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function leadOf(text: string, at: number): string {
  const start = lineStartOf(text, at);
  const line = text.slice(start, start + 200);
  const lead = LEAD.exec(line)?.[0] ?? '';
  return /[^ \t]$/.test(lead) ? `${lead} ` : lead;
}

/** Number of lines up to the end of the first sentence. */
function linesOfFirstSentence(all: readonly string[]): number {
  let said = 0;
  for (const [index, line] of all.entries()) {
    const words = contentOf(line, index);
    if (words === '' ? said > 0 : said > 0 && /^[@:\\][a-z]/i.test(words)) return index;
    if (words === '') continue;
    said++;
    if (endsSentence(words) || said === SENTENCE_LINES) return index + 1;
  }
  return all.length;
}

const contentOf = (line: string, index: number): string =>
  (index === 0 ? line.replace(OPENER, '') : line).replace(CLOSER, '').replace(LEAD, '').trim();

const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|cf|vs|resp|approx|Mr|Dr|St|No|Fig|[A-Z])\.$/;

function endsSentence(words: string): boolean {
  if (/[。！？]/.test(words)) return true;
  for (const match of words.matchAll(/[.!?](?=["')\]`*]*(?:\s|$))/g))
    if (!ABBREVIATION.test(words.slice(0, match.index + 1))) return true;
  return false;
}
