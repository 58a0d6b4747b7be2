// Which files a module name may mean, by the habits of its language: relative paths with endings to guess, dotted or
// nested names that end where a path ends, folders that are packages. What is not in the workspace means nothing.

import { type NameHabits, nameHabits } from '../languages/habits.js';
import type { StoredFile } from '../storage/indexStore.js';

/** Files of the index by what their paths end with. Made once for a generation of the index. */
export class ModulePaths {
  /** Files by family and last part of their path without ending; those that stand for a folder also by its name. */
  private readonly byLastPart = new Map<string, StoredFile[]>();
  private readonly byFolder = new Map<string, StoredFile[]>();

  /** `packages` are the names of the workspace's own packages, with their folders. */
  constructor(
    files: readonly StoredFile[],
    private readonly packages: ReadonlyMap<string, string>,
  ) {
    for (const file of files) {
      if (file.leftOut !== undefined || file.language === undefined) continue;
      const { family, index } = nameHabits(file.language);
      const parts = partsOf(file.name);
      const last = parts.at(-1) ?? '';
      put(this.byLastPart, `${family}\0${last}`, file);
      if (index.includes(last)) put(this.byLastPart, `${family}\0${parts.at(-2) ?? ''}`, file);
      put(this.byFolder, `${family}\0${parts.slice(0, -1).join('/')}`, file);
    }
  }

