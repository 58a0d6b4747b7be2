// The modules of a workspace, by what lies where: manifests first, then conventional folders, then the top level
// (CKB's order). A file belongs to the innermost module around it.

import { createHash } from 'node:crypto';
import type { StoredModule } from '../storage/indexStore.js';

/** Files that make their folder a module. */
const MANIFESTS: ReadonlySet<string> = new Set([
  'package.json',
  'go.mod',
  'Cargo.toml',
  'pyproject.toml',
  'setup.py',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'composer.json',
  'mix.exs',
  'build.zig',
  'build.sbt',
  'CMakeLists.txt',
  'Gemfile',
]);
const MANIFEST_ENDINGS = /\.(?:csproj|fsproj|gemspec|rockspec|cabal)$/;

/** Folders whose own folders are modules by convention. */
const CONVENTIONS: ReadonlySet<string> = new Set(['src', 'lib', 'internal', 'pkg']);

/** Where nothing says what a module is, it is a folder of the root; a file there belongs to the root. */
export function modulesOf(names: Iterable<string>): StoredModule[] {
  const modules = new Map<string, string>();
  const folders = new Set<string>();
  for (const name of names) {
    const slash = name.lastIndexOf('/');
    const folder = slash === -1 ? '' : name.slice(0, slash);
    folders.add(folder);
    const file = name.slice(slash + 1);
    const isManifest = MANIFESTS.has(file) || MANIFEST_ENDINGS.test(file);
    // Several manifests in a folder: the first by name, so that their order says nothing.
    if (isManifest && !(modules.get(folder) !== undefined && (modules.get(folder) ?? '') <= file))
      modules.set(folder, file);
  }
  const manifests = [...modules.keys()].filter((folder) => folder !== '');
  for (const folder of folders) {
    // What has a manifest around it is part of that.
    if (manifests.some((module) => folder === module || folder.startsWith(`${module}/`))) continue;
    const parts = folder.split('/');
    const at = parts.findIndex((part) => CONVENTIONS.has(part));
    const path = at !== -1 && at + 1 < parts.length ? parts.slice(0, at + 2).join('/') : (parts[0] ?? '');
    if (!modules.has(path)) modules.set(path, 'convention');
  }
  return [...modules]
    .map(([path, by]) => ({ id: moduleId(path), path, name: path.split('/').at(-1) ?? '', by }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The innermost module around a file. */
export function moduleOfFile(modules: readonly StoredModule[], name: string): StoredModule | undefined {
  let best: StoredModule | undefined;
  for (const module of modules) {
    const isAround = module.path === '' || name.startsWith(`${module.path}/`);
    if (isAround && module.path.length >= (best?.path.length ?? -1)) best = module;
  }
  return best;
}

/** CKB's scheme: the first eight bytes of the SHA-256 of the path. */
export const moduleId = (path: string): string =>
  `mod:${createHash('sha256')
    .update(path === '' ? '.' : path)
    .digest('hex')
    .slice(0, 16)}`;
