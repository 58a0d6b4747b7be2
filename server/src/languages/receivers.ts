// What the syntax tells of the type of a receiver: `a` is an Upload where `const a: Upload`, `a = new Upload()` or the
// like stands before it. No inference: a type is a name that is written in the same file.

import type { CapturedNode, Match } from './captured.js';
import type { Structure } from '../model/source.js';
import { HAS_MEMBERS, type IsLocal, type Scopes } from './scopes.js';
import { firstFrom } from './spans.js';

interface Typed {
  readonly start: number;
  /** A name of a type, or of the variable that was assigned. */
  readonly type: string;
  readonly isTypeOfVariable: boolean;
}

interface TypedNames {
  /** By name, then by the declaration around them, in source order; `FILE` for those that no declaration holds. */
  readonly variables: ReadonlyMap<string, ReadonlyMap<number, readonly Typed[]>>;
  /** By class and name, see `memberKey`; the first of each. */
  readonly members: ReadonlyMap<string, Typed>;
}

interface Surroundings {
  /** See `LanguageRow`. */
  readonly bareMembers: boolean;
  readonly scopes: Scopes;
  readonly isLocal: IsLocal;
}

const FILE = -1;
const ON_SELF = /^(?:(?:this|self)(?:\.|->)|@|\$this->)/;
const STARTS_OF_SELF: ReadonlySet<string> = new Set(['t', 's', '@', '$']);
/** Variables that are assigned from variables: further back nobody can follow, and two may be assigned in a circle. */
const MAX_STEPS = 4;
/** `a.b` and `c` of `a.b.c`. */
const LAST_FIELD = /^(.*[^.?>-])(?:\?\.|\.|->)(\w+)$/s;

/**
 * The type of a receiver at a place: of the nearest variable of that name declared before it in the same declaration or
 * one around it; of `this.x` and `self.x`, that of the field of the class around it; of `a.x`, that of the field of the
 * type of `a`.
 */
export function receiverTypes(
  matches: readonly Match[],
  text: string,
  structure: Structure,
  { bareMembers, scopes, isLocal }: Surroundings,
): (receiver: string, at: number) => string | undefined {
  const classNameAt = classNames(structure);
  const { variables, members } = typedNames(matches, text, structure, { scopes, classNameAt });
  const typedAt = (receiver: string, at: number): Typed | undefined => {
    const key = withoutSelf(receiver);
    const around = scopes(at);
    const own = () => members.get(memberKey(classNameAt(around), key));
    if (key !== receiver) return own();
    const nearest = nearestOf(variables.get(key), around, at);
    return nearest ?? (bareMembers ? own() : undefined);
  };
  const typeOf = (receiver: string, at: number, steps = 0): string | undefined => {
    if (steps > MAX_STEPS) return undefined;
    const found = typedAt(receiver, at);
    if (found?.isTypeOfVariable) return typeOf(found.type, found.start, steps + 1);
    if (found) return isLocal(found.type, 'type', at) ? undefined : found.type;
    if (!receiver.includes('.') && !receiver.includes('->')) return undefined;
    const [, owner, field] = LAST_FIELD.exec(receiver) ?? [];
    return owner && field ? members.get(memberKey(typeOf(owner, at, steps + 1), field))?.type : undefined;
  };
  return typeOf;
}

const withoutSelf = (written: string): string =>
  STARTS_OF_SELF.has(written[0] ?? '') ? written.replace(ON_SELF, '') : written;

const memberKey = (className: string | undefined, name: string): string => `${className ?? ''}\n${name}`;

/** The last before a place, of all that can be seen there; the first where none stands before it. */
function nearestOf(
  byOwner: ReadonlyMap<number, readonly Typed[]> | undefined,
  around: readonly number[],
  at: number,
): Typed | undefined {
  if (!byOwner) return undefined;
  let nearest: Typed | undefined;
  let first: Typed | undefined;
  for (const owner of [FILE, ...around]) {
    const list = byOwner.get(owner);
    if (!list) continue;
    first ??= list[0];
    const last = list[firstFrom(list, at) - 1];
    if (last && last.start > (nearest?.start ?? -1)) nearest = last;
  }
  return nearest ?? first;
}

