// Chosen pieces to one text: a section for each file, its lines in their order as they stand in the file, headers of the
// declarations around each stretch, and a marker for every stretch that is left out. Markers name lines; with the id in
// the line that names the file they are handles.

import type { SecretMasker } from '../indexing/secrets.js';
import type { Omission } from '../model/block.js';
import { formatHandle } from '../model/handle.js';
import type { LineRange } from '../retrieval/excerpt.js';
import type { StoredChunk } from '../storage/indexStore.js';
import type { TokenCounter } from '../tokens/counter.js';
import type { Packed } from './pack.js';
import { headersAround, INDEX_TOKENIZER, joined, textOfLines } from './pieces.js';
import { type SourceFile, spanOfLines } from './sourceFiles.js';

export interface Section {
  readonly source: SourceFile;
  readonly packed: readonly Packed[];
  /** Lines that are shown. */
  readonly ranges: readonly LineRange[];
  /** Lines that are not. */
  readonly gaps: readonly LineRange[];
}

export interface Rendered {
  readonly text: string;
  readonly sections: readonly (Section & {
    /** Shown as they are: without lines that hold a masked secret. */
    readonly verbatim: readonly LineRange[];
  })[];
  readonly masked: number;
}

export interface RenderOptions {
  /** Says what the markers mean; a text of few tokens goes without. */
  readonly hasNotice: boolean;
  /** Undefined where secrets are not to be masked. */
  readonly masker: SecretMasker | undefined;
}

/** Files in the order in which they were chosen, which is that of their best pieces. */
export function sectionsOf(packed: readonly Packed[]): readonly Section[] {
  const byFile = new Map<SourceFile, Packed[]>();
  for (const entry of packed) {
    const list = byFile.get(entry.piece.source) ?? [];
    byFile.set(entry.piece.source, list);
    list.push(entry);
  }
  return [...byFile].map(([source, entries]) => {
    const ranges = joined(source, [
      ...entries.flatMap(({ rung }) => rung.ranges),
      ...entries.flatMap(({ piece, rung }) => headersAround(piece, rung.ranges[0]?.[0] ?? piece.startLine)),
    ]);
    return { source, packed: entries, ranges, gaps: between(ranges, source.lines.length) };
  });
}

function between(ranges: readonly LineRange[], lines: number): readonly LineRange[] {
  const gaps: LineRange[] = [];
  let next = 1;
  for (const [first, last] of ranges) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= lines) gaps.push([next, lines]);
  return gaps;
}

export async function render(sections: readonly Section[], { hasNotice, masker }: RenderOptions): Promise<Rendered> {
  if (sections.length === 0) return { text: '', sections: [], masked: 0 };
  const signs = signsFor(sections);
  const parts: string[] = [];
  const shown: Rendered['sections'][number][] = [];
  let masked = 0;
  const hasGaps = sections.some(({ gaps }) => gaps.length > 0);
  if (hasNotice && hasGaps) {
    parts.push(`${signs.gap}first-last: lines left out; pith:ID:first-last opens them, ID is that of the file.\n`);
  }
  for (const section of sections) {
    const { source } = section;
    parts.push(`${signs.file} ${source.path} pith:${source.id}\n`);
    const verbatim: LineRange[] = [];
    for (const stretch of inOrder(section)) {
      if (stretch.isGap) parts.push(`${signs.gap}${stretch.range[0]}-${stretch.range[1]}\n`);
      else {
        const safe = await maskedLines(source, stretch.range, masker);
        masked += safe.masked;
        parts.push(safe.text);
        verbatim.push(...safe.verbatim);
      }
    }
    shown.push({ ...section, verbatim });
  }
  return { text: parts.join(''), sections: shown, masked };
}

function inOrder({ ranges, gaps }: Section): readonly { readonly range: LineRange; readonly isGap: boolean }[] {
  return [...ranges.map((range) => ({ range, isGap: false })), ...gaps.map((range) => ({ range, isGap: true }))].sort(
    (a, b) => a.range[0] - b.range[0],
  );
}

