// Declarations as the resolver sees them: their whole names, the types that they add to, and which of several
// declarations of one thing stands for all of them.

import { LRUCache } from 'lru-cache';
import { type NameHabits, nameHabits } from '../languages/habits.js';
import type { DeclarationKind } from '../model/source.js';
import type { IndexStore, StoredFile, StoredSymbol } from '../storage/indexStore.js';
import { type FileContext, readContext } from './fileContext.js';

/** Contexts kept: a query touches a few hundred files. */
const MOST_CONTEXTS = 500;
const MOST_KEPT = 20_000;
const MOST_NAMES = 5_000;
/** More declarations of one name than these are not compared with each other. */
const MOST_OF_A_NAME = 200;
/** A folder and a name: `retry/Policy.kt` for `com.acme.retry.Policy`. */
const ENOUGH_OF_A_PATH = 2;

export const TYPES: ReadonlySet<DeclarationKind> = new Set(['class', 'interface', 'enum', 'type', 'module']);

export class Declared {
  private readonly contexts = new LRUCache<number, FileContext>({ max: MOST_CONTEXTS });
  private readonly names = new LRUCache<string, readonly StoredSymbol[]>({ max: MOST_NAMES });
  private readonly paths = new LRUCache<string, readonly string[]>({ max: MOST_KEPT });
  private readonly standing = new LRUCache<string, StoredSymbol>({ max: MOST_KEPT });

  private languages: Map<number, string | undefined> | undefined;

  /** For one generation of the store. */
  constructor(private readonly store: IndexStore) {}

  context(file: StoredFile): FileContext {
    const known = this.contexts.get(file.id) ?? readContext(this.store, file);
    this.contexts.set(file.id, known);
    return known;
  }

  /** Undefined where the file of a symbol is gone. */
  around({ file }: StoredSymbol): FileContext | undefined {
    const known = this.contexts.get(file);
    if (known) return known;
    const stored = this.store.fileById(file);
    return stored && this.context(stored);
  }

  habitsOf({ file }: StoredSymbol): NameHabits {
    this.languages ??= new Map(this.store.files().map(({ id, language }) => [id, language]));
    return nameHabits(this.languages.get(file));
  }

  /** The declarations of a name in the files of a family. */
  named(name: string, { family }: NameHabits): readonly StoredSymbol[] {
    const key = `${family}\0${name}`;
    const known = this.names.get(key);
    if (known) return known;
    const found = this.store.symbolsNamed(name).filter((symbol) => this.habitsOf(symbol).family === family);
    this.names.set(key, found);
    return found;
  }

  /** Names that begin like this, as those of methods outside of a type with parameters do. */
  beginning(name: string, { family }: NameHabits): readonly StoredSymbol[] {
    const found = this.store.symbolsLike(name, MOST_OF_A_NAME);
    return found.filter((symbol) => this.habitsOf(symbol).family === family);
  }

  /** Namespace, containers and own name: `['Acme', 'Upload', 'send']`. */
  path(symbol: StoredSymbol): readonly string[] {
    const key = keyOf(symbol);
    const known = this.paths.get(key);
    if (known) return known;
    const made = this.makePath(symbol);
    this.paths.set(key, made);
    return made;
  }

  private makePath(symbol: StoredSymbol): readonly string[] {
    const context = this.around(symbol);
    const own = partsOfName(symbol.name);
    const container = context?.symbols[symbol.parent ?? -1];
    if (container) return [...this.path(container), ...own];
    if (!context) return own;
    const habits = nameHabits(context.file.language);
    const method = this.typeInSignature(symbol, habits);
    return [...(symbol.kind === 'module' ? [] : namespaceAt(context, symbol.start, habits)), ...method, ...own];
  }

  /** The namespaces around a place, the innermost last. */
  namespaceOf(context: FileContext, scope: number): readonly string[] {
    const habits = nameHabits(context.file.language);
    const scopes: StoredSymbol[] = [];
    for (let at = scope; at !== -1; at = context.symbols[at]?.parent ?? -1) {
      const symbol = context.symbols[at];
      if (!symbol) break;
      scopes.unshift(symbol);
    }
    const outer = namespaceAt(context, scopes[0]?.start ?? Number.POSITIVE_INFINITY, habits);
    const inner = scopes.filter(({ kind }) => kind === 'module').flatMap(({ name }) => partsOfName(name));
    return [...(scopes[0]?.kind === 'module' ? [] : outer), ...inner];
  }

  /** All declarations of this whole name; of a part of it where folders are namespaces and their root is not known. */
  withPath(path: readonly string[], habits: NameHabits): readonly StoredSymbol[] {
    const name = path.at(-1);
    if (name === undefined) return [];
    const wanted = path.join('\0');
    const dotted = path.length > 1 && habits.modules === 'names' ? this.named(path.join(habits.separator), habits) : [];
    const named = [...this.named(name, habits), ...dotted];
    if (named.length > MOST_OF_A_NAME) return [];
    const found = named.filter((symbol) => this.path(symbol).join('\0') === wanted);
    if (found.length > 0 || !habits.sourceRoot) return found;
    return named.filter((symbol) => {
      const own = this.path(symbol);
      const [longer, shorter] = own.length > path.length ? [own, path] : [path, own];
      return shorter.length >= ENOUGH_OF_A_PATH && longer.slice(-shorter.length).join('\0') === shorter.join('\0');
    });
  }

