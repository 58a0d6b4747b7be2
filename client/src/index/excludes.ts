// What the editor hides from its explorer and its search, as globs.

/** `files.exclude` or `search.exclude`: `{ when: … }` hides a file beside another one, which only VS Code can tell. */
export type ExcludeSetting = Readonly<Record<string, boolean | { readonly when: string }>>;

/** As the search does it, `search.exclude` decides where both name a glob. */
export function excludedGlobs(files: ExcludeSetting = {}, search: ExcludeSetting = {}): string[] {
  return Object.entries({ ...files, ...search })
    .filter(([, isOn]) => isOn === true)
    .map(([glob]) => glob)
    .sort();
}
