// Code without a grammar, read by its indentation: a line with deeper lines below it is a header, and what is below is
// its body. Bodies go, headers stay; the members of types and modules are looked into. Nothing is parsed, so what is left
// is for reading only.

import {
  cutGaps,
  draftOf,
  lineBounds,
  lineText,
  mergeCuts,
  type Page,
  pageOf,
  rewrite,
  unitCount,
  unitSpan,
  whitespaceCuts,
} from './gaps.js';
import type { Compressor, Draft, Task } from './draft.js';
import { falling } from './falling.js';
import { handleOf, markerText } from './marker.js';
import { openProse } from './prose.js';
import { bm25 } from './terms.js';

/** A body of one line costs about as much as its marker. */
const LEAST_BODY_LINES = 2;
/** Fewer bodies than this are no structure to go by. */
const LEAST_BODIES = 2;
/** Share of the lines of bodies that `focus` keeps. */
const FOCUS_SHARE = 0.4;
/** A body answers the question if it scores this share of the best one. */
const ANSWER_SHARE = 0.35;
/** Headers that the outline names. */
const OUTLINE_HEADERS = 200;
const TAB_WIDTH = 4;

/** Words of headers whose bodies hold declarations and not statements, in the languages people write. */
const HOLDS_MEMBERS =
  /\b(?:class|struct|interface|enum|protocol|extension|module|namespace|trait|impl|object|record|union|actor|mixin|instance|service|message|contract|library|describe|context|suite)\b/;

interface Body {
  readonly header: number;
  readonly first: number;
  readonly last: number;
}

/** Falls to the rules of prose where nothing is indented. */
export function openIndented(task: Task): Compressor {
  const page = pageOf(task);
  const bounds = lineBounds(page);
  const lines = Array.from({ length: unitCount(bounds) }, (_, line) => lineText(task.source.text, bounds, line));
  const bodies = bodiesOf(lines);
  if (bodies.length < LEAST_BODIES) return openProse(task);
  const tidy = whitespaceCuts(page, bounds);
  const without = (cut: readonly Body[]): Draft | undefined => {
    const gone = new Uint8Array(lines.length);
    for (const { first, last } of cut) gone.fill(1, first, last + 1);
    const gaps = cutGaps(page, bounds, (line) => gone[line] === 0, {
      reason: 'body',
      marker: (span, first) => indentOf(lines[first]) + markerText(task.source, span, page.starts),
    });
    return draftOf(page, mergeCuts(gaps, tidy));
  };
  return falling(task, {
    notes: [],
    async draft(level) {
      if (level === 'tidy') return draftOf(page, tidy);
      if (level === 'outline') return outline(page, bounds, lines, bodies);
      const kept = level === 'focus' ? chosen(bodies, lines, task.question) : new Set<Body>();
      return without(bodies.filter((body) => !kept.has(body)));
    },
  });
}

/** The bodies to cut, in order, none inside another. Linear: each line opens and closes at most one level. */
function bodiesOf(lines: readonly string[]): Body[] {
  const depths = depthsOf(lines);
  const bodies: Body[] = [];
  for (let line = 0; line < lines.length - 1; line++) {
    const depth = depths[line] ?? 0;
    if (isBlank(lines[line]) || (depths[line + 1] ?? 0) <= depth || HOLDS_MEMBERS.test(lines[line] ?? '')) continue;
    let last = line + 1;
    while (last + 1 < lines.length && (depths[last + 1] ?? 0) > depth) last++;
    while (isBlank(lines[last])) last--;
    if (last - line >= LEAST_BODY_LINES) bodies.push({ header: line, first: line + 1, last });
    line = last;
  }
  return bodies;
}

/** Columns of indentation; a blank line is as deep as the line below it. */
function depthsOf(lines: readonly string[]): Int32Array {
  const depths = new Int32Array(lines.length);
  let below = 0;
  for (let line = lines.length - 1; line >= 0; line--) {
    const text = lines[line] ?? '';
    if (!isBlank(text)) below = columns(text);
    depths[line] = below;
  }
  return depths;
}

function columns(line: string): number {
  let columns = 0;
  for (const letter of line) {
    if (letter === ' ') columns += 1;
    else if (letter === '\t') columns += TAB_WIDTH;
    else break;
  }
  return columns;
}

const indentOf = (line = ''): string => /^[ \t]{0,80}/.exec(line)?.[0] ?? '';

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** The bodies that answer the question; without one the shortest, because most of them fit. */
function chosen(bodies: readonly Body[], lines: readonly string[], question: string | undefined): ReadonlySet<Body> {
  const size = ({ header, last }: Body) => last - header;
  const limit = FOCUS_SHARE * bodies.reduce((sum, body) => sum + size(body), 0);
  const scores = bm25(question, bodies.length, (at) => {
    const body = bodies[at];
    return body ? lines.slice(body.header, body.last + 1).join('\n') : '';
  });
  const top = Math.max(0, ...scores);
  const ranked = bodies
    .map((body, at) => ({ body, score: scores[at] ?? 0 }))
    .filter(({ score }) => top === 0 || score >= ANSWER_SHARE * top)
    .sort((a, b) => b.score - a.score || size(a.body) - size(b.body) || a.body.header - b.body.header);
  const kept = new Set<Body>();
  let used = 0;
  for (const { body, score } of ranked) {
    const isBest = top > 0 && score === top;
    if (!isBest && used + size(body) > limit) continue;
    kept.add(body);
    used += size(body);
  }
  return kept;
}

/** Headers with their line numbers. */
function outline(page: Page, bounds: readonly number[], lines: readonly string[], bodies: readonly Body[]): Draft {
  const { source, span } = page.task;
  const { starts } = page;
  const firstLine = starts.findLastIndex((start) => start <= unitSpan(bounds, 0).start) + 1;
  const shown = bodies.slice(0, OUTLINE_HEADERS);
  const rows = shown.map(({ header }) => `${firstLine + header} ${(lines[header] ?? '').trim()}`);
  if (bodies.length > shown.length) rows.push(`… ${bodies.length - shown.length} more`);
  const title = `… ${lines.length} lines ${handleOf(source, span, starts)}`;
  return rewrite(page, `${[title, ...rows].join('\n')}\n`, 'body', 0);
}
