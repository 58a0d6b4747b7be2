// Files of the workspace as an answer shows them: their text as it is indexed, their lines, and the id that handles
// name them by. Each is read once for an answer.

import { join } from 'node:path';
import { sha256, sourceIdOf } from '../base/hash.js';
import { type IndexedFolder, textOf } from '../indexing/workspace.js';
import type { StoredFile } from '../storage/indexStore.js';

export interface SourceFile {
  readonly folder: IndexedFolder;
  readonly file: StoredFile;
  /** As users see it: with the folder's name before it where there are several. */
  readonly path: string;
  /** Absolute. */
  readonly location: string;
  readonly text: string;
  /** Without their ends; a final line end begins no other line. */
  readonly lines: readonly string[];
  /** See `base/hash.ts`. */
  readonly id: string;
}

export class SourceFiles {
  private readonly known = new Map<string, SourceFile | undefined>();

  constructor(private readonly folders: readonly IndexedFolder[]) {}

  /** Undefined where the file is not any more what the index knows. */
  of(folder: IndexedFolder, file: StoredFile): SourceFile | undefined {
    const key = `${folder.path}\0${file.name}`;
    if (!this.known.has(key)) this.known.set(key, this.read(folder, file));
    return this.known.get(key);
  }

  pathOf(folder: IndexedFolder, { name }: Pick<StoredFile, 'name'>): string {
    return this.folders.length > 1 ? `${folder.name}/${name}` : name;
  }

  /** The file of a path as answers write it. */
  at(path: string): SourceFile | undefined {
    for (const folder of this.folders) {
      const prefix = this.folders.length > 1 ? `${folder.name}/` : '';
      const file = path.startsWith(prefix) ? folder.indexer.store.file(path.slice(prefix.length)) : undefined;
      if (file && file.leftOut === undefined) return this.of(folder, file);
    }
    return undefined;
  }

  private read(folder: IndexedFolder, file: StoredFile): SourceFile | undefined {
    const text = textOf(folder, file);
    if (text === undefined) return undefined;
    const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
    if (lines.length > 1 && lines.at(-1) === '') lines.pop();
    return {
      folder,
      file,
      path: this.pathOf(folder, file),
      location: join(folder.location.root, file.name),
      text,
      lines,
      id: sourceIdOf(sha256(text)),
    };
  }
}
