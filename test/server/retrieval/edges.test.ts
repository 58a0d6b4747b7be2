// The edges of every language: its fixtures as one small workspace, each edge as a line a reviewer can check against the
// source. `vitest -u` writes them again.

import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lineAt, lineStarts } from '../../../server/src/base/text.js';
import { type IndexedFolder, textOf } from '../../../server/src/indexing/workspace.js';
import { edgesFrom, importEdges } from '../../../server/src/retrieval/edges.js';
import { qualifiedName, Resolvers } from '../../../server/src/retrieval/folderIndex.js';
import type { StoredFile, StoredSymbol } from '../../../server/src/storage/indexStore.js';
import { openTestEngine } from '../../support/engine.js';

const LANGUAGES = join(import.meta.dirname, '../../fixtures/languages');
const EDGES = join(import.meta.dirname, '../../fixtures/edges');

/** Languages whose files name each other. */
const withEdges = readdirSync(LANGUAGES).filter((id) =>
  readdirSync(join(LANGUAGES, id)).some((file) => file.endsWith('.references')),
);

describe.each(withEdges)('%s', (id) => {
  test('has the edges that a reader sees', async () => {
    const root = mkdtempSync(join(tmpdir(), 'pith-edges-'));
    cpSync(join(LANGUAGES, id), root, { recursive: true, filter: (path) => !/\.(structure|references)$/.test(path) });
    const { engine, close } = openTestEngine();
    try {
      await engine.index.setFolders({ folders: [{ uri: pathToFileURL(root).href, name: id }], exclude: [] });
      await engine.index.index({});
      const [folder] = engine.index.folders;
      if (!folder) throw new Error('nothing is indexed');
      await expect(listing(folder)).toMatchFileSnapshot(join(EDGES, `${id}.edges`));
    } finally {
      await close();
      rmSync(root, { recursive: true, force: true });
    }
  });
});

/** `upload.ts:12 Upload.send → call retry (retry.ts) 0.90 import`, file by file in order of places. */
function listing(folder: IndexedFolder): string {
  const { store } = folder.indexer;
  const resolver = new Resolvers().of({ root: '', store: () => store, packages: folder.packages });
  const nameOf = (symbol: StoredSymbol) => qualifiedName(store.symbolsOf(symbol.file), symbol);
  const lines = store.files().flatMap((file) => {
    const at = placeIn(folder, file);
    const imports = importEdges(resolver, file, store).map(
      ({ to, module, start }) => `${at(start)} → import ${module} (${to.name})`,
    );
    const edges = edgesFrom(store, resolver, file).map(({ from, kind, to, start, confidence, by }) => {
      const target = store.fileById(to.file)?.name;
      return `${at(start)} ${from ? nameOf(from) : '(top)'} → ${kind} ${nameOf(to)} (${target}) ${confidence.toFixed(2)} ${by}`;
    });
    return [...imports, ...edges];
  });
  return `${lines.join('\n')}\n`;
}

function placeIn(folder: IndexedFolder, file: StoredFile): (start: number) => string {
  const starts = lineStarts(textOf(folder, file) ?? '');
  return (start) => `${file.name}:${lineAt(starts, start) + 1}`;
}
