// Markdown: headings always stay; of a section its first sentence, short code and its orders; all of it where the
// question is about it. Fenced code is kept byte for byte or left out whole. A first honest version.

import { lineEnd } from '../base/text.js';
import type { Compressor, Draft, Task } from './draft.js';
import { falling } from './falling.js';
import { faithfulness } from './faithfulness.js';
import { cutGaps, draftOf, mergeCuts, type Page, pageOf, rewrite } from './gaps.js';
import { type MarkdownPiece, type MarkdownText, readMarkdown } from './markdown/text.js';
import { clutterCuts } from './markdown/clutter.js';
import { linesOf, markerText } from './marker.js';
import { isConstraint } from './prose.js';
import { bm25, best } from './terms.js';

/** What stays of a section that is not asked for: sentences from its start, code up to so many lines, rows of a table. */
const SECTION = { focus: { sentences: 4, codeLines: 24, rows: 12 }, skeleton: { sentences: 1, codeLines: 8, rows: 3 } };
/** Sections kept whole because the question is about them, and how near to the best one they must come. */
const ASKED_SECTIONS = 6;
const ASKED_SHARE = 0.5;

export function openMarkdown(task: Task): Compressor {
  const page = pageOf(task);
  const text = readMarkdown(page);
  const tidy = clutterCuts(page, text);
  return falling(task, {
    notes: [],
    async draft(level) {
      if (level === 'tidy') return draftOf(page, tidy);
      if (level === 'outline') return outline(page, text);
      const kept = chosen(page, text, level);
      const gaps = cutGaps(page, text.bounds, (piece) => kept[piece] === true, {
        reason: 'low-relevance',
        keepBlankLines: true,
      });
      const draft = gaps.length === 0 ? undefined : draftOf(page, mergeCuts(gaps, tidy));
      return draft && { ...draft, faithfulness: faithfulness(originalOf(page), draft.text) };
    },
  });
}

const originalOf = ({ task }: Page): string => task.source.text.slice(task.span.start, task.span.end);

function chosen(page: Page, { pieces, sections }: MarkdownText, level: 'focus' | 'skeleton'): boolean[] {
  const asked = level === 'focus' ? askedSections(page, pieces, sections) : new Set<number>();
  const limits = asked.size > 0 ? SECTION.skeleton : SECTION[level];
  const hasHeadings = sections > 1;
  const sentences = new Map<number, number>();
  return pieces.map((piece) => {
    if (piece.kind === 'heading' || asked.has(piece.section)) return true;
    if (piece.kind === 'code') return piece.lines <= limits.codeLines;
    if (piece.kind === 'table') return piece.order < limits.rows;
    if (piece.kind === 'aside') return false;
    const before = sentences.get(piece.section) ?? 0;
    sentences.set(piece.section, before + 1);
    if (isConstraint(piece.text)) return true;
    // Without headings the paragraphs are all the structure there is.
    return before < limits.sentences || (!hasHeadings && piece.order < limits.sentences);
  });
}

/** The sections whose text answers the question best. */
function askedSections({ task }: Page, pieces: readonly MarkdownPiece[], sections: number): Set<number> {
  const texts = new Array<string>(sections).fill('');
  for (const { section, text } of pieces) texts[section] += text;
  const scores = bm25(task.question, sections, (section) => texts[section] ?? '');
  return new Set(best(scores, ASKED_SECTIONS, ASKED_SHARE));
}

/** The headings with the lines of their sections: `pith:<id>:<lines>` opens one. */
function outline(page: Page, { pieces, bounds }: MarkdownText): Draft | undefined {
  const { source, span } = page.task;
  const headings = pieces.flatMap((piece, index) => (piece.kind === 'heading' ? [{ piece, index }] : []));
  if (headings.length === 0) return undefined;
  const rows = headings.map(({ piece, index }, at) => {
    const end = bounds[headings[at + 1]?.index ?? pieces.length] ?? span.end;
    const lines = linesOf(source.text, { start: bounds[index] ?? 0, end }, page.starts);
    return `${piece.text.trim().replace(/\s*\r?\n[=-]+$/, '')} ${lines.first}-${lines.last}`;
  });
  const newline = lineEnd(source.text);
  const text = [markerText(source, span, page.starts), ...rows].join(newline);
  const ended = originalOf(page).endsWith('\n') ? text + newline : text;
  return rewrite(page, ended, 'low-relevance', faithfulness(originalOf(page), ended));
}
