// Which symbol does a name mean? Answered by scopes, imports and what the syntax tells of receivers, without types; each
// answer says how sure it is. Facts of files stay as they are: edges between them are found here, when they are asked for.

import { LRUCache } from 'lru-cache';
import type { Place } from '../model/facts.js';
import type { DeclarationKind } from '../model/source.js';
import type { IndexStore, StoredFile, StoredImport, StoredSymbol } from '../storage/indexStore.js';
import { type FileContext, readContext } from './fileContext.js';
import { familyOf, type ModulePaths } from './modulePaths.js';

/** How an answer was found. */
export type Evidence = 'scope' | 'member' | 'import' | 'package' | 'name';

export interface Candidate {
  readonly symbol: StoredSymbol;
  /** 0–1. */
  readonly confidence: number;
  readonly by: Evidence;
}

export interface Use {
  readonly name: string;
  readonly place: Place;
}

/**
 * How often each kind of evidence is right, as measured against the TypeScript language service (`test/bench`), rounded:
 * a name in scope hides all others, a class knows its members, a name alone says little.
 */
const SURE = {
  scope: 0.95,
  member: 0.9,
  import: 0.9,
  inherited: 0.85,
  package: 0.8,
  wildcard: 0.75,
  name: 0.5,
} as const;

/** More declarations of one name than these tell nothing of which is meant. */
const MOST_OF_A_NAME = 8;
const MAX_REEXPORTS = 6;
const MAX_ANCESTORS = 8;
/** Contexts kept: a query touches a few hundred files. */
const MOST_CONTEXTS = 500;

const CLASS_LIKE: ReadonlySet<DeclarationKind> = new Set(['class', 'interface', 'enum', 'type', 'module']);
const CALLABLE: ReadonlySet<DeclarationKind> = new Set(['function', 'method', 'class', 'constant', 'field', 'type']);

export class Resolver {
  private readonly contexts = new LRUCache<number, FileContext>({ max: MOST_CONTEXTS });

  constructor(
    private readonly store: IndexStore,
    private readonly paths: ModulePaths,
  ) {}

  context(file: StoredFile): FileContext {
    const known = this.contexts.get(file.id) ?? readContext(this.store, file);
    this.contexts.set(file.id, known);
    return known;
  }

  /** What a use may mean, the surest first; empty for what is declared outside of the workspace, or by nobody. */
  resolve(file: StoredFile, { name, place }: Use): readonly Candidate[] {
    const context = this.context(file);
    const found =
      place.receiver === undefined
        ? this.bare(context, name, place)
        : this.member(context, name, place, place.receiver);
    const fitting = found.filter(({ symbol }) => fits(symbol.kind, place.kind));
    return unique(fitting.length > 0 || place.kind !== 'value' ? fitting : found);
  }

  /** The symbols that an import takes out of its module. */
  meaningOf(file: StoredFile, binding: StoredImport): readonly StoredSymbol[] {
    return this.imported(this.context(file), binding, binding.name).map(({ symbol }) => symbol);
  }

  /** The files of the workspace that a module name may mean in `file`. */
  filesOf(file: StoredFile, module: string): readonly StoredFile[] {
    return this.paths.resolve(module, file);
  }

  /** What `name` means at the top level of a file or in a scope of it. */
  private bare(context: FileContext, name: string, place: Pick<Place, 'symbol' | 'kind'>): readonly Candidate[] {
    const inScope = this.inScopes(context, name, place.symbol);
    if (inScope.length > 0) return inScope;
    const bindings = context.bound(name);
    if (bindings.length > 0) return bindings.flatMap((binding) => this.imported(context, binding, binding.name));
    const siblings = this.inPackage(context, name);
    if (siblings.length > 0) return siblings;
    const wild = context.wildcards.flatMap((binding) => this.imported(context, binding, name));
    if (wild.length > 0) return wild.map((candidate) => ({ ...candidate, confidence: SURE.wildcard }));
    return GLOBAL.has(familyOf(context.file.language)) ? this.anywhere(context.file, name, place.kind) : [];
  }

