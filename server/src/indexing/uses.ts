// References to the uses of names in a file, packed.

import type { PackedNames, Place, SymbolFacts } from '../model/facts.js';
import type { Reference } from '../model/source.js';
import { packNames } from '../storage/places.js';

/** The uses by name, each with the innermost symbol around it. */
export function usesOf(references: readonly Reference[], symbols: readonly SymbolFacts[]): PackedNames {
  const uses = new Map<string, Place[]>();
  const open: number[] = [];
  let next = 0;
  for (const { kind, name, span, receiver, receiverType } of references) {
    for (; (symbols[next]?.start ?? Infinity) <= span.start; next++) open.push(next);
    while (open.length > 0 && (symbols[open.at(-1) ?? 0]?.end ?? 0) <= span.start) open.pop();
    const places = uses.get(name) ?? [];
    if (places.length === 0) uses.set(name, places);
    places.push({
      kind,
      start: span.start,
      symbol: open.at(-1) ?? -1,
      ...(receiver !== undefined && { receiver }),
      ...(receiverType !== undefined && { receiverType }),
    });
  }
  return packNames(
    uses,
    symbols.map(({ start }) => start),
  );
}
