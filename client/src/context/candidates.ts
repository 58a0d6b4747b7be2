// From a path in an answer back to files: relative to its folder, with the folder's name before it where there are
// several (`inputs/label.ts` the other way round).

export interface Root {
  readonly name: string;
  /** URI path. */
  readonly path: string;
}

export interface Candidate<R extends Root> {
  readonly root: R;
  /** Below the root. */
  readonly rest: string;
}

/** The likeliest first. Several where folders have the same name; none where no folder is open. */
export function candidatesOf<R extends Root>(path: string, roots: readonly R[]): Candidate<R>[] {
  if (roots.length === 1) return roots.map((root) => ({ root, rest: path }));
  const named = roots
    .filter(({ name }) => path.startsWith(`${name}/`))
    .map((root) => ({ root, rest: path.slice(root.name.length + 1) }));
  // Folder names may hold slashes: the longest is the nearest.
  const sorted = named.sort((a, b) => b.root.name.length - a.root.name.length);
  return sorted.length > 0 ? sorted : roots.map((root) => ({ root, rest: path }));
}