  private inScopes(context: FileContext, name: string, from: number): readonly Candidate[] {
    const isBare = BARE_MEMBERS.has(familyOf(context.file.language));
    for (let at = from; at !== -1; at = context.symbols[at]?.parent ?? -1) {
      const scope = context.symbols[at];
      if (!scope) break;
      const isClass = CLASS_LIKE.has(scope.kind) && scope.kind !== 'module';
      const found = isClass && !isBare ? [] : context.inScope(at, name);
      if (found.length > 0) return found.map((symbol) => ({ symbol, confidence: SURE.scope, by: 'scope' }));
      const inherited = isClass && isBare ? this.inherited(scope, name) : [];
      if (inherited.length > 0) return inherited;
    }
    return context.inScope(-1, name).map((symbol) => ({ symbol, confidence: SURE.scope, by: 'scope' }));
  }

  /** Names that need no import: the package of Go and Java, the folder of others. */
  private inPackage(context: FileContext, name: string): readonly Candidate[] {
    if (!PACKAGES.has(familyOf(context.file.language))) return [];
    const siblings = new Set(this.paths.siblings(context.file).map(({ id }) => id));
    const found = this.store
      .symbolsNamed(name)
      .filter(({ file, parent }) => parent === undefined && siblings.has(file));
    return found.map((symbol) => ({ symbol, confidence: SURE.package, by: 'package' }));
  }

  private member(context: FileContext, name: string, place: Place, receiver: string): readonly Candidate[] {
    if (SELF.test(receiver)) {
      const owner = enclosingClass(context, place.symbol);
      if (owner) return receiver === 'super' ? this.inherited(owner, name) : this.membersOf(owner, name);
    }
    if (place.receiverType !== undefined) {
      const ofType = this.membersOfNamed(context, place.receiverType, name, place);
      // The type is known: where it is not of the workspace, neither is its member.
      return ofType ?? [];
    }
    const known = receiver === '?' ? undefined : this.throughReceiver(context, receiver, name, place);
    return known ?? this.anyMember(context.file, name);
  }

  /** A receiver that is an imported module, or a class or object with members; undefined where it is a variable. */
  private throughReceiver(
    context: FileContext,
    receiver: string,
    name: string,
    place: Place,
  ): readonly Candidate[] | undefined {
    const module = context.bound(receiver).filter((binding) => binding.name === '*');
    if (module.length > 0) return module.flatMap((binding) => this.imported(context, binding, name));
    const parts = receiver.split(/\.|::|->|\\/);
    const head = parts[0] ?? '';
    const imported = context.bound(head);
    if (parts.length === 1 && imported.length > 0) {
      const owners = imported.flatMap((binding) => this.imported(context, binding, binding.name));
      // A name from outside: what it holds is outside, too.
      return owners.flatMap(({ symbol }) => this.membersOf(symbol, name));
    }
    return this.membersOfNamed(context, parts.at(-1) ?? '', name, place);
  }

  /** Members of what a name means here; undefined where that is no class of ours. */
  private membersOfNamed(
    context: FileContext,
    owner: string,
    name: string,
    place: Place,
  ): readonly Candidate[] | undefined {
    const last = owner.split(/\.|::|\\/).at(-1) ?? owner;
    const owners = this.bare(context, last, { symbol: place.symbol, kind: 'type' });
    const classes = owners.filter(({ symbol }) => CLASS_LIKE.has(symbol.kind) || symbol.kind === 'constant');
    if (classes.length === 0) return context.bound(last).length > 0 ? [] : undefined;
    return classes.flatMap(({ symbol }) => this.membersOf(symbol, name));
  }

  /** A member of a class, of what it inherits from, or of the blocks that add to it (`impl`, methods of Go). */
  private membersOf(owner: StoredSymbol, name: string): readonly Candidate[] {
    const file = this.store.fileById(owner.file);
    if (!file) return [];
    const context = this.context(file);
    const own = context.inScope(owner.place, name);
    if (own.length > 0) return own.map((symbol) => ({ symbol, confidence: SURE.member, by: 'member' }));
    const added = this.addedTo(owner, file, name);
    return added.length > 0 ? added : this.inherited(owner, name);
  }

