// From the captures of a `references.scm` to references and imports. The convention of these files:
//
//   @reference.call, .new, .type, .extends, .implements   the name that is used, and nothing around it
//   @reference.value     any other identifier: kept where the file imports or declares its name, or where the name is
//                        in capitals, as constants and macros that need no import are
//   @receiver            in the pattern of a reference: what stands before the name and its dot
//   @typed.name and @typed.type   a variable, parameter or field, and the name of its type or of the class it is an
//                        instance of; tells the type of receivers
//   @import.from         the module of an import, with or without quotes
//   @import.name         in its pattern: a name taken out of that module; `(#set! import.name "default")` where the
//                        syntax does not write it, `(#set! import.name "*")` for the module itself
//   @import.local        in its pattern: the name given to it here; that of @import.name where absent, nothing for a
//                        module; `(#set! import.local "last")` takes the last part of the module, "from" all of it
//   @import.tree         an import that lists names in braces, at any depth: `a::{b, c::{d as e}}`
//   @import.reexport     in the pattern: the statement hands the name on
//
// One match is one reference or one import. Where several patterns match a name, the kind that says most is taken.

import type { Node, QueryMatch } from 'web-tree-sitter';
import type { DeclarationKind, ImportBinding, Reference, ReferenceKind, Structure } from '../model/source.js';
import { importTree } from './importTree.js';
import { firstFrom, intersects } from './spans.js';

const REFERENCE = 'reference.';

/** What says most of a use comes first. */
const KINDS: readonly ReferenceKind[] = ['extends', 'implements', 'new', 'call', 'type', 'value'];

/** A longer receiver is an expression: what it is called tells nothing. */
const MAX_RECEIVER_CHARACTERS = 64;
const PLAIN_RECEIVER = /^[@$]?[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|->|\\|\?\.)[@$]?[\p{L}_$#][\p{L}\p{N}_$]*)*$/u;
export const EXPRESSION = '?';

/** In source order, one for a place; names of declarations and those in import statements are none. */
export function referencesOf(
  matches: readonly QueryMatch[],
  text: string,
  structure: Structure,
  bindings: readonly ImportBinding[],
  { bareMembers = false }: { readonly bareMembers?: boolean },
): Reference[] {
  const names = knownNames(structure, bindings, bareMembers);
  const declared = new Set(structure.declarations.flatMap(({ nameStart }) => nameStart ?? []));
  const typeOf = receiverTypes(matches, text, structure, bareMembers);
  const found = new Map<number, Reference>();
  for (const match of matches) {
    const capture = match.captures.find(({ name }) => name.startsWith(REFERENCE));
    if (!capture) continue;
    const start = capture.node.startIndex;
    const kind = capture.name.slice(REFERENCE.length) as ReferenceKind;
    const known = found.get(start);
    if (declared.has(start) || (known && KINDS.indexOf(known.kind) <= KINDS.indexOf(kind))) continue;
    const end = endOf(capture.node, text);
    const name = text.slice(start, end);
    if (kind === 'value' && !names.has(name) && !isConstantName(name)) continue;
    const receiver = receiverOf(match, text);
    const receiverType = receiver === undefined ? undefined : typeOf(receiver, start);
    found.set(start, {
      kind,
      name,
      span: { start, end },
      ...(receiver !== undefined && { receiver }),
      ...(receiverType !== undefined && { receiverType }),
    });
  }
  return [...found.values()]
    .filter(({ span }) => !intersects(structure.imports, span))
    .sort((a, b) => a.span.start - b.span.start);
}

/** Names whose plain uses are worth keeping: everything else that is not called or a type is local. */
function knownNames(
  { declarations }: Structure,
  bindings: readonly ImportBinding[],
  bareMembers: boolean,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, parent } of declarations) {
    const enclosing = parent === undefined ? undefined : declarations[parent];
    if (bareMembers || !enclosing || !HAS_MEMBERS.has(enclosing.kind)) names.add(name);
  }
  for (const { local, isReexport } of bindings) if (local !== undefined && !isReexport) names.add(local);
  return names;
}

const HAS_MEMBERS: ReadonlySet<DeclarationKind> = new Set(['class', 'interface', 'enum', 'type']);

const isConstantName = (name: string): boolean => name.length > 2 && /^[A-Z][A-Z0-9_]+$/.test(name);

/** End of a name. Asking the tree costs more than reading on, which is right for plain names. */
function endOf(node: Node, text: string): number {
  let at = node.startIndex;
  while (at < text.length && isWord(text.charCodeAt(at))) at++;
  const next = text.charCodeAt(at);
  const isPlain = at > node.startIndex && next < 0x80 && next !== 0x3f && next !== 0x21 && next !== 0x27;
  return isPlain ? at : node.endIndex;
}

/** Letters and digits of ASCII, `_` and `$`. */
function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36
  );
}

function receiverOf({ captures }: QueryMatch, text: string): string | undefined {
  if (captures.length < 2) return undefined;
  const node = captures.find(({ name }) => name === 'receiver')?.node;
  if (!node) return undefined;
  const { startIndex, endIndex } = node;
  if (endIndex - startIndex > MAX_RECEIVER_CHARACTERS) return EXPRESSION;
  const written = text.slice(startIndex, endIndex);
  return PLAIN_RECEIVER.test(written) ? written : EXPRESSION;
}

interface Typed {
  readonly start: number;
  readonly type: string;
  /** The declaration around it, by index. */
  readonly owner: number | undefined;
  readonly isMember: boolean;
}

