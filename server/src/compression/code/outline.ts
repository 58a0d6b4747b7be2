// Level `outline`: names and lines only, as one comment in the language of the file, so that it still parses.
// The header is the marker of the whole stretch, whose handle gives everything back.

import { lineAt } from '../../base/text.js';
import type { Span } from '../../model/block.js';
import type { Declaration, Structure } from '../../model/source.js';
import type { CommentStyle } from '../../languages/languages.js';
import type { Cut } from '../draft.js';
import { markerText } from '../marker.js';
import type { Marking } from './pieces.js';

/** More names than this are a listing, not an outline; what is over is counted in a last line. */
const MAX_ENTRIES = 200;
const MAX_NAME_LENGTH = 80;

/** One cut for the whole of `bounds`; undefined where there is nothing to list. */
export function outlineCut(marking: Marking, structure: Structure, style: CommentStyle): Cut | undefined {
  const { source, bounds, starts } = marking;
  const { entries, hidden } = entriesOf(structure.declarations, bounds);
  if (entries.length === 0) return undefined;
  const lines = [markerText(source, bounds, starts)];
  for (const { declaration, depth } of entries) {
    const first = lineAt(starts, declaration.span.start) + 1;
    const last = lineAt(starts, Math.max(declaration.span.start, declaration.span.end - 1)) + 1;
    const range = first === last ? `${first}` : `${first}-${last}`;
    lines.push(`${'  '.repeat(depth)}${declaration.kind} ${plainName(declaration.name, style)} ${range}`);
  }
  if (hidden > 0) lines.push(`${hidden} more`);
  const piece = source.text.slice(bounds.start, bounds.end);
  const lineBreak = piece.includes('\r\n') ? '\r\n' : '\n';
  return { span: bounds, reason: 'body', replacement: commented(lines, style, lineBreak, piece.endsWith('\n')) };
}

function commented(
  lines: readonly string[],
  { line, block }: CommentStyle,
  lineBreak: string,
  closes: boolean,
): string {
  const end = closes ? lineBreak : '';
  if (block) return `${block[0]} ${lines.join(lineBreak)} ${block[1]}${end}`;
  return lines.map((entry) => `${line ?? '#'} ${entry}`).join(lineBreak) + end;
}

/** A name must not end the comment it stands in, nor open another where comments nest. */
function plainName(name: string, { block }: CommentStyle): string {
  let plain = name.replace(/\s+/g, ' ').slice(0, MAX_NAME_LENGTH);
  for (const sign of block ?? []) plain = plain.replaceAll(sign, ' ');
  return plain.trim();
}

interface Entry {
  readonly declaration: Declaration;
  readonly depth: number;
}

/** Declarations in the stretch without fields; where there are too many, the outer ones. */
function entriesOf(declarations: readonly Declaration[], bounds: Span) {
  const depths: number[] = [];
  const all: Entry[] = [];
  for (const [index, declaration] of declarations.entries()) {
    const depth = declaration.parent === undefined ? 0 : (depths[declaration.parent] ?? 0) + 1;
    depths[index] = depth;
    const isInside = declaration.span.start < bounds.end && declaration.span.end > bounds.start;
    if (isInside && declaration.kind !== 'field') all.push({ declaration, depth });
  }
  const entries = shallowest(all);
  return { entries, hidden: all.length - entries.length };
}

function shallowest(all: readonly Entry[]): readonly Entry[] {
  if (all.length <= MAX_ENTRIES) return all;
  const counts: number[] = [];
  for (const { depth } of all) counts[depth] = (counts[depth] ?? 0) + 1;
  let fits = 0;
  let deepest = -1;
  while (fits + (counts[deepest + 1] ?? 0) <= MAX_ENTRIES) fits += counts[++deepest] ?? 0;
  const room = MAX_ENTRIES - fits;
  let taken = 0;
  return all.filter(({ depth }) => depth <= deepest || (depth === deepest + 1 && taken++ < room));
}
