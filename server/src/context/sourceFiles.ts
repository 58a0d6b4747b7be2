// Files of the workspace as an answer shows them: their text as it is indexed, their lines, and the id that handles
// name them by. Each is read once for an answer.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { sha256, sourceIdOf } from '../base/hash.js';
import { lineStarts } from '../base/text.js';
import { type IndexedFolder, textOf } from '../indexing/workspace.js';
import type { Span } from '../model/block.js';
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
  /** Where each line begins; one more than `lines` where the text ends with a line end. */
  readonly starts: readonly number[];
  /** See `base/hash.ts`. */
  readonly id: string;
}

/** From the beginning of the first line to the end of the last one, its line end included. */
export const spanOfLines = ({ starts, text }: SourceFile, first: number, last: number): Span => ({
  start: starts[first - 1] ?? text.length,
  end: starts[last] ?? text.length,
});

/** Texts kept between answers, by their length: people ask several questions about the same code. */
const MOST_KEPT = 24_000_000;
export type KeptFiles = LRUCache<string, SourceFile>;
export const keptFiles = (): KeptFiles => new LRUCache<string, SourceFile>({ maxSize: MOST_KEPT });

export class SourceFiles {
  private readonly known = new Map<string, SourceFile | undefined>();

  constructor(
    private readonly folders: readonly IndexedFolder[],
    private readonly kept: KeptFiles,
  ) {}

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
    const key = [folder.path, folder.name, this.folders.length > 1, file.name, file.hash].join('\0');
    const kept = this.kept.get(key);
    // Ids of files are given again.
    if (kept && isAsIndexed(folder, file)) return { ...kept, folder, file };
    const text = textOf(folder, file);
    if (text === undefined) return undefined;
    const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
    if (lines.length > 1 && lines.at(-1) === '') lines.pop();
    const source = {
      folder,
      file,
      path: this.pathOf(folder, file),
      location: join(folder.location.root, file.name),
      text,
      lines,
      starts: lineStarts(text),
      id: sourceIdOf(sha256(text)),
    };
    this.kept.set(key, source, { size: 1 + text.length });
    return source;
  }
}

/** Told by a stat, as the index itself is; a document that is open may have been edited since. */
function isAsIndexed({ indexer, location }: IndexedFolder, { name, bytes, mtimeMs }: StoredFile): boolean {
  if (indexer.openDocuments.has(name)) return false;
  try {
    const now = statSync(join(location.root, name));
    return now.size === bytes && now.mtimeMs === mtimeMs;
  } catch {
    // Gone or closed to us: reading it will tell.
    return false;
  }
}
