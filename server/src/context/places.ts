// How places of a workspace are named: relative to their folder, with the folder's name before them where there are
// several. What is shown under a name is found under it.

import { isAbsolute, relative, sep } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { moduleId, moduleOfFile } from '../indexing/modules.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import type { StoredModule, StoredSymbol } from '../storage/indexStore.js';

export function shownPath(folders: readonly IndexedFolder[], folder: IndexedFolder, name: string): string {
  if (folders.length === 1) return name;
  return name === '' ? folder.name : `${folder.name}/${name}`;
}

/** What a symbol is asked for by: its id, with the folder's name before it where others may have that id too. */
export function symbolKey(
  folders: readonly IndexedFolder[],
  folder: IndexedFolder,
  { id }: Pick<StoredSymbol, 'id'>,
): string {
  return shownPath(folders, folder, id.toString(16).padStart(ID_DIGITS, '0'));
}

const ID_DIGITS = 13;
const SYMBOL_KEY = /^(?:(.+)\/)?([0-9a-f]{13})$/;

/** The folder's name, where it is said, and the number; undefined for what is no id. */
export function parseSymbolKey(
  written: string,
): { readonly folder: string | undefined; readonly id: number } | undefined {
  const [, folder, digits] = SYMBOL_KEY.exec(written) ?? [];
  return digits === undefined ? undefined : { folder, id: Number.parseInt(digits, 16) };
}

/** What `findReferences --scope` and the like take for a module: its id, or its path where other folders have that id too. */
export const moduleKey = (folders: readonly IndexedFolder[], folder: IndexedFolder, module: StoredModule): string =>
  folders.length > 1 ? shownPath(folders, folder, module.path) : module.id;

/** A module, a folder or a file of the index. */
export interface NamedPlace {
  readonly folder: IndexedFolder;
  readonly kind: 'module' | 'folder' | 'file';
  /** Relative to the folder; '' for all of it. */
  readonly path: string;
  /** The module itself, or the one around a file; a folder that is none is taken for one. */
  readonly module: StoredModule;
}

/** By id or path, in the folders one after the other. Throws a UserError `scope-invalid`. */
export function placeNamed(folders: readonly IndexedFolder[], written: string): NamedPlace {
  for (const folder of folders) {
    for (const path of pathsIn(folder, written, folders.length > 1)) {
      const found = placeIn(folder, path);
      if (found) return found;
    }
  }
  throw new UserError(
    'scope-invalid',
    t('There is no module, folder or file {0} in the index. "pith module" lists the modules.', written),
  );
}

/** What a name may mean in a folder, the likeliest first. */
function pathsIn(folder: IndexedFolder, written: string, isOneOfMany: boolean): readonly string[] {
  const plain = written.split(sep).join('/').replace(/^\.\//, '').replace(/\/+$/, '');
  const own = isOneOfMany && plain === folder.name ? [''] : [];
  const below = isOneOfMany && plain.startsWith(`${folder.name}/`) ? [plain.slice(folder.name.length + 1)] : [];
  const inside = isAbsolute(written)
    ? [folder.path, folder.location.root]
        .map((root) => relative(root, written).split(sep).join('/'))
        .filter((path) => !path.startsWith('..') && !isAbsolute(path))
    : [];
  return [...own, ...below, ...inside, plain === '.' ? '' : plain];
}

function placeIn(folder: IndexedFolder, path: string): NamedPlace | undefined {
  const { store } = folder.indexer;
  const modules = store.modules();
  // Written as a path it is all of the folder, and not what belongs to no other module.
  if (path === '')
    return { folder, kind: 'folder', path, module: modules.find((known) => known.path === '') ?? folderAsModule('') };
  const module = modules.find((known) => known.id === path || known.path === path);
  if (module) return { folder, kind: 'module', path: module.path, module };
  const file = store.file(path);
  if (file && file.leftOut === undefined)
    return { folder, kind: 'file', path, module: moduleOfFile(modules, path) ?? folderAsModule('') };
  if (store.filesBelow(`${path}/`).length === 0) return undefined;
  return { folder, kind: 'folder', path, module: folderAsModule(path) };
}

const folderAsModule = (path: string): StoredModule => ({
  id: moduleId(path),
  path,
  name: path.split('/').at(-1) ?? '',
  by: 'folder',
});

/** Whether a file of the folder is in a place: in a module, what is of it or below it. */
export function isInPlace({ folder, kind, path, module }: NamedPlace): (name: string) => boolean {
  if (kind === 'file') return (name) => name === path;
  if (kind === 'folder') return (name) => path === '' || name.startsWith(`${path}/`);
  const modules = folder.indexer.store.modules();
  return (name) => moduleOfFile(modules, name)?.id === module.id || name.startsWith(`${path}/`);
}
