// The members of a type: its own, those that other places add to it (`impl`, methods of Go, parts of a class), and what
// it inherits.

import { LRUCache } from 'lru-cache';
import type { StoredSymbol } from '../storage/indexStore.js';
import { type Declared, keyOf, partsOfName, TYPES } from './declared.js';
import type { FileContext } from './fileContext.js';

const MAX_ANCESTORS = 8;
/** Types whose parents are kept. */
const MOST_KEPT = 10_000;

export interface Member {
  readonly symbol: StoredSymbol;
  /** How many may be meant. */
  readonly among: number;
  readonly isInherited: boolean;
}

/** What a type is called at a place; the resolver knows. */
export type TypesNamed = (context: FileContext, name: string, scope: number) => readonly StoredSymbol[];

export class Members {
  private readonly parents = new LRUCache<string, readonly StoredSymbol[]>({ max: MOST_KEPT });

  constructor(
    private readonly declared: Declared,
    private readonly typesNamed: TypesNamed,
  ) {}

  of(owner: StoredSymbol, name: string): readonly Member[] {
    const own = this.ownOf(owner, name);
    return own.length > 0 ? own : this.inherited(owner, name);
  }

  private ownOf(owner: StoredSymbol, name: string): readonly Member[] {
    const { companion } = this.declared.habitsOf(owner);
    const inside = this.declared.parts(owner).flatMap((part) => {
      const context = this.declared.around(part);
      if (!context) return [];
      const shared = companion === undefined ? [] : context.inScope(part.place, companion);
      return [part, ...shared].flatMap(({ place }) => context.inScope(place, name));
    });
    const found = inside.length > 0 ? inside : this.addedTo(owner, name);
    const among = inside.length > 0 ? 1 : found.length;
    return found.map((symbol) => ({ symbol, among, isInherited: false }));
  }

  /** Methods that stand outside of the type. */
  private addedTo(owner: StoredSymbol, name: string): readonly StoredSymbol[] {
    const habits = this.declared.habitsOf(owner);
    const { addsTo, methodOf, joins } = habits;
    if (!addsTo && !methodOf && joins.length === 0) return [];
    const own = partsOfName(owner.name).at(-1) ?? owner.name;
    const named = [name, ...joins.map((sign) => `${own}${sign}${name}`)];
    return named
      .flatMap((written) => this.declared.named(written, habits))
      .filter((symbol) => this.ownerName(symbol) === own && this.isOf(symbol, own, owner));
  }

  private ownerName(symbol: StoredSymbol): string | undefined {
    const container = this.declared.around(symbol)?.symbols[symbol.parent ?? -1];
    const isAdded = container && this.declared.isAddition(container);
    return (isAdded ? partsOfName(container.name) : this.declared.ownerPath(symbol)).at(-1);
  }

  /** The name of the type means the owner where the method stands. */
  private isOf(symbol: StoredSymbol, name: string, owner: StoredSymbol): boolean {
    const context = this.declared.around(symbol);
    if (!context) return false;
    return this.typesNamed(context, name, -1).some((type) => keyOf(type) === keyOf(owner));
  }

  /** Members that a type has from what it extends or implements, the nearest first. */
  inherited(owner: StoredSymbol, name: string): readonly Member[] {
    const seen = new Set([keyOf(owner)]);
    let level: readonly StoredSymbol[] = [owner];
    for (let depth = 0; depth < MAX_ANCESTORS && level.length > 0; depth++) {
      level = level
        .flatMap((symbol) => this.parentsOf(symbol))
        .filter((symbol) => !seen.has(keyOf(symbol)) && seen.add(keyOf(symbol)));
      const found = level.flatMap((parent) => this.ownOf(parent, name));
      if (found.length > 0) return found.map((member) => ({ ...member, isInherited: true }));
    }
    return [];
  }

  /** What a type extends and implements, also where that stands beside it (`impl Draw for Shape`). */
  parentsOf(owner: StoredSymbol): readonly StoredSymbol[] {
    const key = keyOf(owner);
    const known = this.parents.get(key);
    if (known) return known;
    // To look for a parent may lead back here: a class in a class that extends it.
    this.parents.set(key, []);
    const found = this.findParents(owner);
    this.parents.set(key, found);
    return found;
  }

  private findParents(owner: StoredSymbol): readonly StoredSymbol[] {
    return this.declared.parts(owner).flatMap((part) => {
      const context = this.declared.around(part);
      if (!context) return [];
      const blocks = context.symbols.filter(
        (symbol) => this.declared.isAddition(symbol) && partsOfName(symbol.name).at(-1) === part.name,
      );
      return [part, ...blocks].flatMap(({ place, parent = -1 }) =>
        this.declared
          .ancestorsAt(context, place)
          .flatMap((name) => this.typesNamed(context, name, parent))
          .filter((symbol) => TYPES.has(symbol.kind) && keyOf(symbol) !== keyOf(part)),
      );
    });
  }
}
