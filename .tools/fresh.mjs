// Is what was made still what its sources would give? Decided by names, sizes and times of the sources,
// so that a command on a built checkout starts at once. Needs nothing but Node 20.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText, root } from './toolchain.mjs';

const SOURCES = ['server/src', 'client/src', 'client/l10n', 'media', '.tools', 'package.json', 'package-lock.json'];
const STAMP = join(root, 'dist', 'stamp');

/** Names the state of files and folders; those `dist/` is made from where none are given. */
export function fingerprint(sources = SOURCES) {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesOf(join(root, source))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

export const buildIsCurrent = () => readText(STAMP) === fingerprint();

export const markBuilt = (state) => writeFileSync(STAMP, state);

/** The state that `dist/` was made from. */
export const builtState = () => readText(STAMP) ?? '';

/** Every grammar folder holds the queries (in the repository) and the grammar (copied from its package). */
export function grammarsAreThere() {
  const folders = readdirSync(join(root, 'grammars'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.length > 0 && folders.every(({ name }) => existsSync(join(root, 'grammars', name, 'grammar.wasm')));
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => filesOf(join(path, entry.name)));
}
