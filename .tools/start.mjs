// The main job without a screen: compresses real files to every level and prints exact counts and times.
// Takes the files named, or the largest sources of this repository.

import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { root, runNode } from './toolchain.mjs';

/** Enough to fill a table that fits on a screen. */
const FILES = 8;

// npm runs scripts in the repository; INIT_CWD is where the user typed the names.
const here = process.env.INIT_CWD ?? root;
const named = process.argv.slice(2).map((file) => resolve(here, file));
const files = named.length > 0 ? named : largestSources();
process.exitCode = await runNode(process.execPath, ['dist/server/main.js', 'ladder', ...files]);

function largestSources() {
  const sources = ['client/src', 'server/src', 'test'].flatMap((folder) => sourcesOf(join(root, folder)));
  const bySize = sources.map((file) => ({ file, size: statSync(file).size })).sort((a, b) => b.size - a.size);
  return bySize.slice(0, FILES).map(({ file }) => relative(root, file));
}

function sourcesOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const shown = entries.filter(({ name }) => !['node_modules', 'artifacts', 'fixtures', 'corpus'].includes(name));
  return shown.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesOf(path);
    return /\.(ts|mjs)$/.test(entry.name) ? [path] : [];
  });
}
