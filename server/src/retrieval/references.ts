// Where a symbol is used: every use of its name, judged by what the name means there; and under the names that imports
// give it.

import type { Place } from '../model/facts.js';
import type { IndexStore, StoredFile, StoredSymbol } from '../storage/indexStore.js';
import { lastPartOf } from '../storage/moduleNames.js';
import { isTestFile } from './folderIndex.js';
import type { Resolver } from './resolve.js';

export interface FoundReference {
  readonly file: StoredFile;
  readonly start: number;
  readonly end: number;
  readonly kind: Place['kind'] | 'import';
  /** Place of the enclosing symbol; -1 at the top level. */
  readonly symbol: number;
  readonly confidence: number;
}

export interface ReferenceSearch {
  readonly symbol: StoredSymbol;
  /** Uses that are looked at. */
  readonly maxUses: number;
  readonly includeTests: boolean;
  /** Only files that this holds for. */
  readonly isInScope: (name: string) => boolean;
}

/** A use of a member of which nothing is known but its name. */
const POSSIBLE = 0.3;

/** In order of files and places; `isCut` where there were more uses than are looked at. */
export function findReferences(
  store: IndexStore,
  resolver: Resolver,
  search: ReferenceSearch,
): { readonly references: readonly FoundReference[]; readonly isCut: boolean } {
  const { symbol, maxUses, includeTests, isInScope } = search;
  const found: FoundReference[] = [];
  let looked = 0;
  const importers = importersOf(store, resolver, symbol);
  const files = new Map<number, StoredFile | undefined>();
  const fileOf = (id: number): StoredFile | undefined => {
    if (!files.has(id)) files.set(id, store.fileById(id));
    const file = files.get(id);
    return file && isInScope(file.name) && (includeTests || !isTestFile(file)) ? file : undefined;
  };
  const aliases = importers.flatMap(({ file, local }) => (local === symbol.name ? [] : [{ file, local }]));
  const uses = [
    ...store.usesOf(symbol.name),
    ...aliases.flatMap(({ file, local }) => store.usesIn(file).filter(({ name }) => name === local)),
  ];
  for (const { file: id, name, places } of uses) {
    const file = fileOf(id);
    if (!file) continue;
    for (const place of places) {
      if (++looked > maxUses) break;
      const confidence = confidenceOf(resolver, file, name, place, symbol);
      if (confidence === 0) continue;
      const { start, kind, symbol: around } = place;
      found.push({ file, start, end: start + name.length, kind, symbol: around, confidence });
    }
  }
  for (const { file: id, start } of importers) {
    const file = fileOf(id);
    if (file) found.push({ file, start, end: start, kind: 'import', symbol: -1, confidence: 0.9 });
  }
  found.sort((a, b) => (a.file.name < b.file.name ? -1 : a.file.name > b.file.name ? 1 : a.start - b.start));
  return { references: found, isCut: looked > maxUses };
}

function confidenceOf(resolver: Resolver, file: StoredFile, name: string, place: Place, wanted: StoredSymbol): number {
  const candidates = resolver.resolve(file, { name, place });
  const own = candidates.find(({ symbol }) => symbol.file === wanted.file && symbol.place === wanted.place);
  if (own) return own.confidence;
  const isOpen = candidates.length === 0 && place.receiver !== undefined && place.receiverType === undefined;
  const isMember = wanted.parent !== undefined && (wanted.kind === 'method' || wanted.kind === 'field');
  return isOpen && isMember && resolver.context(file).bound(place.receiver ?? '').length === 0 ? POSSIBLE : 0;
}

interface Importer {
  readonly file: number;
  readonly local: string;
  readonly start: number;
}

/** Files that import the symbol by name, with what they call it. */
function importersOf(store: IndexStore, resolver: Resolver, symbol: StoredSymbol): readonly Importer[] {
  const own = store.fileById(symbol.file);
  if (!own || symbol.parent !== undefined) return [];
  return modulesNamedBy(own.name, symbol.name)
    .flatMap((part) => store.importsOfModule(part))
    .flatMap((binding) => {
      const { file: id, name, local, start, isReexport } = binding;
      if (local === undefined || isReexport || (name !== symbol.name && name !== 'default')) return [];
      const file = store.fileById(id);
      const means = file && resolver.meaningOf(file, binding);
      const isIt = means?.some((found) => found.file === symbol.file && found.place === symbol.place);
      return isIt ? [{ file: id, local, start }] : [];
    });
}

/** The last parts of modules that may lead to a file: its own name, its folder's, and that of the symbol. */
function modulesNamedBy(path: string, symbol: string): readonly string[] {
  const parts = path.split('/');
  return [...new Set([lastPartOf(path), parts.at(-2) ?? '', lastPartOf(symbol), ''])];
}
