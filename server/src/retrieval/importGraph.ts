// Which files import from which, in both directions. Made once for each generation
// of an index, because it looks at every import of a folder.

import type { IndexStore, StoredFile } from '../storage/indexStore.js';
import type { Resolver } from './resolve.js';

export interface ImportGraph {
  /** By the importing file: the files that it imports from. */
  readonly imports: ReadonlyMap<number, ReadonlySet<number>>;
  /** By the imported file: the files that import from it. */
  readonly importers: ReadonlyMap<number, ReadonlySet<number>>;
  /** By the imported file: how many files import each of its names. */
  readonly names: ReadonlyMap<number, ReadonlyMap<string, number>>;
  /** Fewer files were looked at than there are. */
  readonly isCut: boolean;
}

export interface GraphSearch {
  readonly store: IndexStore;
  readonly resolver: Resolver;
  readonly maxFiles: number;
  /** Lets others work; throws where the question was taken back. */
  readonly pause: () => Promise<void>;
}

const FILES_AT_A_TIME = 100;

export async function importGraph({ store, resolver, maxFiles, pause }: GraphSearch): Promise<ImportGraph> {
  const files = store.files().filter(({ leftOut }) => leftOut === undefined);
  const imports = new Map<number, Set<number>>();
  const importers = new Map<number, Set<number>>();
  const names = new Map<number, Map<string, number>>();
  for (const [at, file] of files.slice(0, maxFiles).entries()) {
    if (at % FILES_AT_A_TIME === FILES_AT_A_TIME - 1) await pause();
    for (const [target, taken] of importsOf(file, store, resolver)) {
      setIn(imports, file.id, target);
      setIn(importers, target, file.id);
      const counts = names.get(target) ?? new Map<string, number>();
      for (const name of taken) counts.set(name, (counts.get(name) ?? 0) + 1);
      names.set(target, counts);
    }
  }
  return { imports, importers, names, isCut: files.length > maxFiles };
}

/** The files that a file imports from, with the names it takes. */
function importsOf(file: StoredFile, store: IndexStore, resolver: Resolver): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  const known = new Map<string, readonly number[]>();
  for (const binding of store.importsOf(file.id)) {
    const { from, name } = binding;
    const files = known.get(from) ?? resolver.filesOf(file, from).map(({ id }) => id);
    known.set(from, files);
    // `import com.acme.Upload` names a type and no file.
    const targets = files.length > 0 ? files : resolver.meaningOf(file, binding).map((symbol) => symbol.file);
    for (const id of targets) if (id !== file.id) setIn(found, id, name);
  }
  return found;
}

function setIn<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
