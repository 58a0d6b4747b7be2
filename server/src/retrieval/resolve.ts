// Which symbol does a name mean? Answered by scopes, imports and what the syntax tells of receivers, without types; each
// answer says how sure it is. Facts of files stay as they are: edges between them are found here, when they are asked for.

import { nameHabits } from '../languages/habits.js';
import { languageRow } from '../languages/registry.js';
import type { Place } from '../model/facts.js';
import type { IndexStore, StoredFile, StoredImport, StoredSymbol } from '../storage/indexStore.js';
import { type Candidate, candidateOf, fits, MOST_OF_A_NAME, SURE, shared, type Use } from './candidates.js';
import { Declared, keyOf, partsOfName, TYPES } from './declared.js';
import type { FileContext } from './fileContext.js';
import { Imports } from './imports.js';
import { Members } from './members.js';
import type { ModulePaths } from './modulePaths.js';

/** What stands before a dot: a type or object of the workspace, or files that are a module. */
type Owner = { readonly symbol: StoredSymbol } | { readonly files: readonly StoredFile[]; readonly module: string };

/** What a place says of a receiver that is an expression. */
const EXPRESSION = '?';

type At = Pick<Place, 'symbol' | 'kind'>;

export class Resolver {
  private readonly declared: Declared;
  private readonly imports: Imports;
  private readonly members: Members;

  constructor(
    store: IndexStore,
    private readonly paths: ModulePaths,
  ) {
    this.declared = new Declared(store);
    this.imports = new Imports(this.declared, paths);
    this.members = new Members(this.declared, (context, name, symbol) =>
      this.bare(context, name, { symbol, kind: 'type' })
        .map((candidate) => candidate.symbol)
        .filter(({ kind }) => TYPES.has(kind) || kind === 'constant'),
    );
  }

  context(file: StoredFile): FileContext {
    return this.declared.context(file);
  }

  /** What a use may mean, the surest first; empty for what is declared outside of the workspace, or by nobody. */
  resolve(file: StoredFile, { name, place }: Use): readonly Candidate[] {
    const context = this.context(file);
    const found =
      place.receiver === undefined
        ? this.bare(context, name, place)
        : this.member(context, name, place, place.receiver);
    const fitting = found.filter(({ symbol }) => fits(symbol.kind, place.kind));
    return this.unique(fitting.length > 0 || place.kind !== 'value' ? fitting : found);
  }

  /** True for a member of a variable or an expression whose type nobody tells. */
  isUnknown(file: StoredFile, place: Place): boolean {
    const { receiver, receiverType } = place;
    if (receiver === undefined || receiverType !== undefined) return false;
    const { self, parent } = nameHabits(file.language);
    if (self.includes(receiver) || parent.includes(receiver)) return false;
    return receiver === EXPRESSION || this.behind(this.context(file), receiver, place) === undefined;
  }

  /** The declaration that stands for all of one thing: what `resolve` gives for any of them. */
  standsFor(symbol: StoredSymbol): StoredSymbol {
    return this.declared.standsFor(symbol);
  }

  /** Containers and namespaces of a symbol, and its own name. */
  pathOf(symbol: StoredSymbol): readonly string[] {
    return this.declared.path(symbol);
  }

  /** The symbols that an import takes out of its module. */
  meaningOf(file: StoredFile, binding: StoredImport): readonly StoredSymbol[] {
    return this.imported(this.context(file), binding, binding.name).map(({ symbol }) => this.standsFor(symbol));
  }

  /** The files of the workspace that a module name may mean in `file`. */
  filesOf(file: StoredFile, module: string): readonly StoredFile[] {
    return this.paths.resolve(module, file);
  }

  /** What a class extends and implements. */
  parentsOf(owner: StoredSymbol): readonly StoredSymbol[] {
    return this.members.parentsOf(owner);
  }

  /** What `name` means at the top level of a file or in a scope of it. */
  private bare(context: FileContext, name: string, at: At): readonly Candidate[] {
    const inScope = this.inScopes(context, name, at.symbol);
    if (inScope.length > 0) return inScope;
    const bindings = context.bound(name);
    if (bindings.length > 0) return bindings.flatMap((binding) => this.imported(context, binding, binding.name));
    const near = this.withoutImport(context, name, at);
    if (near.length > 0) return shared(this.standing(near), SURE.package, 'package');
    const wild = context.wildcards.flatMap((binding) => this.imported(context, binding, name));
    if (wild.length > 0) return wild.map((candidate) => ({ ...candidate, confidence: SURE.wildcard }));
    return nameHabits(context.file.language).sees === 'namespaces' ? this.anywhere(context.file, name, at.kind) : [];
  }

