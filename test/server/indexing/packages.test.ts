// Names of a workspace's own packages, as their manifests say them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { packagesOf } from '../../../server/src/indexing/packages.js';
import { indexOf } from '../../support/index.js';

test.each<[manifest: string, text: string, packages: Readonly<Record<string, string>>]>([
  ['package.json', '{ "name": "@acme/up" }', { '@acme/up': '' }],
  ['libs/up/package.json', '{ "name": "up", "version": "1" }', { up: 'libs/up' }],
  ['libs/up/package.json', '{ "name": "" }', {}],
  ['package.json', '{ "name": ', {}],
  ['package.json', '[]', {}],
  ['go.mod', '// The module.\nmodule example.com/acme/up // said\n\ngo 1.22\n', { 'example.com/acme/up': '' }],
  ['tools/go.mod', 'go 1.22\n', {}],
  ['Cargo.toml', '[package]\nversion = "1"\nname = "up-load"\n', { up_load: 'src' }],
  ['crates/up/Cargo.toml', '[package]\nname = "up"\n[lib]\nname = "other"\n', { up: 'crates/up/src' }],
  ['Cargo.toml', '[workspace]\nmembers = ["a"]\n[dependencies.x]\nname = "x"\n', {}],
  ['constructor', 'name', {}],
])('%s: %s', async (manifest, text, packages) => {
  const root = mkdtempSync(join(tmpdir(), 'pith-packages-'));
  mkdirSync(dirname(join(root, manifest)), { recursive: true });
  writeFileSync(join(root, manifest), text);
  const { indexer } = indexOf(root, join(root, '.cache'));
  try {
    await indexer.look();
    expect(Object.fromEntries(packagesOf(root, () => indexer.store)())).toEqual(packages);
  } finally {
    await indexer.close();
    rmSync(root, { recursive: true, force: true });
  }
});
