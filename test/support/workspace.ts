// A small workspace given as one text, with a line `//- path` before each of its files, and what its index says of names.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { lineAt, lineStarts } from '../../server/src/base/text.js';
import { packagesOf } from '../../server/src/indexing/packages.js';
import type { Place } from '../../server/src/model/facts.js';
import { qualifiedName, Resolvers } from '../../server/src/retrieval/folderIndex.js';
import type { Resolver } from '../../server/src/retrieval/resolve.js';
import type { IndexStore, StoredFile, StoredSymbol } from '../../server/src/storage/indexStore.js';
import { indexOf } from './index.js';

export interface TestWorkspace {
  readonly root: string;
  readonly store: IndexStore;
  readonly resolver: Resolver;
  /** `a.ts:3 send`, or `a.ts:3 send#2` for the second one on that line. */
  use(written: string): { readonly file: StoredFile; readonly name: string; readonly place: Place };
  /** The use with what it means: `a.ts:3 send → b.ts Upload.send 0.90 import`, or `→ nothing`. */
  meaning(written: string): string;
  /** `a.ts Upload.send` */
  nameOf(symbol: StoredSymbol): string;
  /** 1-based. */
  lineOf(file: StoredFile, offset: number): number;
  close(): Promise<void>;
}

/** Files by name; a text without a marker has none. */
export function filesIn(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^[ \t]*\/\/- (.+)\n/m).slice(1);
  const files = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) files.set(parts[at] ?? '', dedented(parts[at + 1] ?? ''));
  return files;
}

export async function openWorkspace(text: string): Promise<TestWorkspace> {
  const root = mkdtempSync(join(tmpdir(), 'pith-files-'));
  const cache = mkdtempSync(join(tmpdir(), 'pith-cache-'));
  const texts = filesIn(text);
  for (const [name, content] of texts) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  const { indexer } = indexOf(root, cache);
  await indexer.look();
  const { store } = indexer;
  const resolver = new Resolvers().of({ root, store: () => store, packages: packagesOf(root, () => store) });
  const lineOf = (file: StoredFile, offset: number) => lineAt(lineStarts(texts.get(file.name) ?? ''), offset) + 1;
  const nameOf = (symbol: StoredSymbol) =>
    `${store.fileById(symbol.file)?.name} ${qualifiedName(store.symbolsOf(symbol.file), symbol)}`;
  const use: TestWorkspace['use'] = (written) => {
    const [, path = '', line, name = '', nth = '1'] = /^(\S+):(\d+) (.+?)(?:#(\d))?$/.exec(written) ?? [];
    const file = store.file(path);
    if (!file) throw new Error(`no file ${path}`);
    const places = store.usesIn(file.id).flatMap((uses) => (uses.name === name ? uses.places : []));
    const place = places.filter(({ start }) => lineOf(file, start) === Number(line))[Number(nth) - 1];
    if (!place) throw new Error(`no use: ${written}`);
    return { file, name, place };
  };
  const meaning = (written: string) => {
    const { file, ...found } = use(written);
    const candidates = resolver.resolve(file, found);
    const answers = candidates.map(({ symbol, confidence, by }) => `${nameOf(symbol)} ${confidence.toFixed(2)} ${by}`);
    return `${written} → ${answers.join(' | ') || 'nothing'}`;
  };
  return {
    root,
    store,
    resolver,
    lineOf,
    nameOf,
    use,
    meaning,
    close: async () => {
      await indexer.close();
      rmSync(root, { recursive: true, force: true });
      rmSync(cache, { recursive: true, force: true });
    },
  };
}

/** Without the white space that all of its lines begin with. */
function dedented(text: string): string {
  const lines = text.split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const depth = Math.min(...depths, 100);
  const cut = lines.map((line) => line.slice(depth).trimEnd());
  return `${cut.join('\n').trimEnd()}\n`;
}