function typedNames(
  matches: readonly Match[],
  text: string,
  structure: Structure,
  { scopes, classNameAt }: { readonly scopes: Scopes; readonly classNameAt: ClassNameAt },
): TypedNames {
  const fields = new Set(
    structure.declarations.flatMap(({ kind, nameStart }) => (kind === 'field' ? (nameStart ?? []) : [])),
  );
  const variables = new Map<string, Map<number, Typed[]>>();
  const members = new Map<string, Typed>();
  for (const { captures } of matches) {
    const { name, type, isField, isTypeOfVariable } = nodesOf(captures);
    if (!name || !type) continue;
    const start = name.startIndex;
    const written = text.slice(start, name.endIndex);
    const key = withoutSelf(written);
    const typed = { start, type: text.slice(type.startIndex, type.endIndex), isTypeOfVariable };
    const isNamed = (index: number): boolean => structure.declarations[index]?.nameStart === start;
    const chain = scopes(start);
    const around = chain.some(isNamed) ? chain.filter((index) => !isNamed(index)) : chain;
    if (isField || key !== written || fields.has(start)) {
      const place = memberKey(classNameAt(around), key);
      if (!members.has(place)) members.set(place, typed);
    } else addTo(variables, key, around.at(-1) ?? FILE, typed);
  }
  for (const byOwner of variables.values()) {
    for (const list of byOwner.values()) list.sort((a, b) => a.start - b.start);
  }
  return { variables, members };
}

function addTo(variables: Map<string, Map<number, Typed[]>>, key: string, owner: number, typed: Typed): void {
  const byOwner = variables.get(key) ?? new Map<number, Typed[]>();
  variables.set(key, byOwner);
  const list = byOwner.get(owner);
  if (list) list.push(typed);
  else byOwner.set(owner, [typed]);
}

function nodesOf(captures: Match['captures']) {
  let [name, type]: [CapturedNode?, CapturedNode?] = [];
  let [isField, isTypeOfVariable] = [false, false];
  for (const { name: capture, node } of captures) {
    if (capture === 'typed.name' || capture === 'typed.field') name = node;
    if (capture === 'typed.type' || capture === 'typed.as') type = node;
    if (capture === 'typed.field') isField = true;
    if (capture === 'typed.as') isTypeOfVariable = true;
  }
  return { name, type, isField, isTypeOfVariable };
}

/** Name of the class that declarations around a place are in. */
type ClassNameAt = (around: readonly number[]) => string | undefined;

/** `Scopes` gives the same list for the same declaration. */
function classNames(structure: Structure): ClassNameAt {
  const known = new Map<readonly number[], string | undefined>();
  return (around) => {
    if (known.has(around)) return known.get(around);
    const name = classNameOf(structure, around);
    known.set(around, name);
    return name;
  };
}

/** Name of the innermost class of these declarations, or of the class that a method is written outside of. */
function classNameOf({ declarations }: Structure, around: readonly number[]): string | undefined {
  for (const index of around.toReversed()) {
    const { kind, name } = declarations[index] ?? { kind: 'section', name: '' };
    if (HAS_MEMBERS.has(kind)) return plainName(name);
    const [, className] = /^(?:.*::)?([^:]+)::[^:]+$/s.exec(name) ?? [];
    if (className !== undefined) return plainName(className);
  }
  return undefined;
}

/** `Upload` of `Upload<T>`, and of `Display for Upload<T>`, as blocks of methods are called in Rust. */
const plainName = (name: string): string => /^(?:.* for )?([^<[]*)/s.exec(name)?.[1] ?? name;