  private addedTo(owner: StoredSymbol, file: StoredFile, name: string): readonly Candidate[] {
    const family = familyOf(file.language);
    if (family !== 'go' && family !== 'rust') return [];
    const found = this.store.symbolsNamed(name).filter((symbol) => {
      if (symbol.kind !== 'method' && symbol.kind !== 'function') return false;
      const container = this.containerOf(symbol);
      if (family === 'go') return new RegExp(`^func \\(\\w*\\s*\\*?${escaped(owner.name)}\\b`).test(symbol.signature);
      return (
        container !== undefined && (container.name === owner.name || container.name.endsWith(` for ${owner.name}`))
      );
    });
    return found.map((symbol) => ({ symbol, confidence: SURE.member / Math.max(1, found.length), by: 'member' }));
  }

  /** Members that a class has from what it extends or implements, the nearest first. */
  private inherited(owner: StoredSymbol, name: string): readonly Candidate[] {
    const seen = new Set<number>([owner.id]);
    let level = [owner];
    for (let depth = 0; depth < MAX_ANCESTORS && level.length > 0; depth++) {
      level = level.flatMap((symbol) => this.parentsOf(symbol)).filter(({ id }) => !seen.has(id) && seen.add(id));
      const found = level.flatMap((parent) => {
        const file = this.store.fileById(parent.file);
        return file ? this.context(file).inScope(parent.place, name) : [];
      });
      if (found.length > 0) return found.map((symbol) => ({ symbol, confidence: SURE.inherited, by: 'member' }));
    }
    return [];
  }

  /** What a class extends and implements. */
  parentsOf(owner: StoredSymbol): readonly StoredSymbol[] {
    const file = this.store.fileById(owner.file);
    if (!file) return [];
    const context = this.context(file);
    return this.store.usesIn(file.id).flatMap(({ name, places }) =>
      places.flatMap((place) => {
        if ((place.kind !== 'extends' && place.kind !== 'implements') || place.symbol !== owner.place) return [];
        const outside = { symbol: owner.parent ?? -1, kind: 'type' as const };
        return this.bare(context, name, outside).map(({ symbol }) => symbol);
      }),
    );
  }

  /** What `name` means in the module of an import, followed through files that hand it on. */
  private imported(context: FileContext, binding: StoredImport, name: string): readonly Candidate[] {
    const files = this.paths.resolve(binding.from, context.file);
    const symbols = files.flatMap((file) => this.exported(file, name, binding, MAX_REEXPORTS));
    const confidence = SURE.import / Math.max(1, new Set(symbols.map(({ file }) => file)).size);
    const found: Candidate[] = symbols.map((symbol) => ({ symbol, confidence, by: 'import' }));
    return found.length > 0 || name === '*' ? found : this.importedByPath(context, binding, name);
  }

  /** `import a.b.C`: the module may be a file that is named after what is taken out of it. */
  private importedByPath(context: FileContext, { from }: StoredImport, name: string): readonly Candidate[] {
    const separator = SEPARATORS.find((sign) => from.includes(sign));
    if (familyOf(context.file.language) === 'script') return [];
    const files = this.paths.resolve(`${from}${separator ?? '.'}${name}`, context.file);
    const symbols = files.flatMap((file) => this.context(file).inScope(-1, name));
    return symbols.slice(0, MOST_OF_A_NAME).map((symbol) => ({ symbol, confidence: SURE.import, by: 'import' }));
  }

  private exported(file: StoredFile, name: string, binding: StoredImport, depth: number): readonly StoredSymbol[] {
    const context = this.context(file);
    if (name === 'default') return defaultExport(context, binding);
    const own = context.inScope(-1, name);
    if (own.length > 0) return own;
    if (depth === 0) return [];
    const handedOn = context.reexports.filter((entry) => entry.local === name || (entry.name === '*' && !entry.local));
    // Python and Rust hand on what they import; so does a script that exports what it imported.
    const bound = [...handedOn, ...context.bound(name), ...(handedOn.length > 0 ? [] : context.wildcards)];
    return bound.flatMap((entry) => {
      const inner = entry.name === '*' ? name : entry.name;
      return this.paths
        .resolve(entry.from, file)
        .filter(({ id }) => id !== file.id)
        .flatMap((target) => this.exported(target, inner, entry, depth - 1));
    });
  }

