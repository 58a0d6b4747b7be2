// Commented-out code: comments whose content parses as code and looks like it. Conservative on purpose: a comment that
// is prose to any reader must stay, so both tests have to agree, and doc comments and directives never qualify.

import type { Span } from '../../model/block.js';
import type { Language, Languages } from '../../languages/languages.js';
import { type CommentGroup, isDirective } from './comments.js';
import type { Piece } from './pieces.js';

/** Parses of small texts cost about a tenth of a millisecond each; more candidates than this are left as they are. */
const MAX_CANDIDATES = 60;
/** Shorter comments do not pay for a marker, and short prose parses as code by accident. */
const MIN_LENGTH = 40;
const MAX_LENGTH = 20_000;
/** Longer lines are not looked at: the patterns below are quadratic in runs of blanks. */
const MAX_LINE_LENGTH = 300;
/** Share of the lines that must look like code. */
const CODE_SHARE = 0.6;

export interface DeadCodeOptions {
  readonly languages: Languages;
  /** The language at an offset; undefined in parts that have none. */
  languageAt(offset: number): Language | undefined;
  readonly docs: readonly Span[];
  readonly signal?: AbortSignal;
}

export async function deadCodePieces(
  text: string,
  groups: readonly CommentGroup[],
  { languages, languageAt, docs, signal }: DeadCodeOptions,
): Promise<Piece[]> {
  const docStarts = new Set(docs.map(({ start }) => start));
  const pieces: Piece[] = [];
  let candidates = 0;
  for (const group of groups) {
    const length = group.span.end - group.span.start;
    if (!group.ownLines || length < MIN_LENGTH || length > MAX_LENGTH || docStarts.has(group.span.start)) continue;
    const language = languageAt(group.span.start);
    const code = language && codeIn(text.slice(group.span.start, group.span.end), group, language);
    if (!language || code === undefined) continue;
    if (++candidates > MAX_CANDIDATES) break;
    const { errors } = await languages.check((language.opening ?? '') + code, language, signal);
    if (errors.length === 0) pieces.push({ span: group.span, reason: 'commented-out' });
  }
  return pieces;
}

/** The content of a comment, if it looks like code. */
function codeIn(comment: string, { form }: CommentGroup, { parsesProse }: Language): string | undefined {
  if (parsesProse === 'lines' || isDirective(comment) || isDoc(comment)) return undefined;
  const content = form === 'lines' ? uncommentedLines(comment) : uncommentedBlock(comment);
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  const alike = lines.filter((line) => line.length <= MAX_LINE_LENGTH && LOOKS_LIKE_CODE.test(line)).length;
  // Where prose parses every line must look like code.
  const wanted = parsesProse === 'words' ? 1 : CODE_SHARE;
  const hasStrongLine = lines.some((line) => line.length <= MAX_LINE_LENGTH && STRONG.test(line));
  const hasTitle = lines.some((line) => TITLE.test(line));
  return hasStrongLine && !hasTitle && alike >= wanted * lines.length ? content : undefined;
}

const isDoc = (comment: string): boolean => /^(?:\/\*[*!]|\/\/[/!]|##|---|"""|''')/.test(comment);

/** The end of a statement or block, an assignment, or a line that is a call and nothing else. */
const STRONG =
  /[;{}]\s*$|^\s*[\w.$[\]]+(?:\s*:\s*[\w<>[\], ]+)?\s*(?:[-+*/|&^%]|:)?=\s*[^\s=]|^\s*[\w.$]+\([^)]*\)\s*$/;
const LOOKS_LIKE_CODE = new RegExp(
  `${STRONG.source}|[,([]\\s*$|\\)\\s*[:,]?\\s*$|^\\s*[)}\\]]|^\\s*(?:return|break|continue|else|end|fi|done|pass|do|then)\\b[^.]{0,60}$|^\\s*(?:for|while|if|elif|try|except|with|def|class|async)\\b.*:\\s*$`,
);

/** `Example:` parses as a label. */
const TITLE = /^\s*[A-Z][\w ]{0,60}[:.]\s*$/;

/** Line signs off, and one blank after them if every line has it, so that indentation keeps its meaning. */
function uncommentedLines(comment: string): string {
  const lines = comment.split(/\r?\n/).map((line) => line.replace(/^[ \t]*(?:\/\/+|#+|--+)/, ''));
  const isSpaced = lines.every((line) => line === '' || line.startsWith(' '));
  return lines.map((line) => (isSpaced ? line.slice(1) : line)).join('\n');
}

function uncommentedBlock(comment: string): string {
  const inside = comment.replace(/^(?:\/\*|--\[=*\[|<!--|=begin)/, '').replace(/(?:\*\/|\]=*\]|-->|=end)$/, '');
  const lines = inside.split(/\r?\n/);
  const isStarred = lines.slice(1).every((line) => /^\s*(?:\*|$)/.test(line)) && lines.length > 1;
  return isStarred ? lines.map((line) => line.replace(/^\s*\*/, '')).join('\n') : inside;
}
