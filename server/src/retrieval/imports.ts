// What an import takes out of its module, followed through the files that hand it on.

import { nameHabits } from '../languages/habits.js';
import type { StoredFile, StoredImport, StoredSymbol } from '../storage/indexStore.js';
import { type Declared, partsOfName } from './declared.js';
import type { FileContext } from './fileContext.js';
import type { ModulePaths } from './modulePaths.js';

const MAX_REEXPORTS = 6;

export class Imports {
  constructor(
    private readonly declared: Declared,
    private readonly paths: ModulePaths,
  ) {}

  /** What `name` means in the module of an import. */
  symbols(context: FileContext, binding: StoredImport, name: string): readonly StoredSymbol[] {
    const { file } = context;
    const habits = nameHabits(file.language);
    const found = this.paths
      .resolve(binding.from, file)
      .flatMap((target) => this.exported(target, name, binding, MAX_REEXPORTS));
    if (found.length > 0) return found;
    if (habits.modules === 'names' || habits.sees === 'namespaces') {
      const module = binding.from.split(habits.separator).flatMap(partsOfName);
      return this.declared.withPath(name === '*' ? module : [...module, name], habits);
    }
    if (name === '*' || habits.modules === 'relative') return [];
    // `use a::C`: the module may be a file that is named after what is taken out of it.
    return this.paths
      .resolve(`${binding.from}${habits.separator}${name}`, file)
      .flatMap((target) => this.atTop(target, name));
  }

  /** The files that an import gives a name to as a whole. */
  modules(context: FileContext, { from, name }: StoredImport, depth = MAX_REEXPORTS): readonly StoredFile[] {
    const { file } = context;
    const { modules, separator } = nameHabits(file.language);
    const targets = this.paths.resolve(from, file);
    if (name === '*') return targets;
    const handedOn = targets.flatMap((target) => this.handedOn(target, name, file, depth));
    if (handedOn.length > 0 || modules === 'relative') return handedOn;
    return this.paths.resolve(from.endsWith(separator) ? `${from}${name}` : `${from}${separator}${name}`, file);
  }

  /** Modules that a file imports or hands on under a name. */
  private handedOn(target: StoredFile, name: string, from: StoredFile, depth: number): readonly StoredFile[] {
    if (target.id === from.id || depth === 0) return [];
    const context = this.declared.context(target);
    const entries = [...context.reexports.filter(({ local }) => local === name), ...context.bound(name)];
    return entries.flatMap((entry) => this.modules(context, entry, depth - 1));
  }

  /** What a file gives to others by this name. */
  exported(
    file: StoredFile,
    name: string,
    binding: Pick<StoredImport, 'local'> = {},
    depth = MAX_REEXPORTS,
  ): readonly StoredSymbol[] {
    const context = this.declared.context(file);
    if (name === 'default') return defaultExport(context, binding);
    const own = this.atTop(file, name);
    if (own.length > 0 || depth === 0) return own;
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

  /** Declarations at the top level of a file; not methods that stand there, but for those of the table it returns. */
  private atTop(file: StoredFile, name: string): readonly StoredSymbol[] {
    const context = this.declared.context(file);
    const { handsOnMembers } = nameHabits(file.language);
    const own = context
      .inScope(-1, name)
      .filter((symbol) => this.declared.ownerPath(symbol).length === 0 && !this.declared.isAddition(symbol));
    if (own.length > 0 || !handsOnMembers) return own;
    return context.members(-1).filter((symbol) => {
      const parts = partsOfName(symbol.name);
      return parts.length === 2 && parts[1] === name;
    });
  }
}

/** What the file exports by default, as far as names tell: one called so, one called like the file or the import. */
function defaultExport({ file, inScope, members }: FileContext, { local }: Pick<StoredImport, 'local'>) {
  const named = inScope(-1, 'default');
  if (named.length > 0) return named;
  const exported = members(-1).filter((symbol) => symbol.exported);
  const marked = exported.filter(({ signature }) => /^export default\b/.test(signature));
  if (marked.length > 0) return marked;
  const stem = (file.name.split('/').at(-1) ?? '').replace(/\..*$/, '');
  const alike = exported.filter(({ name }) => name === local || name === stem);
  if (alike.length > 0) return alike;
  return exported.length === 1 ? exported : [];
}