  /** The type that a method is of although it stands outside: `Upload` of `Upload::send`; empty for others. */
  ownerPath(symbol: StoredSymbol): readonly string[] {
    if (symbol.kind !== 'method' && symbol.kind !== 'function') return [];
    const method = this.typeInSignature(symbol, this.habitsOf(symbol));
    return method.length > 0 ? method : partsOfName(symbol.name).slice(0, -1);
  }

  private typeInSignature({ kind, signature }: StoredSymbol, { methodOf }: NameHabits): readonly string[] {
    const type = kind === 'method' || kind === 'function' ? methodOf?.exec(signature)?.[1] : undefined;
    return type === undefined ? [] : [type];
  }

  /** True for a block that adds to a type and is none: `impl Upload`. */
  isAddition(symbol: StoredSymbol): boolean {
    return this.habitsOf(symbol).addsTo?.test(symbol.signature) === true;
  }

  /** The declaration that stands for all of one thing: the definition of a prototype, the first of many parts. */
  standsFor(symbol: StoredSymbol): StoredSymbol {
    const key = keyOf(symbol);
    const known = this.standing.get(key) ?? this.findStanding(symbol);
    this.standing.set(key, known);
    return known;
  }

  private findStanding(symbol: StoredSymbol): StoredSymbol {
    const isCallable = symbol.kind === 'function' || symbol.kind === 'method';
    const habits = this.habitsOf(symbol);
    if (isCallable && symbol.signature.endsWith(';')) return this.definitionOf(symbol, habits) ?? symbol;
    if (!habits.reopens || !TYPES.has(symbol.kind)) return symbol;
    return this.parts(symbol)[0] ?? symbol;
  }

  private definitionOf(prototype: StoredSymbol, habits: NameHabits): StoredSymbol | undefined {
    const { name, parent, file } = prototype;
    const isBody = ({ kind, signature }: StoredSymbol) =>
      (kind === 'function' || kind === 'method') && !signature.endsWith(';');
    const beside =
      this.around(prototype)
        ?.inScope(parent ?? -1, name)
        .filter(isBody) ?? [];
    if (beside[0] || !habits.hasPrototypes) return beside[0];
    const path = this.path(prototype);
    const type = path.at(-2);
    const outside = habits.joins.flatMap((sign) =>
      type === undefined
        ? []
        : [
            ...this.named(`${type}${sign}${name}`, habits),
            ...this.beginning(`${type}<`, habits).filter((symbol) => symbol.name.endsWith(`${sign}${name}`)),
          ],
    );
    const wanted = path.join('\0');
    const found = [...this.named(name, habits), ...outside].filter(
      (symbol) =>
        isBody(symbol) && this.path(symbol).join('\0') === wanted && (symbol.exported || symbol.file === file),
    );
    // Two programs of one workspace may both define it: nobody can tell whose it is.
    return found.length === 1 ? found[0] : undefined;
  }

  /** Names that the declaration at a place of a file extends or implements. */
  ancestorsAt({ file }: FileContext, place: number): readonly string[] {
    return this.store
      .usesIn(file.id)
      .filter(({ places }) =>
        places.some(({ kind, symbol }) => (kind === 'extends' || kind === 'implements') && symbol === place),
      )
      .map(({ name }) => name);
  }

  /** All declarations of a type that may be declared in several places, the first by path first. */
  parts(symbol: StoredSymbol): readonly StoredSymbol[] {
    const habits = this.habitsOf(symbol);
    if (!habits.reopens) return [symbol];
    const path = this.path(symbol).join('\0');
    const found = this.named(symbol.name, habits).filter(
      (other) => TYPES.has(other.kind) && this.path(other).join('\0') === path,
    );
    return found.length > 0 ? found : [symbol];
  }
}

export const keyOf = ({ file, place }: StoredSymbol): string => `${file}:${place}`;

/** `Acme\Up`, `acme::inner` and `Shop.Orders` in parts, without parameters of types. */
export function partsOfName(name: string): readonly string[] {
  if (/^operator\b/.test(name) || !/[.:\\<, ]/.test(name)) return [name];
  const plain = name.replace(/^.* for /s, '').replace(/, for: .*/s, '');
  const parts = withoutParameters(plain)
    .split(/::|[.:\\]/)
    .map((part) => part.trim());
  return parts.every((part) => part !== '') ? parts : [name];
}

/** Nested angle brackets and what they hold taken out. */
function withoutParameters(name: string): string {
  let plain = name;
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(/<[^<>]*>/g, '');
  }
  return plain;
}

/** What a file says of the namespace of a place at its top level, or its folder. */
function namespaceAt({ file, members }: FileContext, at: number, habits: NameHabits): readonly string[] {
  if (habits.sourceRoot) return file.name.replace(habits.sourceRoot, '').split('/').slice(0, -1);
  if (habits.modules !== 'names') return [];
  // `namespace Acme;` holds for all that follows.
  const open = members(-1).filter(
    ({ kind, place, start, signature }) =>
      kind === 'module' && start < at && signature.endsWith(';') && members(place).length === 0,
  );
  return open.length > 0 ? partsOfName(open.at(-1)?.name ?? '') : [];
}