async function maskedLines(source: SourceFile, range: LineRange, masker: SecretMasker | undefined) {
  const text = textOfLines(source, range);
  if (!masker) return { text, masked: 0, verbatim: [range] };
  const span = spanOfLines(source, ...range);
  const { text: safe, count } = await masker.maskPart(source.text, span);
  if (count === 0) return { text, masked: 0, verbatim: [range] };
  return { text: `${safe.replace(/\r?\n$/, '')}\n`, masked: count, verbatim: sameLines(text, safe, range[0]) };
}

/** Lines that masking left alone; none where it took line ends with it. */
function sameLines(text: string, safe: string, first: number): readonly LineRange[] {
  const clean = (part: string): readonly string[] => part.replace(/\r?\n$/, '').split(/\r?\n/);
  const [before, after] = [clean(text), clean(safe)];
  if (before.length !== after.length) return [];
  const ranges: [number, number][] = [];
  for (const [at, line] of before.entries()) {
    if (line !== after[at]) continue;
    const last = ranges.at(-1);
    if (last?.[1] === first + at - 1) last[1] = first + at;
    else ranges.push([first + at, first + at]);
  }
  return ranges;
}

interface Signs {
  readonly file: string;
  readonly gap: string;
}

/** Signs that no shown line begins with: a source must not be able to write our markers. */
function signsFor(sections: readonly Section[]): Signs {
  const lines = sections.flatMap(({ source, ranges }) =>
    ranges.flatMap(([first, last]) => source.lines.slice(first - 1, last).map((line) => line.trimStart())),
  );
  return { file: freeSign('===', lines, ' '), gap: freeSign('…', lines, '') };
}

const MOST_REPEATS = 3;

/** Repeated, then numbered: what is shown must not make it long. A line of signs alone is no marker. */
function freeSign(sign: string, lines: readonly string[], end: string): string {
  const alike = lines.filter((line) => line.startsWith(sign));
  for (let turn = 1; ; turn++) {
    const free = turn <= MOST_REPEATS ? sign.repeat(turn) : `${sign}${turn}:`;
    if (!alike.some((line) => line.startsWith(`${free}${end}`))) return free;
  }
}

/** All that is left out of the files that are shown. */
export function omissionsOf(sections: readonly Section[], counter: TokenCounter): readonly Omission[] {
  return sections.flatMap(({ source, gaps }) => {
    const isCounted = counter.exact && counter.tokenizer === INDEX_TOKENIZER;
    const chunks = isCounted ? source.folder.indexer.store.chunksOf(source.file.id) : [];
    return gaps.map(([first, last]) => ({
      handle: formatHandle({ sourceId: source.id, range: { unit: 'lines', first, last } }),
      reason: 'low-relevance' as const,
      path: source.path,
      startLine: first,
      endLine: last,
      tokens: tokensOfLines(source, [first, last], { chunks, counter }),
    }));
  });
}

/** Whole chunks are counted already, exact to one at each end; only what is beside them is counted now. */
function tokensOfLines(
  source: SourceFile,
  [first, last]: LineRange,
  { chunks, counter }: { readonly chunks: readonly StoredChunk[]; readonly counter: TokenCounter },
): number {
  const inside = chunks.filter(({ startLine, endLine }) => startLine >= first && endLine <= last);
  const [head, tail] = [inside[0], inside.at(-1)];
  if (!head || !tail) return counter.count(textOfLines(source, [first, last]));
  const before = head.startLine > first ? counter.count(textOfLines(source, [first, head.startLine - 1])) : 0;
  const after = tail.endLine < last ? counter.count(textOfLines(source, [tail.endLine + 1, last])) : 0;
  return inside.reduce((sum, { tokens }) => sum + tokens, before + after);
}
