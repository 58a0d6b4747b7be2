// One rule file as git reads it, and what it says of a path. What it says of folders above the path is not asked
// here: another file may have taken that back.

import { isTaken, stepsOf } from './wildcards.js';

export interface Pattern {
  /** Takes back what an earlier pattern left out. */
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  /** Looks at the last segment only, at any depth. */
  readonly isForNames: boolean;
  readonly matches: (text: string) => boolean;
}

/** A text as git sees it: its bytes in UTF-8, one a character. */
export const asBytes = (text: string): string =>
  /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');

/** Git folds the letters of ASCII only. */
export const foldCase = (bytes: string): string => bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The patterns of a rule file, given as bytes, in their order. */
export function patternsOf(bytes: string, foldsCase: boolean): readonly Pattern[] {
  return bytes.split('\n').flatMap((ended) => {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended;
    if (line === '' || line.startsWith('#')) return [];
    const trimmed = withoutTrailingSpaces(line);
    const folded = foldsCase ? foldCase(trimmed).replaceAll('[:upper:]', '[:lower:]') : trimmed;
    return patternOf(folded) ?? [];
  });
}

/**
 * True: left out. False: taken back. Undefined: nothing is said. `path` is relative to the rule file's folder, in bytes,
 * folded where the patterns are.
 */
export function verdict(patterns: readonly Pattern[], path: string, isFolder: boolean): boolean | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (let at = patterns.length - 1; at >= 0; at--) {
    const pattern = patterns[at];
    if (!pattern || (pattern.isForFolders && !isFolder)) continue;
    if (pattern.matches(pattern.isForNames ? name : path)) return !pattern.isNegated;
  }
  return undefined;
}

/** A space behind a `\` stays. Counted, because a regular expression takes its time over long rows of spaces. */
function withoutTrailingSpaces(line: string): string {
  const end = startOfRow(line, line.length, ' ');
  const isKept = end < line.length && (end - startOfRow(line, end, '\\')) % 2 === 1;
  return line.slice(0, isKept ? end + 1 : end);
}

/** Where the row of equal letters begins that ends at `end`. */
function startOfRow(text: string, end: number, letter: string): number {
  let at = end;
  while (text[at - 1] === letter) at--;
  return at;
}

function patternOf(line: string): Pattern | undefined {
  const isNegated = line.startsWith('!');
  const isForFolders = line.endsWith('/');
  const body = line.slice(isNegated ? 1 : 0, isForFolders ? -1 : undefined);
  const isForNames = !body.includes('/');
  const matches = isForNames ? nameMatcher(body) : pathMatcher(body.startsWith('/') ? body.slice(1) : body);
  return matches && { isNegated, isForFolders, isForNames, matches };
}

type Matcher = Pattern['matches'];

function nameMatcher(body: string): Matcher | undefined {
  if (!hasWildcard(body)) return (name) => name === body;
  const end = body.slice(1);
  if (body.startsWith('*') && !hasWildcard(end)) return (name) => name.endsWith(end);
  return stepMatcher(body);
}

/** What stands before the first wildcard is compared as it is; `**` right behind it counts as a segment's beginning. */
function pathMatcher(body: string): Matcher | undefined {
  const wild = body.search(WILDCARD);
  if (wild === -1) return (path) => path === body;
  const start = body.slice(0, wild);
  const rest = stepMatcher(body.slice(wild));
  return rest && ((path) => path.startsWith(start) && rest(path.slice(wild)));
}

function stepMatcher(pattern: string): Matcher | undefined {
  const steps = stepsOf(pattern);
  return steps && ((text) => isTaken(steps, text));
}

const WILDCARD = /[*?[\\]/;
const hasWildcard = (text: string): boolean => WILDCARD.test(text);
