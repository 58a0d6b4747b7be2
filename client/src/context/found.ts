// Places that a verb found: uses of a symbol, what a change touches, calls, modules. One shape for all of them, so that
// they are shown and copied alike.

import type { Completeness, Drilldown, Truncation } from '../../../server/src/protocol.js';

export interface Place {
  /** The declaration it stands in, or is; its lines where there is none. */
  readonly label: string;
  /** What else is known of it, short: its kind, how sure it is, … */
  readonly details: readonly string[];
  readonly path: string;
  /** 1-based; the file as a whole where absent. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units; the whole line where absent. */
  readonly columns?: readonly [start: number, end: number];
  readonly tokens?: number;
  /** What a click does in place of opening the file. */
  readonly drilldown?: Drilldown;
}

export interface Group {
  /** In words, or the path of the file whose places these are. */
  readonly title: string;
  readonly isFile: boolean;
  readonly places: readonly Place[];
}

export interface Found {
  /** `References of send` */
  readonly title: string;
  /** `12 in 3 files` */
  readonly summary: string;
  /** Whose places these are, as it is written in code. */
  readonly subject: string;
  readonly groups: readonly Group[];
  readonly truncations: readonly Truncation[];
  readonly completeness: Completeness;
  readonly notes: readonly string[];
  readonly drilldowns: readonly Drilldown[];
  /** Of the list as text. */
  readonly tokens?: { readonly count: number; readonly isExact: boolean };
}

export interface FileOf<T> {
  readonly path: string;
  readonly items: readonly T[];
}

/** By file, in the order in which each is met first. */
export function byFile<T extends { readonly path: string }>(items: readonly T[]): FileOf<T>[] {
  const files = new Map<string, T[]>();
  for (const item of items) {
    const known = files.get(item.path);
    if (known === undefined) files.set(item.path, [item]);
    else known.push(item);
  }
  return [...files].map(([path, each]) => ({ path, items: each }));
}

export const fileGroups = (places: readonly Place[]): Group[] =>
  byFile(places).map(({ path, items }) => ({ title: path, isFile: true, places: items }));

/** Without what has nothing. */
export const filled = (groups: readonly Group[]): Group[] => groups.filter(({ places }) => places.length > 0);

/** The list as text, each path once where that is shorter: for pasting where the tree cannot go. */
export function listText({ subject, groups }: Pick<Found, 'subject' | 'groups'>): string {
  const lines = groups.flatMap(({ title, isFile, places }) => [
    title,
    ...places.map((place) => `  ${placeText(place, isFile)}`),
  ]);
  return `${[subject, ...lines].join('\n')}\n`;
}

function placeText({ label, details, path, line }: Place, isInFile: boolean): string {
  const where = isInFile ? line : line === undefined ? path : `${path}:${line}`;
  return [where, label, ...details].filter((part) => part !== undefined).join(' ');
}
