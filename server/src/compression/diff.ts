// Diffs: every changed line stays until the skeleton, unchanged context goes but for the line next to a change, and files
// that tools write (lock files, bundles) become a line of counts. The result is for reading: it does not apply as a patch.

import { t } from '@vscode/l10n';
import { lineEnd } from '../base/text.js';
import type { Level } from '../model/block.js';
import { type DiffFile, type DiffText, readDiff } from './diffText.js';
import type { Compressor, Cut, Draft, Task } from './draft.js';
import { falling } from './falling.js';
import { faithfulness } from './faithfulness.js';
import {
  cutGaps,
  draftOf,
  type GapStyle,
  joinNeighbours,
  mergeCuts,
  type Page,
  pageOf,
  rewrite,
  unitSpan,
} from './gaps.js';
import { handleOf, linesOf, markerText } from './marker.js';
import { best, bm25 } from './terms.js';

/** Unchanged lines kept next to a change. */
const CONTEXT_LINES = 1;
/** A shorter gap of context is marked by a bare sign: its lines are in the file, and a handle would cost more. */
const SMALL_GAP_LINES = 6;
/** Changed lines of a hunk and of a file that the skeleton keeps. */
const SKELETON = { hunkLines: 6, fileLines: 24 };
/** Hunks that stay because the question is about them. */
const ASKED_HUNKS = 8;

export function openDiff(task: Task): Compressor {
  const page = pageOf(task);
  const diff = readDiff(page);
  const tidy = headerCuts(page, diff);
  const draftAt = (level: Exclude<Level, 'full'>) => {
    if (level === 'tidy') return draftOf(page, tidy);
    return level === 'outline' ? outline(page, diff) : thinned(page, diff, level, tidy);
  };
  return falling(task, {
    notes: [],
    async draft(level) {
      const draft = draftAt(level);
      return draft && { ...draft, note: t('Diffs are shortened for reading: the result does not apply as a patch.') };
    },
  });
}

function thinned(page: Page, diff: DiffText, level: 'focus' | 'skeleton', tidy: readonly Cut[]): Draft | undefined {
  const asked = askedHunks(page, diff);
  const dropped = level === 'focus' ? new Uint8Array(diff.lines.length) : longHunks(diff, asked);
  const changes = cutGaps(page, diff.bounds, (line) => dropped[line] === 0, changeGap(page, diff));
  const context = cutGaps(page, diff.bounds, isKeptContext(diff, asked), CONTEXT_GAP(page));
  const gaps = mergeCuts(mergeCuts(generatedCuts(page, diff), changes), context);
  const draft = gaps.length === 0 ? undefined : draftOf(page, mergeCuts(gaps, tidy));
  return draft && { ...draft, faithfulness: level === 'focus' ? 1 : changesKept(page, diff, draft.text) };
}

/** Object names say nothing to a reader, and `diff --git` repeats the two lines after it. */
function headerCuts(page: Page, { bounds, lines, files }: DiffText): Cut[] {
  const { text } = page.task.source;
  const cuts: Cut[] = [];
  lines.forEach(({ kind, file }, line) => {
    const span = unitSpan(bounds, line);
    const isRepeated = kind === 'index' || text.startsWith('diff --git', span.start);
    // Without hunks these lines are all that is said of a file.
    if (isRepeated && (files[file]?.firstHunkLine ?? -1) >= 0 && (kind === 'index' || kind === 'header'))
      cuts.push({ span, reason: 'markup', replacement: '' });
  });
  return joinNeighbours(cuts);
}

/** The hunks of generated files, one cut a file. */
function generatedCuts(page: Page, { bounds, files }: DiffText): Cut[] {
  const generated = files.filter((file) => file.isGenerated && file.firstHunkLine >= 0);
  const inside = new Map<number, DiffFile>();
  for (const file of generated)
    for (let line = file.firstHunkLine; line <= file.lastLine; line++) inside.set(line, file);
  return cutGaps(page, bounds, (line) => !inside.has(line), {
    reason: 'low-relevance',
    marker: (span, first) => `… ${countsOf(inside.get(first))} ${handleOf(page.task.source, span, page.starts)}`,
  });
}