  private inScopes(context: FileContext, name: string, from: number): readonly Candidate[] {
    const hasBareMembers = languageRow(context.file.language ?? '')?.bareMembers === true;
    for (let at = from; at !== -1; at = context.symbols[at]?.parent ?? -1) {
      const scope = context.symbols[at];
      if (!scope) break;
      const isClass = TYPES.has(scope.kind) && scope.kind !== 'module';
      // Its constructors have the name of the class, which is what is meant by it.
      if (isClass && scope.name === name) continue;
      const own = isClass && !hasBareMembers ? [] : this.inOneScope(context, at, name);
      if (own.length > 0) return own;
      if (!hasBareMembers) continue;
      const owners = (isClass ? [scope] : this.ownersOf(context, scope)).filter((owner) => owner.name !== name);
      const members = owners.flatMap((owner) => this.membersOf(owner, name));
      if (members.length > 0) return members;
    }
    return this.inOneScope(context, -1, name);
  }

  private inOneScope(context: FileContext, scope: number, name: string): readonly Candidate[] {
    const isObject = context.symbols[scope]?.kind === 'constant';
    const found = context
      .inScope(scope, name)
      .filter((symbol) => !this.declared.isAddition(symbol) && this.declared.ownerPath(symbol).length === 0)
      // What an object literal holds has no name in it.
      .filter(({ kind }) => !isObject || (kind !== 'method' && kind !== 'field'));
    return found.map((symbol) => ({ symbol, confidence: SURE.scope, by: 'scope' }));
  }

  /** The types that a method is of although it stands outside of them. */
  private ownersOf(context: FileContext, method: StoredSymbol): readonly StoredSymbol[] {
    const path = this.declared.ownerPath(method);
    const name = path.at(-1);
    if (name === undefined) return [];
    const whole = [...this.declared.namespaceOf(context, method.parent ?? -1), ...path];
    const named = this.bare(context, name, { symbol: method.parent ?? -1, kind: 'type' }).map(({ symbol }) => symbol);
    const found = named.length > 0 ? named : this.declared.withPath(whole, nameHabits(context.file.language));
    return found.filter(({ kind }) => TYPES.has(kind) || kind === 'constant');
  }

  /** Names that need no import: of the folder, of the namespace, of the namespaces around it. */
  private withoutImport(context: FileContext, name: string, at: At): readonly StoredSymbol[] {
    const { file } = context;
    const habits = nameHabits(file.language);
    if (habits.sees === 'nothing') return [];
    if (habits.sees === 'folder') {
      const siblings = new Set(this.paths.siblings(file).map(({ id }) => id));
      return this.declared
        .named(name, habits)
        .filter((symbol) => symbol.parent === undefined && siblings.has(symbol.file))
        .filter((symbol) => this.declared.ownerPath(symbol).length === 0);
    }
    const own = this.declared.namespaceOf(context, at.symbol);
    for (let depth = own.length; depth > 0; depth--) {
      const found = this.declared.withPath([...own.slice(0, depth), name], habits);
      if (found.length > 0) return found;
      if (habits.sees === 'namespace') break;
    }
    const isGlobal = own.length === 0 || (at.kind === 'call' && !habits.sourceRoot);
    return habits.sees === 'namespace' && isGlobal ? this.declared.withPath([name], habits) : [];
  }

  private member(context: FileContext, name: string, place: Place, receiver: string): readonly Candidate[] {
    const { self, parent } = nameHabits(context.file.language);
    if (self.includes(receiver) || parent.includes(receiver)) {
      const owners = this.typesAround(context, place.symbol);
      if (owners.length > 0)
        return owners.flatMap((owner) =>
          self.includes(receiver) ? this.membersOf(owner, name) : this.members.inherited(owner, name).map(candidateOf),
        );
    }
    // The type is known: where it is not of the workspace, neither is its member.
    if (place.receiverType !== undefined)
      return (this.behind(context, place.receiverType, place) ?? []).flatMap((owner) => this.membersIn(owner, name));
    const owners = receiver === EXPRESSION ? undefined : this.behind(context, receiver, place);
    return owners ? owners.flatMap((owner) => this.membersIn(owner, name)) : this.anyMember(context.file, name);
  }

