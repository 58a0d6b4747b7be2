// The globs of settings (`files.exclude` and its relatives), as VS Code reads them: relative to the workspace folder,
// `*` takes dots as well, and there are braces but no extended globs.

import picomatch from 'picomatch';

export interface Glob {
  /** Whether it takes the path; `path` is relative to the root, without a final `/`. */
  matches(path: string): boolean;
  /** Whether it may take something in the folder. */
  reachesInto(folder: string): boolean;
  /**
   * The same glob where one of its segments is there for folders of this name and not for any; in the folder, it
   * reaches only where the segments behind that one lead.
   */
  naming(folder: string): Glob | undefined;
}

const OPTIONS: picomatch.PicomatchOptions = { dot: true, noextglob: true, nonegate: true, windows: false };

/** Globs that take paths themselves; what lies in a folder they take is left to the caller. */
export const globsOf = (globs: readonly string[]): readonly Glob[] =>
  globs.map((text) => text.replace(/^(\.?\/)+|\/+$/g, '')).flatMap((text) => (text === '' ? [] : globOf(text)));

/** Globs that take what lies in the folders they take as well. */
export const deepGlobsOf = (globs: readonly string[]): readonly Glob[] =>
  globsOf(globs.flatMap((text) => [text, `${text.replace(/\/+$/, '')}/**`]));

/** Whether one of the globs takes a path, or a folder it is in. */
export function matcherOf(globs: readonly string[]): (path: string) => boolean {
  const deep = deepGlobsOf(globs);
  return (path) => deep.some((glob) => glob.matches(path));
}

function globOf(text: string): Glob {
  const whole = picomatch.makeRe(text, OPTIONS);
  const segments = text.split('/');
  const names = segments.map((segment) => (/[^*?]/.test(segment) ? picomatch.makeRe(segment, OPTIONS) : undefined));
  const startingAt = (start: string): Glob => ({
    matches: (path) => whole.test(path),
    reachesInto: (folder) => start === '' || isAtOrBelow(start, folder) || isAtOrBelow(folder, start),
    naming: (folder) => {
      const named = names.findIndex((name) => name?.test(folder.slice(folder.lastIndexOf('/') + 1)));
      const rest = segments.slice(named + 1).join('/');
      return named === -1 ? undefined : startingAt(joined(folder, startOf(rest)));
    },
  });
  return startingAt(startOf(text));
}

/** The folders that a glob begins with, up to its first wildcard. */
const startOf = (text: string): string => (text === '' ? '' : picomatch.scan(text, OPTIONS).base);

const joined = (folder: string, path: string): string => (path === '' ? folder : `${folder}/${path}`);

const isAtOrBelow = (path: string, folder: string): boolean => `${path}/`.startsWith(`${folder}/`);