const countsOf = (file: DiffFile | undefined): string =>
  file ? `+${file.added} -${file.removed} in ${file.hunks} hunk${file.hunks === 1 ? '' : 's'}` : '';

const CONTEXT_GAP = ({ task, starts }: Page): GapStyle => ({
  reason: 'unchanged-context',
  marker: (span, first, last) => (last - first < SMALL_GAP_LINES ? ' …' : ` ${markerText(task.source, span, starts)}`),
});

/** Everything but context that is far from a change. Hunks that were asked for keep theirs. */
function isKeptContext({ lines }: DiffText, asked: ReadonlySet<number>): (line: number) => boolean {
  const isChange = (line: number) => lines[line]?.kind === 'add' || lines[line]?.kind === 'remove';
  const near = new Uint8Array(lines.length);
  lines.forEach((_, line) => {
    if (isChange(line)) near.fill(1, Math.max(0, line - CONTEXT_LINES), line + CONTEXT_LINES + 1);
  });
  return (line) => lines[line]?.kind !== 'context' || near[line] === 1 || asked.has(lines[line]?.hunk ?? -1);
}

/** Marks the lines of hunks beyond what the skeleton keeps of a hunk and of a file. */
function longHunks({ lines, files }: DiffText, asked: ReadonlySet<number>): Uint8Array {
  const dropped = new Uint8Array(lines.length);
  for (const file of files) {
    let inFile = 0;
    let inHunk = 0;
    for (let line = file.firstLine; line <= file.lastLine; line++) {
      const { kind, hunk } = lines[line] ?? { kind: 'other', hunk: -1 };
      if (kind === 'hunk') inHunk = 0;
      if (kind !== 'add' && kind !== 'remove' && kind !== 'context') continue;
      if (asked.has(hunk)) continue;
      const isFull = inHunk >= SKELETON.hunkLines || inFile >= SKELETON.fileLines;
      if (isFull) dropped[line] = 1;
      else if (kind !== 'context') {
        inHunk++;
        inFile++;
      }
    }
  }
  return dropped;
}

const changeGap = ({ task, starts }: Page, { lines }: DiffText): GapStyle => ({
  reason: 'low-relevance',
  marker: (span, first, last) => {
    let added = 0;
    let removed = 0;
    for (let line = first; line <= last; line++) {
      if (lines[line]?.kind === 'add') added++;
      if (lines[line]?.kind === 'remove') removed++;
    }
    return `… +${added} -${removed} ${handleOf(task.source, span, starts)}`;
  },
});

function askedHunks(page: Page, { bounds, lines, hunks }: DiffText): Set<number> {
  const texts = new Array<string>(hunks).fill('');
  lines.forEach(({ hunk }, line) => {
    if (hunk >= 0) texts[hunk] += page.task.source.text.slice(bounds[line], bounds[line + 1]);
  });
  return new Set(
    best(
      bm25(page.task.question, hunks, (hunk) => texts[hunk] ?? ''),
      ASKED_HUNKS,
    ),
  );
}

function changesKept({ task }: Page, { bounds, lines }: DiffText, text: string): number {
  const changes = lines.flatMap(({ kind }, line) =>
    kind === 'add' || kind === 'remove' ? [task.source.text.slice((bounds[line] ?? 0) + 1, bounds[line + 1])] : [],
  );
  return faithfulness(changes.join(''), text);
}

/** One line a file: path, what happened to it, counts, and its lines in the diff. */
function outline(page: Page, diff: DiffText): Draft | undefined {
  if (diff.files.length === 0) return undefined;
  const { source, span } = page.task;
  const rows = diff.files.map((file) => {
    const range = { start: diff.bounds[file.firstLine] ?? 0, end: diff.bounds[file.lastLine + 1] ?? 0 };
    const { first, last } = linesOf(source.text, range, page.starts);
    const status = file.status === '' ? '' : ` (${file.status})`;
    return `${file.path || 'file'}${status} +${file.added} -${file.removed} ${first}-${last}`;
  });
  const newline = lineEnd(source.text);
  const text = [markerText(source, span, page.starts), ...rows].join(newline);
  const ended = source.text.slice(span.start, span.end).endsWith('\n') ? text + newline : text;
  return rewrite(page, ended, 'low-relevance', changesKept(page, diff, ended));
}