  /** The class around a place; what a block adds to; the type that a method outside of it is of. */
  private typesAround(context: FileContext, from: number): readonly StoredSymbol[] {
    for (let at = from; at !== -1; at = context.symbols[at]?.parent ?? -1) {
      const symbol = context.symbols[at];
      if (!symbol) break;
      if (this.declared.isAddition(symbol)) {
        const name = partsOfName(symbol.name).at(-1) ?? '';
        const types = this.bare(context, name, { symbol: symbol.parent ?? -1, kind: 'type' });
        return types.length > 0 ? types.map((type) => type.symbol) : [symbol];
      }
      if (TYPES.has(symbol.kind) || this.isObject(symbol)) return [symbol];
      const owners = this.ownersOf(context, symbol);
      if (owners.length > 0) return owners;
    }
    return [];
  }

  /** What a receiver or the name of a type means: undefined for a variable, nothing for what is outside. */
  private behind(context: FileContext, written: string, place: Place): readonly Owner[] | undefined {
    const { file } = context;
    const habits = nameHabits(file.language);
    const whole = context.bound(written).filter((binding) => binding.name === '*');
    if (whole.length > 0) return whole.flatMap((binding) => this.ownersIn(context, binding));
    const parts = written.split(/::|->|\?\.|\.|\\/).filter(Boolean);
    const [head = '', ...rest] = parts;
    if (rest.length > 0 && habits.anchors.includes(head)) {
      const files = this.paths.resolve(written, file);
      if (files.length > 0) return [{ files, module: written }];
      const last = parts.at(-1) ?? '';
      const from = parts.slice(0, -1).join(habits.separator);
      return this.paths
        .resolve(from, file)
        .flatMap((target) => this.imports.exported(target, last).map((symbol) => ({ symbol })));
    }
    const start = this.meaningOfHead(context, head, place);
    if (start === 'variable') return undefined;
    if (start) return rest.reduce((owners, part) => owners.flatMap((owner) => this.inside(owner, part, file)), start);
    const named = this.withinNamespaces(context, parts, place);
    if (named.length > 0) return named;
    // Types have capitals and paths of names have `::`; a variable has neither.
    return /^\p{Lu}|::|\\/u.test(written) ? [] : undefined;
  }

  private meaningOfHead(context: FileContext, head: string, place: Place): readonly Owner[] | 'variable' | undefined {
    const found = this.bare(context, head, { symbol: place.symbol, kind: 'type' }).map(({ symbol }) => symbol);
    const types = found.filter((symbol) => TYPES.has(symbol.kind) || this.isObject(symbol));
    const bindings = context.bound(head);
    const modules = types.length > 0 ? [] : bindings.flatMap((binding) => this.ownersIn(context, binding));
    const owners = [...types.map((symbol) => ({ symbol: this.standsFor(symbol) })), ...modules];
    if (owners.length > 0) return owners;
    if (found.length > 0) return 'variable';
    return bindings.length > 0 ? [] : undefined;
  }

  private ownersIn(context: FileContext, binding: StoredImport): readonly Owner[] {
    const { from } = binding;
    const files = this.imports.modules(context, binding);
    if (files.length > 0) return [{ files, module: from }];
    return binding.name === '*' ? this.imports.symbols(context, binding, '*').map((symbol) => ({ symbol })) : [];
  }

  /** `Acme::Retry`, from the namespaces around the place outwards. */
  private withinNamespaces(context: FileContext, parts: readonly string[], place: Place): readonly Owner[] {
    const habits = nameHabits(context.file.language);
    if (habits.modules !== 'names' && habits.sees !== 'namespaces') return [];
    const own = habits.sees === 'namespaces' ? this.declared.namespaceOf(context, place.symbol) : [];
    for (let depth = own.length; depth >= 0; depth--) {
      const found = this.declared.withPath([...own.slice(0, depth), ...parts], habits);
      const types = found.filter((symbol) => TYPES.has(symbol.kind));
      if (types.length > 0) return types.map((symbol) => ({ symbol: this.standsFor(symbol) }));
    }
    return [];
  }

