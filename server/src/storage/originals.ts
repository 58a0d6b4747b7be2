// The store of originals: what was compressed, kept so that every handle can be opened again.
// On disk, content-addressed, bounded (oldest first), readable by the user alone.

import type { Source } from '../model/source.js';

export type FoundOriginal =
  | {
      readonly state: 'found';
      readonly text: string;
      readonly path?: string;
      readonly languageId?: string;
      readonly from: 'file' | 'store';
    }
  /** Known once, but the stored bytes were evicted and the file has changed or gone. */
  | { readonly state: 'gone'; readonly path?: string }
  | { readonly state: 'ambiguous' }
  | { readonly state: 'unknown' };

export interface Originals {
  /**
   * Remembers a source. `file` is the absolute path its bytes can be read from while they are unchanged.
   * Throws a UserError `storage` where nothing can be written (full or read-only disk): the caller must then
   * not hand out handles.
   */
  keep(source: Source, file?: string): Promise<void>;
  find(sourceId: string): Promise<FoundOriginal>;
  /** Removes everything; gives the number of bytes freed. */
  clear(): Promise<number>;
}
