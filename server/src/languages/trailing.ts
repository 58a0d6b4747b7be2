// Where a declaration ends. Grammars of languages that nest by indentation may end a node only where the next one
// begins, so that blank lines and the next declaration's doc comment seem to belong to it.

import type { Span } from '../model/block.js';
import { type Lines, lineStart, trim } from './body.js';
import { firstFrom } from './spans.js';
import type { DefinitionTag } from './tags.js';

/** `tag` without white space at its end and without the comments there that are indented no deeper than itself. */
export function withoutTrailing(lines: Lines, comments: readonly Span[], tag: DefinitionTag): DefinitionTag {
  const span = trimmed(lines, comments, tag.span);
  if (span.end === tag.span.end) return tag;
  const { body } = tag;
  if (!body) return { ...tag, span };
  return { ...tag, span, body: { ...body, span: { start: body.span.start, end: Math.min(body.span.end, span.end) } } };
}

function trimmed(lines: Lines, comments: readonly Span[], span: Span): Span {
  const column = columnOfLine(lines, span.start);
  let trimmed = trim(lines.text, span) ?? span;
  for (let at = firstFrom(comments, trimmed.end) - 1; at >= 0; at--) {
    const comment = comments[at];
    if (!comment || comment.end !== trimmed.end || comment.start <= span.start) break;
    const isDeeper = comment.start - lineStart(lines, comment.start) > column;
    if (isDeeper) break;
    trimmed = trim(lines.text, { start: span.start, end: comment.start }) ?? trimmed;
  }
  return { start: span.start, end: trimmed.end };
}

/** Characters of white space before the first other one on the line of `offset`. */
function columnOfLine(lines: Lines, offset: number): number {
  const start = lineStart(lines, offset);
  return (trim(lines.text, { start, end: offset })?.start ?? offset) - start;
}