  /** What a part of a path means in what the parts before it mean. */
  private inside(owner: Owner, part: string, from: StoredFile): readonly Owner[] {
    const found = this.membersIn(owner, part).map(({ symbol }) => symbol);
    const types = found.filter((symbol) => TYPES.has(symbol.kind) || this.isObject(symbol));
    if (types.length > 0 || 'symbol' in owner) return types.map((symbol) => ({ symbol }));
    const { separator, modules } = nameHabits(from.language);
    if (modules === 'relative') return [];
    const module = `${owner.module}${separator}${part}`;
    const files = this.paths.resolve(module, from);
    return files.length > 0 ? [{ files, module }] : [];
  }

  private membersIn(owner: Owner, name: string): readonly Candidate[] {
    if ('symbol' in owner) return this.membersOf(owner.symbol, name);
    const found = this.standing(owner.files.flatMap((file) => this.imports.exported(file, name)));
    const confidence = SURE.import / Math.max(1, new Set(found.map(({ file }) => file)).size);
    return found.map((symbol) => ({ symbol, confidence, by: 'import' }));
  }

  private membersOf(owner: StoredSymbol, name: string): readonly Candidate[] {
    return this.members.of(owner, name).map(candidateOf);
  }

  /** What `name` means in the module of an import; a module may be a class whose members are taken. */
  private imported(context: FileContext, binding: StoredImport, name: string): readonly Candidate[] {
    const symbols = this.standing(this.imports.symbols(context, binding, name));
    const confidence = SURE.import / Math.max(1, new Set(symbols.map(({ file }) => file)).size);
    if (symbols.length > 0 || name === '*') return symbols.map((symbol) => ({ symbol, confidence, by: 'import' }));
    if (nameHabits(context.file.language).modules !== 'names') return [];
    const owners = this.imports.symbols(context, binding, '*').filter(({ kind }) => TYPES.has(kind));
    return owners.flatMap((owner) => this.membersOf(owner, name).map((found) => ({ ...found, by: 'import' })));
  }

  /** By the name alone, in languages where names are global. */
  private anywhere(file: StoredFile, name: string, kind: Place['kind']): readonly Candidate[] {
    const found = this.fewNamed(file, name)
      .filter((symbol) => symbol.exported && symbol.parent === undefined && fits(symbol.kind, kind))
      .filter((symbol) => this.declared.path(symbol).length === 1);
    return shared(this.standing(found), SURE.package, 'name');
  }

  private anyMember(file: StoredFile, name: string): readonly Candidate[] {
    const found = this.fewNamed(file, name).filter((symbol) => {
      if (this.declared.ownerPath(symbol).length > 0) return true;
      const container = this.declared.around(symbol)?.symbols[symbol.parent ?? -1];
      return container !== undefined && (TYPES.has(container.kind) || symbol.kind === 'method');
    });
    return shared(this.standing(found), SURE.name, 'name');
  }

  /** Nothing where so many have a name that it tells nothing. */
  private fewNamed(file: StoredFile, name: string): readonly StoredSymbol[] {
    const named = this.declared.named(name, nameHabits(file.language));
    return named.length > MOST_OF_A_NAME * 4 ? [] : named;
  }

  /** An object with members of its own; any other constant is a variable, whose type nobody knows. */
  private isObject(symbol: StoredSymbol): boolean {
    if (symbol.kind !== 'constant') return false;
    const context = this.declared.around(symbol);
    if (!context) return false;
    const { joins } = nameHabits(context.file.language);
    const isOutside = ({ name }: StoredSymbol) => joins.some((sign) => name.startsWith(`${symbol.name}${sign}`));
    return context.members(symbol.place).length > 0 || context.members(symbol.parent ?? -1).some(isOutside);
  }

  private standing(symbols: readonly StoredSymbol[]): readonly StoredSymbol[] {
    return [
      ...new Map(symbols.map((symbol) => this.standsFor(symbol)).map((symbol) => [keyOf(symbol), symbol])).values(),
    ];
  }

  /** One candidate for a thing, the surest first; ties as the store orders them, by path. */
  private unique(candidates: readonly Candidate[]): readonly Candidate[] {
    const best = new Map<string, Candidate>();
    for (const candidate of candidates) {
      const symbol = this.standsFor(candidate.symbol);
      const key = keyOf(symbol);
      if ((best.get(key)?.confidence ?? -1) < candidate.confidence) best.set(key, { ...candidate, symbol });
    }
    return [...best.values()].sort((a, b) => b.confidence - a.confidence);
  }
}
