// Which declarations stand around a place, and which names mean something inside one of them only: parameters,
// variables and type parameters, which the structure does not list.

import type { Match } from './captured.js';
import type { Declaration, DeclarationKind, ReferenceKind, Structure } from '../model/source.js';
import { nameOf } from './names.js';
import { firstFrom } from './spans.js';

/** What has members, which are named through it. */
export const HAS_MEMBERS: ReadonlySet<DeclarationKind> = new Set(['class', 'interface', 'enum', 'type']);

/** The declarations around a place, outermost first, by index. */
export type Scopes = (at: number) => readonly number[];

export function scopesOf({ declarations }: Structure): Scopes {
  const spans = declarations.map(({ span }) => span);
  const endOf = (index: number | undefined): number => (index === undefined ? Infinity : (spans[index]?.end ?? 0));
  const isNested = declarations.every(({ span, parent }) => span.end <= endOf(parent));
  const chains: (readonly number[] | undefined)[] = [];
  return (at) => {
    let index: number | undefined = firstFrom(spans, at + 1) - 1;
    while (index !== undefined && index >= 0 && endOf(index) <= at) index = declarations[index]?.parent;
    if (index === undefined || index < 0) return NONE;
    if (!isNested) return chainOf(declarations, index).filter((around) => endOf(around) > at);
    const chain = chains[index] ?? chainOf(declarations, index);
    chains[index] = chain;
    return chain;
  };
}

const NONE: readonly number[] = [];

/** A declaration behind all those around it. */
function chainOf(declarations: readonly Declaration[], innermost: number): readonly number[] {
  const chain: number[] = [];
  for (let index: number | undefined = innermost; index !== undefined; index = declarations[index]?.parent)
    chain.push(index);
  return chain.reverse();
}

/** The captures that hide a use of each kind; a type parameter is no variable. */
const HIDDEN_BY: Readonly<Record<ReferenceKind, readonly string[]>> = {
  value: ['local', 'local.value'],
  call: ['local', 'local.type'],
  new: ['local', 'local.type'],
  type: ['local.type'],
  extends: ['local.type'],
  implements: ['local.type'],
};

/** Whether a name, used in this way at this place, is that of a parameter, variable or type parameter. */
export type IsLocal = (name: string, kind: ReferenceKind, at: number) => boolean;

/** A name is known in the whole of the innermost declaration around it, or in all code outside of declarations. */
export function localsOf(matches: readonly Match[], text: string, structure: Structure, scopes: Scopes): IsLocal {
  const declared = new Set(structure.declarations.map(({ nameStart }) => nameStart));
  const byCapture = new Map<string, Map<string, Local>>();
  for (const { captures } of matches) {
    for (const { name: capture, node } of captures) {
      if (!capture.startsWith('local') || declared.has(node.startIndex)) continue;
      const locals = byCapture.get(capture) ?? new Map<string, Local>();
      byCapture.set(capture, locals);
      const name = nameOf(node, text);
      const known = locals.get(name);
      if (known) known.places.push(node.startIndex);
      else locals.set(name, { places: [node.startIndex] });
    }
  }
  const ownersOf = (local: Local): ReadonlySet<number> => {
    local.owners ??= new Set(local.places.map((at) => scopes(at).at(-1) ?? FILE));
    return local.owners;
  };
  return (name, kind, at) =>
    HIDDEN_BY[kind].some((capture) => {
      const local = byCapture.get(capture)?.get(name);
      if (!local) return false;
      const hidden = ownersOf(local);
      const around = scopes(at);
      return around.length === 0 ? hidden.has(FILE) : around.some((owner) => hidden.has(owner));
    });
}

/** A name in one capture: where it is declared, and the declarations around those places. */
interface Local {
  readonly places: number[];
  owners?: ReadonlySet<number>;
}

const FILE = -1;
