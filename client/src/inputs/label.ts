// The path that users and models are shown for a document. Never the whole path of a machine: a document outside the
// workspace is known by its name alone.

export interface Folder {
  readonly name: string;
  /** URI path, with or without a slash at its end. */
  readonly path: string;
}

/** Workspace-relative, in front of it the folder's name where there are several; else the last part of `path`. */
export function labelOf(path: string, folders: readonly Folder[]): string {
  const holders = folders.filter(
    (folder) => path === trimmed(folder.path) || path.startsWith(`${trimmed(folder.path)}/`),
  );
  // Folders may lie inside one another: the innermost is the nearest name.
  const [folder] = [...holders].sort((a, b) => b.path.length - a.path.length);
  if (folder === undefined) return path.slice(path.lastIndexOf('/') + 1);
  const relative = path.slice(trimmed(folder.path).length + 1);
  if (folders.length === 1) return relative === '' ? folder.name : relative;
  return relative === '' ? folder.name : `${folder.name}/${relative}`;
}

const trimmed = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path);
