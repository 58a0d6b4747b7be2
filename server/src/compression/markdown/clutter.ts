// What Markdown loses nothing by: trailing space, blank runs, HTML comments, build badges, link definitions nobody uses.
// Fenced code and front matter are left alone.

import type { Cut } from '../draft.js';
import {
  type Bounds,
  contentEnd,
  joinNeighbours,
  lineText,
  mergeCuts,
  type Page,
  unitCount,
  unitSpan,
  whitespaceCuts,
} from '../gaps.js';
import { isBadgeLine, type MarkdownText } from './text.js';

export function clutterCuts(page: Page, { lines, literal }: MarkdownText): Cut[] {
  const { text } = page.task.source;
  const isHardBreak = (line: number) => / {2,}\r?\n?$/.test(text.slice(lines[line], lines[line + 1]).slice(-8));
  const isFollowed = (line: number) => line + 1 < unitCount(lines) && lineText(text, lines, line + 1).trim() !== '';
  const isLiteral = (line: number) => literal[line] === 1 || (isHardBreak(line) && isFollowed(line));
  const whole = mergeCuts(commentCuts(text, lines, literal), lineCuts(page, lines, literal));
  const gone = coveredLines(lines, whole);
  return joinNeighbours(
    mergeCuts(
      whole,
      whitespaceCuts(page, lines, isLiteral, (line) => gone[line] === 1),
    ),
  );
}

function coveredLines(lines: Bounds, cuts: readonly Cut[]): Uint8Array {
  const covered = new Uint8Array(unitCount(lines));
  let line = 0;
  for (const { span } of cuts) {
    while (line < covered.length && (lines[line] ?? 0) < span.start) line++;
    for (; line < covered.length && (lines[line + 1] ?? 0) <= span.end; line++) covered[line] = 1;
  }
  return covered;
}

/** HTML comments outside code; a comment alone on its lines goes with its line end. */
function commentCuts(text: string, lines: Bounds, literal: Uint8Array): Cut[] {
  const cuts: Cut[] = [];
  const end = lines.at(-1) ?? 0;
  for (let line = 0; line < unitCount(lines); line++) {
    if (literal[line]) continue;
    const span = unitSpan(lines, line);
    const content = text.slice(span.start, span.end);
    const open = content.indexOf('<!--');
    if (open === -1 || isInCode(content, open)) continue;
    const close = text.indexOf('-->', span.start + open + 4);
    // Without an end no later comment has one either.
    if (close === -1 || close + 3 > end) break;
    while (line + 1 < unitCount(lines) && (lines[line + 1] ?? 0) <= close) line++;
    cuts.push({
      span: commentSpan(text, lines, span.start + open, close + 3, line),
      reason: 'comment',
      replacement: '',
    });
  }
  return cuts;
}

const isInCode = (line: string, at: number): boolean => (line.slice(0, at).match(/`/g)?.length ?? 0) % 2 === 1;

function commentSpan(text: string, lines: Bounds, start: number, end: number, lastLine: number) {
  const last = unitSpan(lines, lastLine);
  const isAlone = (start === 0 || text[start - 1] === '\n') && text.slice(end, last.end).trim() === '';
  return { start, end: isAlone ? last.end : end };
}

const DEFINITION = /^ {0,3}\[([^\]\n]{1,200})\]:\s+\S/;

/** Lines of badges, and link definitions whose label stands nowhere else. */
function lineCuts(page: Page, lines: Bounds, literal: Uint8Array): Cut[] {
  const { text } = page.task.source;
  const labels = labelCounts(text.slice(lines[0], lines.at(-1)));
  const cuts: Cut[] = [];
  for (let line = 0; line < unitCount(lines); line++) {
    if (literal[line]) continue;
    const span = unitSpan(lines, line);
    const content = text.slice(span.start, contentEnd(text, span));
    const label = DEFINITION.exec(content)?.[1];
    const isUnused = label !== undefined && !label.startsWith('^') && (labels.get(label.toLowerCase()) ?? 0) < 2;
    if (isUnused || isBadgeLine(content)) cuts.push({ span, reason: 'markup', replacement: '' });
  }
  return cuts;
}

function labelCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, label = ''] of text.matchAll(/\[([^[\]\n]{1,200})\]/g)) {
    const key = label.toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
