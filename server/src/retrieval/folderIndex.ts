// The index of one folder as queries see it: the store, and what is made of it once for each of its generations.

import type { IndexStore, StoredFile, StoredSymbol } from '../storage/indexStore.js';
import { ModulePaths } from './modulePaths.js';
import { Resolver } from './resolve.js';

export interface FolderIndex {
  /** Absolute path, links resolved. */
  readonly root: string;
  store(): IndexStore;
  /** Names of the workspace's own packages, with their folders. */
  packages(): ReadonlyMap<string, string>;
}

interface Made {
  readonly store: IndexStore;
  readonly generation: number;
  readonly resolver: Resolver;
}

/** Resolvers of folders, each as long as its index does not change. */
export class Resolvers {
  private readonly made = new Map<string, Made>();

  of(folder: FolderIndex): Resolver {
    const store = folder.store();
    const generation = store.generation();
    const known = this.made.get(folder.root);
    if (known?.store === store && known.generation === generation) return known.resolver;
    const resolver = new Resolver(store, new ModulePaths(store.files(), folder.packages()));
    this.made.set(folder.root, { store, generation, resolver });
    return resolver;
  }

  forget(root: string): void {
    this.made.delete(root);
  }
}

/** `Upload.send`: the names of a symbol's containers and its own. */
export function qualifiedName(symbols: readonly StoredSymbol[], { name, parent }: StoredSymbol): string {
  const container = parent === undefined ? undefined : symbols[parent];
  return container ? `${qualifiedName(symbols, container)}.${name}` : name;
}

/** Tests by the habits of their languages; references from them are told apart. */
export const isTestFile = ({ name }: Pick<StoredFile, 'name'>): boolean =>
  /(?:^|\/)(?:tests?|specs?|__tests__|testing|testdata|fixtures)\/|[._-](?:test|spec)s?\.\w+$|(?:^|\/)test_[^/]+\.py$|_test\.\w+$|Tests?\.(?:java|kt|cs|scala|php)$/.test(
    name,
  );
