// What a file knows of names: its symbols by scope, and what it imports. Read once for a generation of the index.

import type { IndexStore, StoredFile, StoredImport, StoredSymbol } from '../storage/indexStore.js';

export interface FileContext {
  readonly file: StoredFile;
  readonly symbols: readonly StoredSymbol[];
  /** Symbols by name in each scope: a symbol's place, or -1 for the top level. */
  inScope(scope: number, name: string): readonly StoredSymbol[];
  /** Everything in a scope. */
  members(scope: number): readonly StoredSymbol[];
  /** Imports that bind a name here. */
  bound(name: string): readonly StoredImport[];
  /** Imports of everything in a module. */
  readonly wildcards: readonly StoredImport[];
  /** `export … from`. */
  readonly reexports: readonly StoredImport[];
}

export function readContext(store: IndexStore, file: StoredFile): FileContext {
  const symbols = store.symbolsOf(file.id);
  const imports = store.importsOf(file.id);
  const scopes = new Map<number, StoredSymbol[]>();
  const byName = new Map<string, StoredSymbol[]>();
  for (const symbol of symbols) {
    const scope = symbol.parent ?? -1;
    add(scopes, scope, symbol);
    add(byName, `${scope}\0${symbol.name}`, symbol);
  }
  const bound = new Map<string, StoredImport[]>();
  for (const binding of imports)
    if (binding.local !== undefined && !binding.isReexport) add(bound, binding.local, binding);
  return {
    file,
    symbols,
    inScope: (scope, name) => byName.get(`${scope}\0${name}`) ?? [],
    members: (scope) => scopes.get(scope) ?? [],
    bound: (name) => bound.get(name) ?? [],
    wildcards: imports.filter(({ name, local, isReexport }) => name === '*' && local === undefined && !isReexport),
    reexports: imports.filter(({ isReexport }) => isReexport),
  };
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
