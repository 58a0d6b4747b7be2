// Names of the packages that a workspace is made of, with their folders: what an import of one of them means.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { IndexStore } from '../storage/indexStore.js';

const manifestSchema = z.object({ name: z.string().min(1) });

/** Read once for each generation of the index; a manifest that says nothing is passed over. */
export function packagesOf(root: string, store: () => IndexStore): () => ReadonlyMap<string, string> {
  let generation = -1;
  let packages: ReadonlyMap<string, string> = new Map();
  return () => {
    const now = store().generation();
    if (now === generation) return packages;
    generation = now;
    const modules = store()
      .modules()
      .filter(({ by }) => by === 'package.json');
    packages = new Map(modules.flatMap(({ path }) => nameIn(join(root, path, 'package.json'), path)));
    return packages;
  };
}

function nameIn(file: string, folder: string): [string, string][] {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? [[parsed.data.name, folder]] : [];
  } catch {
    // Missing or not JSON (yet): then it names nothing.
    return [];
  }
}
