// `pith index --watch`: keeps the index of a folder up to date until the process is told to end.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { watch } from 'chokidar';
import type { Engine } from '../engine.js';

/** Folders that no index holds and that change all the time. */
const NEVER = /[\\/](?:\.git[\\/](?!info|HEAD$)|node_modules[\\/]|\.hg[\\/]|\.svn[\\/])/;

/** Resolves on SIGINT or SIGTERM. */
export async function watchFolder(folder: string, engine: Engine, say: (text: string) => void): Promise<void> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) => NEVER.test(`${path}/`),
  });
  watcher.on('all', (_event, path) => engine.index.filesChanged([pathToFileURL(join(path)).href]));
  watcher.on('error', () => say('A folder cannot be watched; its changes are found by the next look.\n'));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  say('Watching. Ctrl+C ends it.\n');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await watcher.close();
}
