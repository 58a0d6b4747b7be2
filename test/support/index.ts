// An index over a folder for tests, and everything that is in one as text, so that two can be compared.

import { join } from 'node:path';
import { silentLog } from '../../server/src/base/log.js';
import { locationOf } from '../../server/src/indexing/location.js';
import { type OpenedIndexer, openIndexer } from '../../server/src/indexing/openIndexer.js';
import type { Languages } from '../../server/src/languages/languages.js';
import { openLanguages } from '../../server/src/languages/open.js';
import type { IndexStore } from '../../server/src/storage/indexStore.js';
import { copyGrammars, runtimeWasm } from '../../.tools/grammars.mjs';

copyGrammars();

const languages = openLanguages({ grammarsDirectory: join(import.meta.dirname, '../../grammars'), runtimeWasm });

export interface IndexOptions {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly maxFiles?: number;
  readonly maxFileBytes?: number;
  readonly languages?: Languages;
}

/** Files are extracted on this thread. The caller closes the indexer. */
export function indexOf(root: string, cache: string, options: IndexOptions = {}): OpenedIndexer {
  const { include = [], exclude = [], maxFiles = 100_000, maxFileBytes = 1_000_000 } = options;
  return openIndexer({
    location: locationOf(root, cache),
    limits: { include, exclude, maxFiles, maxFileBytes, threads: 0 },
    languages: options.languages ?? languages,
    log: silentLog,
  });
}

/** Everything an index says, without the numbers it gave and the times it saw. */
export function dump(store: IndexStore): string[] {
  const files = store.files();
  const facts = files.flatMap((file) => {
    const { name, hash, bytes, language, lines, tokens, symbols, leftOut, note } = file;
    const line = (kind: string, value: unknown) => `${name} ${kind} ${JSON.stringify(value)}`;
    return [
      line('file', { hash, bytes, language, lines, tokens, symbols, leftOut, note }),
      ...store.symbolsOf(file.id).map(({ file: _, ...symbol }) => line('symbol', symbol)),
      ...store.usesIn(file.id).map((uses) => line('uses', [uses.name, uses.places])),
      ...store.importsOf(file.id).map(({ file: _, ...binding }) => line('import', binding)),
      ...store.chunksOf(file.id).map(({ file: _, id: __, ...chunk }) => line('chunk', chunk)),
    ];
  });
  return [...facts, ...store.modules().map((module) => `module ${JSON.stringify(module)}`), ...found(store)];
}

/** What is found by names and words: the tables that lead to the facts. */
function found(store: IndexStore): string[] {
  const names = new Set<string>();
  const parts = new Set<string>();
  const ids = new Set<number>();
  const nameOf = (file: number) => store.fileById(file)?.name ?? 'no file';
  for (const { id } of store.files()) {
    for (const symbol of store.symbolsOf(id)) {
      names.add(symbol.name);
      ids.add(symbol.id);
    }
    for (const { name } of store.usesIn(id)) names.add(name);
    for (const { from } of store.importsOf(id)) parts.add(from.split(/[/.]/).at(-1) ?? '');
  }
  const words = [...names].map((name) => name.toLowerCase()).filter((name) => /^[a-z]{3,}$/.test(name));
  return [
    ...[...names].map(
      (name) => `named ${name} ${store.symbolsNamed(name).map(({ file, place }) => `${nameOf(file)}:${place}`)}`,
    ),
    ...[...names].map((name) => `used ${name} ${store.usesOf(name).map(({ file }) => nameOf(file))}`),
    ...[...ids].map((id) => `id ${id} ${nameOf(store.symbolById(id)?.file ?? -1)}`),
    ...[...parts].map((part) => `part ${part} ${store.importsOfModule(part).map(({ file }) => nameOf(file))}`),
    ...words.map((word) => {
      const chunks = store.search(`"${word}"`, 1_000);
      return `word ${word} ${chunks.map(({ file, start }) => `${nameOf(file)}:${start}`).sort()}`;
    }),
  ].sort();
}
