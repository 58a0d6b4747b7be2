// Names of the packages that a workspace is made of, with their folders: what an import of one of them means.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { IndexStore } from '../storage/indexStore.js';

const manifestSchema = z.object({ name: z.string().min(1) });

interface Manifest {
  /** Undefined where it names nothing. */
  name(text: string): string | undefined;
  /** Where its sources are, below its folder. */
  readonly sources: string;
}

const MANIFESTS: Readonly<Record<string, Manifest>> = {
  'package.json': { name: nameInJson, sources: '' },
  'go.mod': { name: (text) => /^module\s+"?([^\s"]+)/m.exec(text)?.[1], sources: '' },
  'Cargo.toml': {
    name: (text) => /^\[package\][^[]*?^name\s*=\s*"([^"]+)"/ms.exec(text)?.[1]?.replaceAll('-', '_'),
    sources: 'src',
  },
};

/** Read once for each generation of the index; a manifest that says nothing is passed over. */
export function packagesOf(root: string, store: () => IndexStore): () => ReadonlyMap<string, string> {
  let generation = -1;
  let packages: ReadonlyMap<string, string> = new Map();
  return () => {
    const now = store().generation();
    if (now === generation) return packages;
    generation = now;
    packages = new Map(
      store()
        .files()
        .flatMap(({ name }) => packageIn(root, name)),
    );
    return packages;
  };
}

function packageIn(root: string, path: string): [string, string][] {
  const slash = path.lastIndexOf('/');
  const manifest = Object.hasOwn(MANIFESTS, path.slice(slash + 1)) ? MANIFESTS[path.slice(slash + 1)] : undefined;
  if (!manifest) return [];
  try {
    const name = manifest.name(readFileSync(join(root, path), 'utf8'));
    const folder = path.slice(0, Math.max(0, slash));
    return name === undefined ? [] : [[name, [folder, manifest.sources].filter(Boolean).join('/')]];
  } catch {
    // Gone, or not JSON (yet): then it names nothing.
    return [];
  }
}

function nameInJson(text: string): string | undefined {
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data.name : undefined;
}
