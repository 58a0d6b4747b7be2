// Which files a module name may mean, by the habits of its language: relative paths with endings to guess, dotted or
// nested names that end where a path ends, folders that are packages. What is not in the workspace means nothing.

import type { StoredFile } from '../storage/indexStore.js';

export type NameFamily = 'script' | 'python' | 'jvm' | 'go' | 'rust' | 'c' | 'ruby' | 'php' | 'lua' | 'other';

/** Languages whose files name each other. */
const FAMILIES: Readonly<Record<string, NameFamily>> = {
  typescript: 'script',
  tsx: 'script',
  javascript: 'script',
  vue: 'script',
  svelte: 'script',
  python: 'python',
  java: 'jvm',
  kotlin: 'jvm',
  scala: 'jvm',
  'c-sharp': 'jvm',
  go: 'go',
  rust: 'rust',
  c: 'c',
  cpp: 'c',
  ruby: 'ruby',
  php: 'php',
  lua: 'lua',
};

export const familyOf = (language: string | undefined): NameFamily => FAMILIES[language ?? ''] ?? 'other';

/** Files that stand for their folder. */
const INDEX_FILES: Readonly<Partial<Record<NameFamily, readonly string[]>>> = {
  script: ['index'],
  python: ['__init__'],
  rust: ['mod', 'lib', 'main'],
  lua: ['init'],
};

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
      const family = familyOf(file.language);
      const parts = partsOf(file.name);
      const last = parts.at(-1) ?? '';
      put(this.byLastPart, `${family}\0${last}`, file);
      if (INDEX_FILES[family]?.includes(last)) put(this.byLastPart, `${family}\0${parts.at(-2) ?? ''}`, file);
      put(this.byFolder, `${family}\0${parts.slice(0, -1).join('/')}`, file);
    }
  }

  /** The files that `module`, as written in `from`, may mean; the nearest first. Empty for what is outside. */
  resolve(module: string, from: StoredFile): readonly StoredFile[] {
    const family = familyOf(from.language);
    if (family === 'script') return this.script(module, from);
    if (family === 'python' && module.startsWith('.')) return this.pythonRelative(module, from);
    if (family === 'go') return this.folderOfGo(module);
    const parts = moduleParts(module, family);
    if (parts.length === 0) return family === 'rust' ? this.crateRoots(from) : [];
    return this.endingIn(parts, family, from);
  }

  /** Files of the same folder and family: a package of Go, Java and their like. */
  siblings(file: StoredFile): readonly StoredFile[] {
    const folder = partsOf(file.name).slice(0, -1).join('/');
    return this.byFolder.get(`${familyOf(file.language)}\0${folder}`) ?? [];
  }

  private script(module: string, from: StoredFile): readonly StoredFile[] {
    const isRelative = module.startsWith('.');
    const base = isRelative ? join(folderOf(from.name), module) : this.packagePath(module);
    if (base === undefined) return [];
    // `./a.js` is written for `a.ts`, and `./a.b` may mean `a.b.ts`.
    const names = [base, base.replace(/\.(?:[cm]?[jt]sx?|vue|svelte)$/, '')];
    const found = names.flatMap((name) => this.exactly(name.split('/'), 'script'));
    return [...new Set(found)];
  }

  /** A package of the workspace, or a path from its source folder (`src/…`, `@/…`, `~/…`). */
  private packagePath(module: string): string | undefined {
    for (const [name, folder] of this.packages) {
      if (module === name) return folder === '' ? 'index' : folder;
      if (module.startsWith(`${name}/`)) return join(folder, module.slice(name.length + 1));
    }
    return /^[@~]\//.test(module) ? module.replace(/^[@~]\//, 'src/') : undefined;
  }

  private pythonRelative(module: string, from: StoredFile): readonly StoredFile[] {
    const dots = /^\.+/.exec(module)?.[0].length ?? 1;
    const folder = partsOf(from.name).slice(0, -dots);
    const rest = module.slice(dots).split('.').filter(Boolean);
    return this.exactly([...folder, ...rest], 'python');
  }

  private folderOfGo(module: string): readonly StoredFile[] {
    const parts = module.split('/');
    for (let from = 0; from < parts.length; from++) {
      const files = this.byFolder.get(`go\0${parts.slice(from).join('/')}`);
      // One name alone may be any folder: it must be the root of the module's path.
      if (files && (from < parts.length - 1 || parts.length === 1)) return files;
    }
    return parts.length > 2 ? [] : (this.byFolder.get(`go\0${parts.at(-1)}`) ?? []);
  }

  private crateRoots(from: StoredFile): readonly StoredFile[] {
    const files = [...(this.byLastPart.get('rust\0lib') ?? []), ...(this.byLastPart.get('rust\0main') ?? [])];
    return nearest(files, from);
  }

  /** The file of exactly this path, whatever its ending, or the one that stands for a folder. */
  private exactly(parts: readonly string[], family: NameFamily): readonly StoredFile[] {
    const path = parts.join('/');
    const files = this.byLastPart.get(`${family}\0${parts.at(-1) ?? ''}`) ?? [];
    return files.filter((file) => {
      const own = partsOf(file.name);
      return own.join('/') === path || (isIndex(own, family) && own.slice(0, -1).join('/') === path);
    });
  }

  /** Files whose paths end in these parts; the more of them the better, the nearest first. */
  private endingIn(parts: readonly string[], family: NameFamily, from: StoredFile): readonly StoredFile[] {
    const candidates = this.byLastPart.get(`${family}\0${parts.at(-1) ?? ''}`) ?? [];
    let best: StoredFile[] = [];
    let most = 0;
    for (const file of candidates) {
      const own = partsOf(file.name);
      const path = isIndex(own, family) && own.at(-1) !== parts.at(-1) ? own.slice(0, -1) : own;
      const same = commonEnd(path, parts);
      if (same === 0 || same < Math.min(parts.length, path.length, 2)) continue;
      if (same > most) [best, most] = [[], same];
      if (same === most) best.push(file);
    }
    return nearest(best, from);
  }
}

function moduleParts(module: string, family: NameFamily): readonly string[] {
  if (family === 'c')
    return partsOf(module.replace(/^[<"]|[>"]$/g, '')).filter((part) => part !== '..' && part !== '.');
  if (family === 'rust') return module.split('::').filter((part) => !RUST_ANCHORS.has(part) && part !== '');
  if (family === 'php' || family === 'ruby' || family === 'other')
    return partsOf(module).filter((part) => part !== '..' && part !== '.' && part !== '');
  return module.split('.').filter((part) => part !== '');
}

const RUST_ANCHORS: ReadonlySet<string> = new Set(['crate', 'self', 'super']);

const isIndex = (parts: readonly string[], family: NameFamily): boolean =>
  INDEX_FILES[family]?.includes(parts.at(-1) ?? '') === true;

/** Path without its ending, in parts. */
function partsOf(path: string): string[] {
  const parts = path.split(/[/\\]/);
  const last = parts.pop() ?? '';
  return [...parts, last.replace(/(?:\.d)?\.[^.]+$/, '')];
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
