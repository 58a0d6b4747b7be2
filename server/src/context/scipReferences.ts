// References as an imported SCIP index knows them: exact for the files that have not changed since it was made.

import { lineAt, lineStarts } from '../base/text.js';
import { type IndexedFolder, textOf } from '../indexing/workspace.js';
import { SCIP_ROLES } from '../model/scip.js';
import type { ReferenceInfo } from '../model/index.js';
import { fromUtf16Column, toUtf16Column } from '../storage/scipColumns.js';
import type { ScipStore, SymbolKey } from '../storage/scipStore.js';
import type { StoredSymbol } from '../storage/indexStore.js';

export interface ScipReferences {
  readonly references: readonly ReferenceInfo[];
  /** Files whose places mean nothing any more, or that it does not know. */
  readonly isStale: (path: string) => boolean;
}

/** Undefined where the SCIP index does not know the symbol at its place, as after an edit of its file. */
export function referencesInScip(
  folder: IndexedFolder,
  symbol: StoredSymbol,
  scip: ScipStore,
): ScipReferences | undefined {
  const { store } = folder.indexer;
  const isStale = (path: string): boolean => {
    const file = store.file(path);
    return !file || file.mtimeMs < 0 || scip.isStale(path, file.mtimeMs);
  };
  const keys = keysOf(folder, symbol, scip, isStale);
  if (keys.length === 0) return undefined;
  const found = new Map<string, ReferenceInfo>();
  for (const key of keys) {
    for (const { path, encoding, places } of scip.occurrencesOf(key)) {
      const file = isStale(path) ? undefined : store.file(path);
      const text = file && textOf(folder, file);
      if (text === undefined) continue;
      const starts = lineStarts(text);
      for (const { roles, line: startLine, character: startCharacter, endLine, endCharacter } of places) {
        if (roles & SCIP_ROLES.definition) continue;
        const line = text.slice(starts[startLine] ?? 0, starts[startLine + 1] ?? text.length);
        const column = toUtf16Column(line, startCharacter, encoding) + 1;
        const endColumn = endLine === startLine ? toUtf16Column(line, endCharacter, encoding) + 1 : column;
        const kind = roles & SCIP_ROLES.import ? 'import' : 'unknown';
        found.set(`${path}:${startLine}:${column}`, {
          path,
          line: startLine + 1,
          column,
          endColumn,
          kind,
          confidence: 1,
          backends: ['scip'],
        });
      }
    }
  }
  return { references: [...found.values()], isStale };
}

/** The symbol at the name's place; what makes an instance of a type is used where the type is. */
function keysOf(
  folder: IndexedFolder,
  { file: id, nameStart }: StoredSymbol,
  scip: ScipStore,
  isStale: (path: string) => boolean,
): readonly SymbolKey[] {
  const file = folder.indexer.store.fileById(id);
  const known = file && !isStale(file.name) ? scip.file(file.name) : undefined;
  const text = file && known && textOf(folder, file);
  if (!known || text === undefined) return [];
  const starts = lineStarts(text);
  const line = lineAt(starts, nameStart);
  const start = starts[line] ?? 0;
  const character = fromUtf16Column(
    text.slice(start, starts[line + 1] ?? text.length),
    nameStart - start,
    known.encoding,
  );
  const [hit] = scip.symbolsAt(known.path, line, character);
  return hit ? [hit, ...scip.constructorsOf(hit)] : [];
}