  /** By the name alone, in languages where names are global. */
  private anywhere(file: StoredFile, name: string, kind: Place['kind']): readonly Candidate[] {
    const found = this.ofFamily(file, name).filter(({ parent, kind: own }) => parent === undefined && fits(own, kind));
    return shared(found, SURE.package);
  }

  private anyMember(file: StoredFile, name: string): readonly Candidate[] {
    const found = this.ofFamily(file, name).filter((symbol) => {
      const container = this.containerOf(symbol);
      if (symbol.kind === 'method' && familyOf(file.language) === 'go') return true;
      return container !== undefined && (CLASS_LIKE.has(container.kind) || symbol.kind === 'method');
    });
    return shared(found, SURE.name);
  }

  private ofFamily(file: StoredFile, name: string): readonly StoredSymbol[] {
    const family = familyOf(file.language);
    const named = this.store.symbolsNamed(name);
    if (named.length > MOST_OF_A_NAME * 4) return [];
    return named.filter((symbol) => familyOf(this.store.fileById(symbol.file)?.language) === family);
  }

  private containerOf(symbol: StoredSymbol): StoredSymbol | undefined {
    const file = symbol.parent === undefined ? undefined : this.store.fileById(symbol.file);
    return file && this.context(file).symbols[symbol.parent ?? -1];
  }
}

const SELF = /^(?:this|self|super|cls|\$this|Self|@)$/;
const SEPARATORS = ['::', '\\', '/', '.'];

/** Names of a file need no import in all others. */
const GLOBAL: ReadonlySet<string> = new Set(['c', 'ruby', 'php', 'lua', 'other']);
const PACKAGES: ReadonlySet<string> = new Set(['go', 'jvm', 'php', 'other']);
const BARE_MEMBERS: ReadonlySet<string> = new Set(['jvm', 'c', 'ruby', 'other']);

function enclosingClass(context: FileContext, from: number): StoredSymbol | undefined {
  for (let at = from; at !== -1; at = context.symbols[at]?.parent ?? -1) {
    const symbol = context.symbols[at];
    if (!symbol) return undefined;
    if (CLASS_LIKE.has(symbol.kind) || (symbol.kind === 'constant' && context.members(at).length > 0)) return symbol;
  }
  return undefined;
}

/** What the file exports by default, as far as names tell: one called so, one called like the file or the import. */
function defaultExport(context: FileContext, binding: StoredImport): readonly StoredSymbol[] {
  const named = context.inScope(-1, 'default');
  if (named.length > 0) return named;
  const exported = context.members(-1).filter(({ exported: isExported }) => isExported);
  const stem = (context.file.name.split('/').at(-1) ?? '').replace(/\..*$/, '');
  const alike = exported.filter(({ name }) => name === binding.local || name === stem);
  if (alike.length > 0) return alike;
  return exported.length === 1 ? exported : [];
}

function fits(kind: DeclarationKind, use: Place['kind']): boolean {
  if (use === 'call' || use === 'new') return CALLABLE.has(kind);
  if (use === 'type' || use === 'extends' || use === 'implements') return CLASS_LIKE.has(kind) || kind === 'constant';
  return kind !== 'section';
}

function shared(found: readonly StoredSymbol[], confidence: number): readonly Candidate[] {
  if (found.length === 0 || found.length > MOST_OF_A_NAME) return [];
  return found.map((symbol) => ({ symbol, confidence: confidence / found.length, by: 'name' }));
}

/** One candidate for a symbol, the surest first; ties as the store orders them, by path. */
function unique(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = `${candidate.symbol.file}:${candidate.symbol.place}`;
    if ((best.get(key)?.confidence ?? -1) < candidate.confidence) best.set(key, candidate);
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence);
}

const escaped = (name: string): string => name.replace(/[^\w]/g, '\\$&');
