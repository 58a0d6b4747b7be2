// Symbols by name: exact, by its beginning, by a word in it, by its letters in order; then by who sees it and what it is
// (CKB's weights, features B25).

import { wordsIn } from '../base/words.js';
import type { DeclarationKind } from '../model/source.js';
import type { IndexStore, StoredSymbol } from '../storage/indexStore.js';
import { qualifiedName } from './folderIndex.js';

export interface SymbolHit {
  readonly symbol: StoredSymbol;
  readonly score: number;
}

const NAME_SCORES = { exact: 100, prefix: 50, contains: 25, fuzzy: 10 } as const;
const VISIBLE = 30;
const HIDDEN = 10;
const KIND_SCORES: Readonly<Partial<Record<DeclarationKind, number>>> = {
  class: 25,
  interface: 25,
  enum: 25,
  type: 25,
  function: 20,
  method: 15,
  field: 10,
  constant: 10,
};
const OTHER_KIND = 5;

/** Names looked at for one query: a prefix of one letter fits a tenth of all. */
const MOST_CANDIDATES = 5_000;
/** Chunks whose words fit; they bring the names that hold the query in their middle. */
const MOST_CHUNKS = 200;

/** Best first; at most `limit`, and how many there were. Ties by name, then as the store orders them, by path. */
export function searchSymbols(
  store: IndexStore,
  query: string,
  limit: number,
): { readonly hits: readonly SymbolHit[]; readonly total: number } {
  const parts = query
    .trim()
    .split(/\.|::|#|\//)
    .filter(Boolean);
  const name = parts.at(-1) ?? '';
  if (name === '') return { hits: [], total: 0 };
  const found = candidates(store, name).filter((symbol) => isWithin(store, symbol, parts.slice(0, -1)));
  const hits = found
    .map((symbol) => ({ symbol, score: scoreOf(symbol, name) }))
    .sort((a, b) => b.score - a.score || compare(a.symbol.name, b.symbol.name));
  return { hits: hits.slice(0, limit), total: hits.length };
}

function candidates(store: IndexStore, name: string): readonly StoredSymbol[] {
  const found = new Map<string, StoredSymbol>();
  const add = (symbols: readonly StoredSymbol[]): void => {
    for (const symbol of symbols) found.set(`${symbol.file}:${symbol.place}`, symbol);
  };
  add(store.symbolsLike(name, MOST_CANDIDATES));
  const words = wordsIn(name).trim();
  if (words !== '') {
    const expression = `name : (${words
      .split(' ')
      .map((word) => `"${word}"`)
      .join(' AND ')})`;
    for (const { file, start, end } of store.search(expression, MOST_CHUNKS)) {
      add(
        store.symbolsOf(file).filter((symbol) => symbol.start < end && symbol.end > start && isLike(symbol.name, name)),
      );
    }
  }
  if (found.size === 0)
    add(store.symbolsLike(name.slice(0, 1), MOST_CANDIDATES).filter((symbol) => isFuzzy(symbol.name, name)));
  return [...found.values()];
}

/** Every word of the query is in the name, in whatever order. */
const isLike = (name: string, query: string): boolean => {
  const own = ` ${wordsIn(name)}`;
  return (
    name.toLowerCase().includes(query.toLowerCase()) ||
    wordsIn(query)
      .trim()
      .split(' ')
      .every((word) => own.includes(` ${word}`))
  );
};

/** All letters of the query in their order. */
function isFuzzy(name: string, query: string): boolean {
  let at = 0;
  const wanted = query.toLowerCase();
  for (const letter of name.toLowerCase()) if (letter === wanted[at]) at++;
  return at === wanted.length;
}

function isWithin(store: IndexStore, symbol: StoredSymbol, containers: readonly string[]): boolean {
  if (containers.length === 0) return true;
  const qualified = qualifiedName(store.symbolsOf(symbol.file), symbol);
  return `.${qualified}`.endsWith(`.${[...containers, symbol.name].join('.')}`);
}

function scoreOf({ name, exported, kind }: StoredSymbol, query: string): number {
  const [own, wanted] = [name.toLowerCase(), query.toLowerCase()];
  const byName =
    own === wanted
      ? NAME_SCORES.exact
      : own.startsWith(wanted)
        ? NAME_SCORES.prefix
        : own.includes(wanted)
          ? NAME_SCORES.contains
          : NAME_SCORES.fuzzy;
  const isExactCase = name === query ? 1 : 0;
  return byName + isExactCase + (exported ? VISIBLE : HIDDEN) + (KIND_SCORES[kind] ?? OTHER_KIND);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
