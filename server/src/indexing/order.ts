// Which files are indexed first: those that are open, those beside them, those that were edited last, then the rest by
// name.

import type { ListedFile } from './list.js';

/** As many of the files edited last come before the others. */
const RECENT_FILES = 200;

export function inOrderOfInterest<File extends Pick<ListedFile, 'name' | 'mtimeMs'>>(
  files: readonly File[],
  open: ReadonlySet<string>,
): File[] {
  const folders = new Set([...open].map(folderOf));
  const recent = new Set(
    [...files]
      .sort((a, b) => b.mtimeMs - a.mtimeMs)
      .slice(0, RECENT_FILES)
      .map(({ name }) => name),
  );
  const rank = ({ name }: File): number => {
    if (open.has(name)) return 0;
    if (folders.has(folderOf(name))) return 1;
    return recent.has(name) ? 2 : 3;
  };
  return files
    .map((file) => ({ file, rank: rank(file) }))
    .sort((a, b) => a.rank - b.rank || (a.file.name < b.file.name ? -1 : 1))
    .map(({ file }) => file);
}

const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1);