  /** The files that `module`, as written in `from`, may mean; the nearest first. Empty for what is outside. */
  resolve(module: string, from: StoredFile): readonly StoredFile[] {
    const habits = nameHabits(from.language);
    if (habits.modules === 'relative') return this.relative(module, from, habits);
    if (habits.modules === 'folders') return this.folder(module, habits);
    if (habits.modules === 'dotted' && module.startsWith('.')) return this.dotted(module, from, habits);
    const parts = this.partsIn(module, habits);
    if (parts.length === 0) return module === '' ? [] : this.roots(from, habits);
    const found = this.endingIn(parts, habits, from);
    // `"upload.h"` is the header and not `upload.c` beside it.
    const ending = /[^/.]\.[^/.]+$/.exec(module.replace(/[">]$/, ''))?.[0];
    const exact = habits.separator === '/' && ending ? found.filter(({ name }) => name.endsWith(ending)) : [];
    return exact.length > 0 ? exact : found;
  }

  /** Files of the same folder and family. */
  siblings(file: StoredFile): readonly StoredFile[] {
    return this.byFolder.get(`${nameHabits(file.language).family}\0${folderOf(file.name)}`) ?? [];
  }

  private relative(module: string, from: StoredFile, habits: NameHabits): readonly StoredFile[] {
    const base = module.startsWith('.') ? join(folderOf(from.name), module) : this.packagePath(module);
    if (base === undefined) return [];
    // `./a.js` is written for `a.ts`, and `./a.b` may mean `a.b.ts`.
    const names = [base, base.replace(/\.(?:[cm]?[jt]sx?|vue|svelte)$/, '')];
    return [...new Set(names.flatMap((name) => this.exactly(name.split('/'), habits)))];
  }

  /** A package of the workspace, or a path from its source folder (`src/…`, `@/…`, `~/…`). */
  private packagePath(module: string): string | undefined {
    return this.inPackage(module, '/') ?? (/^[@~]\//.test(module) ? module.replace(/^[@~]\//, 'src/') : undefined);
  }

  /** The path that a module has by the name of its package; undefined where that is no package of the workspace. */
  private inPackage(module: string, separator: string): string | undefined {
    let longest = '';
    for (const name of this.packages.keys()) {
      const isIt = module === name || module.startsWith(name + separator);
      if (isIt && name.length > longest.length) longest = name;
    }
    const folder = this.packages.get(longest);
    if (folder === undefined) return undefined;
    return join(folder, module.slice(longest.length + separator.length).replaceAll(separator, '/'));
  }

  private dotted(module: string, from: StoredFile, habits: NameHabits): readonly StoredFile[] {
    const dots = /^\.+/.exec(module)?.[0].length ?? 1;
    const folder = partsOf(from.name).slice(0, -dots);
    const rest = module.slice(dots).split('.').filter(Boolean);
    return this.exactly([...folder, ...rest], habits);
  }

  private folder(module: string, { family, separator }: NameHabits): readonly StoredFile[] {
    const inside = this.inPackage(module, separator);
    if (inside !== undefined) return this.byFolder.get(`${family}\0${inside}`) ?? [];
    const parts = module.split(separator);
    // One name alone may be any folder, and is one of the standard library.
    for (let from = 0; from < parts.length - 1; from++) {
      const files = this.byFolder.get(`${family}\0${parts.slice(from).join('/')}`);
      if (files) return files;
    }
    return [];
  }

  /** The file that stands for the folder around a file, and the top of its tree of modules. */
  private roots(from: StoredFile, habits: NameHabits): readonly StoredFile[] {
    const tops = habits.roots.flatMap((name) => this.byLastPart.get(`${habits.family}\0${name}`) ?? []);
    const around = this.exactly(partsOf(from.name).slice(0, -1), habits).filter(({ id }) => id !== from.id);
    return [...new Set([...around, ...nearest(tops, from).slice(0, 1)])];
  }

  /** The file of exactly this path, whatever its ending, or the one that stands for a folder. */
  private exactly(parts: readonly string[], { family, index }: NameHabits): readonly StoredFile[] {
    const path = parts.join('/');
    const last = parts.at(-1) ?? '';
    const names = last === '' ? index : [last];
    const files = names.flatMap((name) => this.byLastPart.get(`${family}\0${name}`) ?? []);
    return files.filter(({ name }) => {
      const own = partsOf(name);
      return own.join('/') === path || (index.includes(own.at(-1) ?? '') && own.slice(0, -1).join('/') === path);
    });
  }

  /** Files whose paths end in these parts; the more of them the better, the nearest first. */
  private endingIn(parts: readonly string[], habits: NameHabits, from: StoredFile): readonly StoredFile[] {
    const candidates = this.byLastPart.get(`${habits.family}\0${parts.at(-1) ?? ''}`) ?? [];
    let best: StoredFile[] = [];
    let most = 0;
    for (const file of candidates) {
      const own = partsOf(file.name);
      const path = habits.index.includes(own.at(-1) ?? '') && own.at(-1) !== parts.at(-1) ? own.slice(0, -1) : own;
      const same = commonEnd(path, parts);
      if (!isEnough(same, path, parts, habits, from)) continue;
      if (same > most) [best, most] = [[], same];
      if (same === most) best.push(file);
    }
    return nearest(best, from);
  }

  private partsIn(module: string, { separator, anchors }: NameHabits): readonly string[] {
    const inside = this.inPackage(module, separator);
    if (inside !== undefined && inside !== '') return inside.split('/');
    const plain = separator === '/' ? partsOf(module.replace(/^[<"]|[>"]$/g, '')) : module.split(separator);
    return plain.filter((part) => part !== '' && part !== '.' && part !== '..' && !anchors.includes(part));
  }
}

/** One name alone is a file beside the one that says so, or at the top of a source tree: others are of libraries. */
function isEnough(
  same: number,
  path: readonly string[],
  parts: readonly string[],
  { modules }: NameHabits,
  from: StoredFile,
): boolean {
  if (same === 0 || same < Math.min(parts.length, path.length, 2)) return false;
  if (modules !== 'dotted') return true;
  if (same < parts.length) return same > 1 && same === path.length;
  const above = path.slice(0, -same).join('/');
  return same > 1 || above === '' || `${from.name}/`.startsWith(`${above}/`) || /^(?:src|lib|python)$/.test(above);
}

/** Path without its ending, in parts. */
function partsOf(path: string): string[] {
  const parts = path.split(/[/\\]/);
  const last = parts.pop() ?? '';
  return [...parts, last.replace(/(?<=.)(?:\.d)?\.[^.]+$/, '')];
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a.at(-1 - same) === b.at(-1 - same)) same++;
  return same;
}

/** Ordered by how long a path they share with `from`; ties by name. */
function nearest(files: readonly StoredFile[], from: StoredFile): readonly StoredFile[] {
  const own = from.name.split('/');
  const shared = (file: StoredFile): number => {
    const parts = file.name.split('/');
    let same = 0;
    while (same < Math.min(parts.length, own.length) && parts[same] === own[same]) same++;
    return same;
  };
  return [...files].sort((a, b) => shared(b) - shared(a) || (a.name < b.name ? -1 : 1));
}

const folderOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/')));

/** Joins and takes `.` and `..` out; what leads above the root stays there. */
function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
