// A diff as lines with their roles and the files they change. Hunk headers say how many lines follow, so a removed line
// that begins with "--" is not taken for a header. Reads git, plain unified and combined diffs; what it does not know is
// text that stays.

import { type Bounds, lineBounds, lineText, type Page, unitCount } from './gaps.js';

export type DiffLineKind = 'other' | 'header' | 'index' | 'hunk' | 'add' | 'remove' | 'context';

export interface DiffLine {
  readonly kind: DiffLineKind;
  /** Index of the file, -1 before the first one. */
  readonly file: number;
  /** Index of the hunk in the whole diff, -1 outside. */
  readonly hunk: number;
}

export interface DiffFile {
  readonly path: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly firstHunkLine: number;
  readonly hunks: number;
  readonly added: number;
  readonly removed: number;
  /** What happened beside changed lines: `new`, `deleted`, `renamed from …`, `binary`. */
  readonly status: string;
  readonly isGenerated: boolean;
}

export interface DiffText {
  readonly bounds: Bounds;
  readonly lines: readonly DiffLine[];
  readonly files: readonly DiffFile[];
  readonly hunks: number;
}

export function readDiff(page: Page): DiffText {
  const { text } = page.task.source;
  const bounds = lineBounds(page);
  const lines: DiffLine[] = [];
  const state: State = { file: -1, hunk: -1, old: 0, new: 0, columns: 1, seenHunk: true };
  for (let line = 0; line < unitCount(bounds); line++) {
    const content = lineText(text, bounds, line);
    const next = line + 1 < unitCount(bounds) ? lineText(text, bounds, line + 1) : '';
    const kind = inHunk(content, state) ?? outsideHunk(content, next, state);
    lines.push({ kind, file: state.file, hunk: kind === 'other' || kind === 'header' ? -1 : state.hunk });
  }
  return { bounds, lines, files: readFiles(text, bounds, lines, state.file + 1), hunks: state.hunk + 1 };
}

interface State {
  file: number;
  hunk: number;
  /** Lines of the hunk that are still to come, on either side. */
  old: number;
  new: number;
  /** Signs before a line: more than one in combined diffs. */
  columns: number;
  /** True once the file at hand has had a hunk: a header after it starts the next file. */
  seenHunk: boolean;
}

function inHunk(content: string, state: State): DiffLineKind | undefined {
  if (state.old <= 0 && state.new <= 0) return content.startsWith('\\') && state.hunk >= 0 ? 'hunk' : undefined;
  const signs = content.slice(0, state.columns);
  if (content.startsWith('\\')) return 'hunk';
  if (signs.includes('+')) {
    state.new--;
    return 'add';
  }
  if (signs.includes('-')) {
    state.old--;
    return 'remove';
  }
  if (signs.trim() !== '') {
    // Not a line of a hunk: the header promised too much, or the text was cut.
    state.old = 0;
    state.new = 0;
    return undefined;
  }
  state.old--;
  state.new--;
  return 'context';
}

const HUNK = /^(@@+) (?:-\d+(?:,(\d+))? )+\+\d+(?:,(\d+))? @@/;
const HEADER =
  /^(?:---|\+\+\+|old mode|new mode|deleted file|new file|copy (?:from|to)|rename (?:from|to)|Binary files|GIT binary patch|={10,}|Index: |Property changes)/;

function outsideHunk(content: string, next: string, state: State): DiffLineKind {
  const hunk = HUNK.exec(content.slice(0, 400));
  if (hunk) {
    startHunk(hunk, state);
    return 'hunk';
  }
  const isPlainStart = content.startsWith('--- ') && next.startsWith('+++ ') && state.seenHunk;
  if (/^(?:diff -|Index: )/.test(content) || isPlainStart) {
    Object.assign(state, { file: state.file + 1, seenHunk: false, old: 0, new: 0 });
    return 'header';
  }
  if (state.file < 0 || state.seenHunk) return 'other';
  if (/^(?:index |similarity index|dissimilarity index|(?:new|deleted) file mode)/.test(content)) return 'index';
  return HEADER.test(content) ? 'header' : 'other';
}

