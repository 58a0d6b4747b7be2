// Comments: which belong together, which are instructions to a tool and which are the licence.
// Works on text and spans; what languages call a comment is decided elsewhere.

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
    String.raw`\b(?:eslint|tslint|jshint|jslint|oxlint|biome|stylelint|prettier|rubocop|pylint|mypy|pyright|ruff|isort|yapf|shellcheck|phpcs|swiftlint|ktlint|scalafmt|scalastyle|detekt|cspell|istanbul|codecov|webpack|turbopack|nosemgrep|nolint|luacheck|selene|stylua)\b[-:\s]`,
    String.raw`@(?:ts-|jsx|vite-|vitest-|jest-|flow\b|generated\b|preserve\b|psalm|phpstan|formatter:|codeCoverage|noinspection)`,
    String.raw`(?:^|\W)(?:noqa|pragma|noinspection|fmt:\s*(?:on|off|skip)|clang-format|c8 ignore|v8 ignore|nopycln|IWYU|sourceMappingURL)\b`,
    String.raw`^\s*(?://|#|/\*|--|<!--)\s*#?(?:end)?region\b`,
    String.raw`\bNOLINT|\bFALL\s?THROUGH\b`,
  ].join('|'),
  'i',
);

export const isDirective = (comment: string): boolean => DIRECTIVE.test(comment);

const LICENCE =
  /copyright|SPDX-|@licen[cs]e|all rights reserved|permission is hereby granted|redistribution and use|licen[cs]ed (?:under|to)|(?:MIT|BSD|ISC|Apache|GPL|Mozilla|General Public)[^.]{0,40}licen[cs]e/i;

/** What may stand above a licence notice without being code of the file. */
const MAX_OPENING = 1_000;
const OPENING = /^(?:\s|<\?php\b|declare\(strict_types=1\);|['"]use strict['"];?|#region[^\n]*\n|#pragma once)*$/;

/** The licence notices among the comments that open a text; a shebang or other directive above them stays. */
export function licencePieces(text: string, groups: readonly CommentGroup[]): Piece[] {
  const pieces: Piece[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (const group of groups) {
    if (group.span.start - at > MAX_OPENING || !OPENING.test(text.slice(at, group.span.start))) break;
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

export interface CommentLine {
  readonly line: string;
  readonly offset: number;
}

export function lines(text: string): CommentLine[] {
  const found: CommentLine[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    found.push({ line, offset });
    offset += line.length + 1;
  }
  return found;
}
