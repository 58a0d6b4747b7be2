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
  return (at) => {
    const around: number[] = [];
    let index: number | undefined = firstFrom(spans, at + 1) - 1;
    while (index !== undefined && index >= 0) {
      const declaration: Declaration | undefined = declarations[index];
      if (declaration && declaration.span.end > at) around.push(index);
      index = declaration?.parent;
    }
    return around.reverse();
  };
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
  const places = new Map<string, number[]>();
  for (const { captures } of matches) {
    for (const { name: capture, node } of captures) {
      if (!capture.startsWith('local') || declared.has(node.startIndex)) continue;
      const key = `${capture}\n${nameOf(node, text)}`;
      const others = places.get(key);
      if (others) others.push(node.startIndex);
      else places.set(key, [node.startIndex]);
    }
  }
  const owners = new Map<string, ReadonlySet<number>>();
  const ownersOf = (key: string): ReadonlySet<number> => {
    const known = owners.get(key);
    if (known) return known;
    const found = new Set((places.get(key) ?? []).map((at) => scopes(at).at(-1) ?? FILE));
    owners.set(key, found);
    return found;
  };
  return (name, kind, at) =>
    HIDDEN_BY[kind].some((capture) => {
      const hidden = ownersOf(`${capture}\n${name}`);
      if (hidden.size === 0) return false;
      const around = scopes(at);
      return around.length === 0 ? hidden.has(FILE) : around.some((owner) => hidden.has(owner));
    });
}

const FILE = -1;
