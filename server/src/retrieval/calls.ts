// Who calls a symbol and whom it calls: one step of the call graph, each with how sure it is. Found when it is asked for.

import type { ReferenceKind } from '../model/source.js';
import type { IndexStore, StoredFile, StoredSymbol } from '../storage/indexStore.js';
import { keyOf } from './declared.js';
import { findReferences } from './references.js';
import type { Resolver } from './resolve.js';

/** All calls from one symbol to another. */
export interface Call {
  /** The other end; absent for code at the top level of `file`. */
  readonly other?: StoredSymbol;
  /** Where the first of the calls stands. */
  readonly file: StoredFile;
  readonly start: number;
  readonly kind: ReferenceKind;
  /** Of the surest. */
  readonly confidence: number;
  readonly calls: number;
}

export interface CallSearch {
  readonly store: IndexStore;
  readonly resolver: Resolver;
  /** Uses that are looked at for one symbol. */
  readonly maxUses: number;
  readonly isWanted: (path: string) => boolean;
}

/** Of names that more uses have than these, the first ones are looked at where many symbols are followed. */
export const MOST_USES = 1_000;

const CALLS: ReadonlySet<string> = new Set(['call', 'new']);

/** Less sure ones are namesakes. */
const LEAST_CONFIDENCE = 0.1;

export interface Calls {
  readonly calls: readonly Call[];
  /** There are more uses of the name than were looked at. */
  readonly isCut: boolean;
}

/** By the symbols around the calls, the surest first; a symbol's calls of itself are among them. */
export function callersOf(symbol: StoredSymbol, { store, resolver, maxUses, isWanted }: CallSearch): Calls {
  const search = { symbol, maxUses, includeTests: true, isInScope: isWanted };
  const { references, isCut } = findReferences(store, resolver, search);
  const found = references.flatMap(({ file, start, kind, symbol: around, confidence }): Call[] => {
    if (kind === 'import' || !CALLS.has(kind) || confidence < LEAST_CONFIDENCE) return [];
    const other = resolver.context(file).symbols[around];
    return [{ ...(other && { other }), file, start, kind, confidence, calls: 1 }];
  });
  return { calls: merged(found), isCut };
}

/** By the symbols that are called in its body and those of its members, the surest first. */
export function calleesOf(symbol: StoredSymbol, { store, resolver, isWanted }: CallSearch): Calls {
  const file = store.fileById(symbol.file);
  if (!file) return { calls: [], isCut: false };
  const inside = placesWithin(resolver.context(file).symbols, symbol.place);
  const found = store.usesIn(file.id).flatMap(({ name, places }) =>
    places
      .filter((place) => inside.has(place.symbol) && CALLS.has(place.kind))
      .flatMap((place) =>
        resolver.resolve(file, { name, place }).map(({ symbol: other, confidence }) => {
          const { kind, start } = place;
          return { other, file, start, kind, confidence, calls: 1 };
        }),
      ),
  );
  const isTold = ({ other, confidence }: Call): boolean =>
    confidence >= LEAST_CONFIDENCE && isWanted((other && store.fileById(other.file)?.name) ?? '');
  return { calls: merged(found.filter(isTold)), isCut: false };
}

/** The symbol and all that is declared in it. */
function placesWithin(symbols: readonly StoredSymbol[], place: number): ReadonlySet<number> {
  const inside = new Set([place]);
  // Children follow their parent.
  for (const symbol of symbols) if (symbol.parent !== undefined && inside.has(symbol.parent)) inside.add(symbol.place);
  return inside;
}

/** One for each other end; of its calls the first by place, the surest confidence and their number. */
function merged(found: readonly Call[]): readonly Call[] {
  const calls = new Map<string, Call>();
  for (const call of found) {
    const key = call.other ? keyOf(call.other) : `${call.file.id}`;
    const known = calls.get(key);
    calls.set(key, known ? both(known, call) : call);
  }
  return [...calls.values()].sort(
    (a, b) => b.confidence - a.confidence || compare(a.file.name, b.file.name) || a.start - b.start,
  );
}

function both(a: Call, b: Call): Call {
  const first = compare(a.file.name, b.file.name) || a.start - b.start;
  return { ...(first <= 0 ? a : b), confidence: Math.max(a.confidence, b.confidence), calls: a.calls + b.calls };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
