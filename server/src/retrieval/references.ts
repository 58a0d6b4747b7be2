// Where a symbol is used: every use of its name, judged by what the name means there; and under the names that imports
// give it.

import type { Place } from '../model/facts.js';
import type { IndexStore, StoredFile, StoredImport, StoredSymbol } from '../storage/indexStore.js';
import { lastPartOf } from '../storage/moduleNames.js';
import { keyOf } from './declared.js';
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

/** A use of a member of which nothing is known but its name, which more have than `resolve` lists. */
const POSSIBLE = 0.05;

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
  const it = keyOf(resolver.standsFor(wanted));
  const own = candidates.find(({ symbol }) => keyOf(symbol) === it);
  if (own) return own.confidence;
  const isMember = wanted.parent !== undefined && (wanted.kind === 'method' || wanted.kind === 'field');
  return candidates.length === 0 && isMember && resolver.isUnknown(file, place) ? POSSIBLE : 0;
}

interface Importer {
  readonly file: number;
  readonly local: string;
  readonly start: number;
}

/** A file that gives the symbol to others, and the name it gives it under. */
interface Source {
  readonly file: StoredFile;
  readonly name: string;
}

/** Files that hand a symbol on are followed this far. */
const MOST_SOURCES = 100;

/** Files that import the symbol by name, from its own file or from one that hands it on, with what they call it. */
function importersOf(store: IndexStore, resolver: Resolver, symbol: StoredSymbol): readonly Importer[] {
  const own = store.fileById(symbol.file);
  if (!own || symbol.parent !== undefined) return [];
  const sources: Source[] = [{ file: own, name: symbol.name }];
  const importers: Importer[] = [];
  const it = keyOf(resolver.standsFor(symbol));
  const isIt = (found: StoredSymbol): boolean => keyOf(found) === it;
  for (let at = 0; at < sources.length && at < MOST_SOURCES; at++) {
    const source = sources[at];
    if (!source) break;
    for (const binding of bindingsFrom(store, resolver, source, symbol)) {
      const { file: id, name, local, start, isReexport } = binding;
      const file = store.fileById(id);
      if (!file) continue;
      if (isReexport) {
        const handedOn = name === '*' && local === undefined ? source.name : name === source.name ? local : undefined;
        const isNew = !sources.some((known) => known.file.id === id && known.name === handedOn);
        if (handedOn !== undefined && isNew) sources.push({ file, name: handedOn });
      } else if (local !== undefined && resolver.meaningOf(file, binding).some(isIt)) {
        if (!importers.some((known) => known.file === id && known.start === start && known.local === local))
          importers.push({ file: id, local, start });
      }
    }
  }
  return importers;
}

/** Imports that may take the symbol out of a source. */
function bindingsFrom(
  store: IndexStore,
  resolver: Resolver,
  { file, name }: Source,
  symbol: StoredSymbol,
): readonly StoredImport[] {
  const namespace = resolver.pathOf(symbol).slice(0, -1).at(-1) ?? '';
  return modulesNamedBy(file.name, name, namespace)
    .flatMap((part) => store.importsOfModule(part))
    .filter(
      (binding) => binding.name === name || binding.name === 'default' || (binding.name === '*' && !binding.local),
    )
    .filter((binding) => {
      const importer = store.fileById(binding.file);
      if (importer === undefined) return false;
      if (resolver.filesOf(importer, binding.from).some((target) => target.id === file.id)) return true;
      return binding.name === name && resolver.meaningOf(importer, binding).some(({ file: id }) => id === symbol.file);
    });
}

/** The last parts of modules that may lead to a file: its own name, its folder's, that of the symbol and its namespace. */
function modulesNamedBy(path: string, symbol: string, namespace: string): readonly string[] {
  const parts = path.split('/');
  return [...new Set([lastPartOf(path), parts.at(-2) ?? '', lastPartOf(symbol), namespace, ''])];
}