function startHunk([, signs = '@@', old = '1', added = '1']: RegExpExecArray, state: State): void {
  if (state.file < 0) state.file = 0;
  state.hunk++;
  state.seenHunk = true;
  state.columns = signs.length - 1;
  state.old = Number(old);
  state.new = Number(added);
}

function readFiles(text: string, bounds: Bounds, lines: readonly DiffLine[], count: number): DiffFile[] {
  const of: number[][] = Array.from({ length: count }, () => []);
  lines.forEach((line, index) => {
    if (line.file >= 0 && line.kind !== 'other') of[line.file]?.push(index);
  });
  return of.filter((indices) => indices.length > 0).map((indices) => readFile(text, bounds, lines, indices));
}

function readFile(text: string, bounds: Bounds, lines: readonly DiffLine[], indices: readonly number[]): DiffFile {
  const headers = indices
    .filter((line) => lines[line]?.kind === 'header' || lines[line]?.kind === 'index')
    .map((line) => lineText(text, bounds, line).slice(0, 1_000));
  const countOf = (kind: DiffLineKind) => indices.filter((line) => lines[line]?.kind === kind).length;
  const path = pathOf(headers);
  const firstHunkLine = indices.find((line) => lines[line]?.kind === 'hunk') ?? -1;
  return {
    path,
    firstLine: indices[0] ?? 0,
    lastLine: indices.at(-1) ?? 0,
    firstHunkLine,
    hunks: indices.filter((line) => lines[line]?.kind === 'hunk' && /^@@/.test(lineText(text, bounds, line))).length,
    added: countOf('add'),
    removed: countOf('remove'),
    status: statusOf(headers),
    isGenerated: GENERATED.test(path),
  };
}

function pathOf(headers: readonly string[]): string {
  const named = (pattern: RegExp) => headers.map((line) => pattern.exec(line)?.[1]).find((path) => path !== undefined);
  return (
    named(/^\+\+\+ (?:b\/)?(?!\/dev\/null)([^\t]+)/) ??
    named(/^--- (?:a\/)?(?!\/dev\/null)([^\t]+)/) ??
    named(/^rename to (.+)/) ??
    named(/^diff --git a\/(?:.+) b\/(.+)$/) ??
    named(/^(?:Index:|diff .*) (\S+)$/) ??
    ''
  );
}

function statusOf(headers: readonly string[]): string {
  const states: readonly (readonly [RegExp, string])[] = [
    [/^new file|^--- \/dev\/null/, 'new'],
    [/^deleted file|^\+\+\+ \/dev\/null/, 'deleted'],
    [/^Binary files|^GIT binary/, 'binary'],
    [/^new mode/, 'mode changed'],
  ];
  const renamed = headers.map((line) => /^rename from (.+)/.exec(line)?.[1]).find((path) => path !== undefined);
  const found = states.filter(([pattern]) => headers.some((line) => pattern.test(line))).map(([, name]) => name);
  return [...found, ...(renamed === undefined ? [] : [`renamed from ${renamed}`])].join(', ');
}

/** Files that tools write: their changes follow from other changes. */
const GENERATED = new RegExp(
  [
    '(?:^|/)(?:package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lockb?|deno\\.lock|Cargo\\.lock|go\\.sum|poetry\\.lock|uv\\.lock|Pipfile\\.lock|Gemfile\\.lock|composer\\.lock|packages\\.lock\\.json|mix\\.lock|pubspec\\.lock|Podfile\\.lock|flake\\.lock)$',
    '\\.(?:min\\.(?:js|css)|map|pb\\.go|g\\.dart|designer\\.cs|snap)$',
    '_pb2(?:_grpc)?\\.py$|\\.generated\\.\\w+$|(?:^|/)(?:dist|vendor|node_modules|__snapshots__)/',
  ].join('|'),
  'i',
);