const ON_SELF = /^(?:(?:this|self)(?:\.|->)|@|\$this->)/;

/**
 * The type of a receiver at a place: of the nearest variable of that name declared before it in the same declaration or
 * one around it; of `this.x` and `self.x`, that of the field.
 */
function receiverTypes(matches: readonly QueryMatch[], text: string, structure: Structure, bareMembers: boolean) {
  const scopes = scopeFinder(structure);
  const fields = new Set(
    structure.declarations.flatMap(({ kind, nameStart }) => (kind === 'field' ? (nameStart ?? []) : [])),
  );
  const typed = new Map<string, Typed[]>();
  for (const { captures } of matches) {
    const name = captures.find((capture) => capture.name === 'typed.name')?.node;
    const type = captures.find((capture) => capture.name === 'typed.type')?.node;
    if (!name || !type) continue;
    const start = name.startIndex;
    const written = text.slice(start, name.endIndex);
    const key = written.replace(ON_SELF, '');
    const list = typed.get(key) ?? [];
    typed.set(key, list);
    list.push({
      start,
      type: text.slice(type.startIndex, type.endIndex),
      owner: scopes(start).findLast((index) => structure.declarations[index]?.nameStart !== start),
      isMember: key !== written || fields.has(start),
    });
  }
  return (receiver: string, at: number): string | undefined => {
    const key = receiver.replace(ON_SELF, '');
    const candidates = typed.get(key);
    if (!candidates) return undefined;
    const around = scopes(at);
    const isOnSelf = key !== receiver;
    const fits = candidates.filter(
      ({ owner, isMember }) =>
        (isMember === isOnSelf || (isMember && bareMembers)) &&
        (owner === undefined || isOnSelf || around.includes(owner)),
    );
    return (fits.findLast(({ start }) => start < at) ?? fits[0])?.type;
  };
}

/** The declarations around a place, outermost first, by index. */
function scopeFinder({ declarations }: Structure): (at: number) => readonly number[] {
  const spans = declarations.map(({ span }) => span);
  return (at) => {
    const around: number[] = [];
    let index: number | undefined = firstFrom(spans, at + 1) - 1;
    while (index !== undefined && index >= 0) {
      const declaration: Structure['declarations'][number] | undefined = declarations[index];
      if (declaration && declaration.span.end > at) around.unshift(index);
      index = declaration?.parent ?? (around.length === 0 && declaration?.parent === undefined ? -1 : undefined);
    }
    return around;
  };
}

export function bindingsOf(matches: readonly QueryMatch[], text: string): ImportBinding[] {
  const bindings: ImportBinding[] = [];
  for (const match of matches) {
    const nodes = importNodes(match);
    if (!nodes) continue;
    const isReexport = match.captures.some(({ name }) => name === 'import.reexport');
    const start = match.captures[0]?.node.startIndex ?? 0;
    const found = nodes.tree ? importTree(textOf(nodes.tree, text)) : [bindingOf(match, nodes, text)];
    for (const binding of found) bindings.push({ ...binding, ...(isReexport && { isReexport }), start });
  }
  return unique(bindings);
}

interface ImportNodes {
  readonly from?: Node;
  readonly name?: Node;
  readonly local?: Node;
  readonly tree?: Node;
}

function importNodes({ captures }: QueryMatch): ImportNodes | undefined {
  let nodes: ImportNodes | undefined;
  for (const { name, node } of captures) {
    if (!name.startsWith('import.') || name === 'import.reexport') continue;
    nodes = { ...nodes, [name.slice('import.'.length)]: node };
  }
  return nodes?.from || nodes?.tree ? nodes : undefined;
}

function bindingOf({ setProperties = {} }: QueryMatch, nodes: ImportNodes, text: string): Omit<ImportBinding, 'start'> {
  const from = unquoted(textOf(nodes.from, text));
  const name = nodes.name ? unquoted(textOf(nodes.name, text)) : (setProperties['import.name'] ?? '*');
  const local = nodes.local ? unquoted(textOf(nodes.local, text)) : unwrittenLocal(setProperties['import.local'], from);
  const bound = local ?? (nodes.name && name !== '*' ? name : undefined);
  return { from, name, ...(bound && { local: bound }) };
}

function unwrittenLocal(rule: string | null | undefined, from: string): string | undefined {
  if (rule === 'last') return lastPart(from);
  return rule === 'from' ? from : undefined;
}

/** A plain import matches the pattern of one with an alias, too: what says more stays. */
function unique(bindings: readonly ImportBinding[]): ImportBinding[] {
  const kept = new Map<string, ImportBinding>();
  for (const binding of bindings) {
    const { start, from, name, local } = binding;
    const key = `${start}\n${from}\n${name}\n${local ?? ''}`;
    if (!kept.has(key)) kept.set(key, binding);
  }
  const hasMore = new Set(
    [...kept.values()].flatMap(({ start, name, local }) => (name === '*' && !local ? [] : start)),
  );
  return [...kept.values()].filter(
    ({ start, name, local }) => name !== '*' || local !== undefined || !hasMore.has(start),
  );
}

const textOf = (node: Node | undefined, text: string): string =>
  node ? text.slice(node.startIndex, node.endIndex) : '';

const unquoted = (written: string): string => written.replace(/^["'`](.*)["'`]$/s, '$1');

/** `net/http` → `http`, `github.com/a/b-go/v2` → `b-go`, `os.path` → `path`. */
function lastPart(from: string): string {
  const parts = from.replace(/\/v\d+$/, '').split(/[/.\\:]+/);
  return parts.at(-1) ?? '';
}
