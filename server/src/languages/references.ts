// From the captures of a `references.scm` to references and imports. The convention of these files:
//
//   @reference.call, .new, .type, .extends, .implements   the name that is used, and nothing around it
//   @reference.value     any other identifier: kept where the file imports or declares its name, where that of its
//                        @receiver is such a name or that of a type (a capital, `::`), or where it is in capitals, as
//                        constants and macros that need no import are
//                        `(#set! reference.declared "too")` in the pattern of any reference keeps a name that declares
//                        something as well: `impl Shape`
//   @reference.none      a name that another pattern takes for a reference: a key of an argument, a closing tag
//   @receiver            in the pattern of a reference: what stands before the name and its dot
//   @typed.name and @typed.type   a variable, parameter or field, and the name of its type or of the class it is an
//                        instance of; tells the type of receivers. @typed.field where it is a field and the structure
//                        does not list it as one (`constructor(private a: A)`); @typed.as instead of @typed.type for
//                        a variable of that type (`self.a = a`)
//   @local, @local.value, @local.type   a parameter, variable or type parameter: its name is no reference where the
//                        declaration around it reaches. `.value` where functions of the same name are called, too
//   @import.from         the module of an import, with or without quotes; `(#set! import.prefix "./")` puts before it
//                        what the kind of statement says of its place
//   @import.name         in its pattern: a name taken out of that module; `(#set! import.name "default")` where the
//                        syntax does not write it, `(#set! import.name "*")` for the module itself
//   @import.local        in its pattern: the name given to it here; that of @import.name where absent, nothing for a
//                        module; `(#set! import.local "last")` takes the last part of the module, "from" all of it
//   @import.tree         an import that lists names in braces, at any depth: `a::{b, c::{d as e}}`; with @import.from
//                        where the module stands apart: `{ a, b as c } from "d"`
//   @import.reexport     in the pattern: the statement hands the name on
//
// One match is one reference or one import. Where several patterns match a name, the kind that says most is taken.

import type { Capture, CapturedNode, LateNodes, Match } from './captured.js';
import type { Span } from '../model/block.js';
import type { ImportBinding, Reference, ReferenceKind, Structure, Syntax } from '../model/source.js';
import { importTree } from './importTree.js';
import { endOf, isPlainPath, isUpper, NameFilter, plainEnd, startOfName } from './names.js';
import { receiverTypes } from './receivers.js';
import { HAS_MEMBERS, type IsLocal, localsOf, scopesOf } from './scopes.js';
import { intersects, outermost } from './spans.js';

const REFERENCE = 'reference.';
const NO_REFERENCE = 'reference.none';
/** Half of all matches are this capture alone, and most of them names that nothing in the file knows. */
export const PLAIN_VALUE = 'reference.value';

/** What says most of a use comes first. */
const KINDS: readonly ReferenceKind[] = ['extends', 'implements', 'new', 'call', 'type', 'value'];

/** A longer receiver is an expression: what it is called tells nothing. */
const MAX_RECEIVER_CHARACTERS = 64;
const PLAIN_RECEIVER = /^[@$]?[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|->|\\|\?\.)[@$]?[\p{L}_$#][\p{L}\p{N}_$]*)*$/u;
export const EXPRESSION = '?';

/** See `LanguageRow`. */
interface RowFacts {
  readonly bareMembers?: boolean;
  readonly builtins?: ReadonlySet<string>;
}

/** What `references.scm` captured. */
export interface ReferenceMatches {
  readonly matches: readonly Match[];
  /** Those that are a `PLAIN_VALUE` and nothing else. */
  readonly values: LateNodes;
}

/** What the matches of a `references.scm` say of names. */
export function namesOf(
  { matches, values }: ReferenceMatches,
  text: string,
  structure: Structure,
  row: RowFacts,
): Pick<Syntax, 'references' | 'bindings'> {
  const groups = grouped(matches);
  const bindings = bindingsOf(groups.import, text);
  return { bindings, references: referencesOf({ ...groups, values }, text, structure, bindings, row) };
}

const GROUPS = ['reference', 'import', 'typed', 'local', 'other'] as const;
type Groups = Readonly<Record<(typeof GROUPS)[number], Match[]>>;

/** Each match under the first word of what it captures; its pattern tells. */
function grouped(matches: readonly Match[]): Groups {
  const groups: Groups = { reference: [], import: [], typed: [], local: [], other: [] };
  const byPattern: Match[][] = [];
  for (const match of matches) {
    const group = byPattern[match.patternIndex] ?? groups[groupOf(match)];
    byPattern[match.patternIndex] = group;
    group.push(match);
  }
  return groups;
}

const groupOf = ({ captures }: Match): (typeof GROUPS)[number] =>
  GROUPS.find((word) => captures.some(({ name }) => name.split('.', 1)[0] === word)) ?? 'other';

/** In source order, one for a place; names of declarations, local ones and those in import statements are none. */
function referencesOf(
  groups: Groups & { readonly values: LateNodes },
  text: string,
  structure: Structure,
  bindings: readonly ImportBinding[],
  { bareMembers = false, builtins }: RowFacts,
): Reference[] {
  const names = knownNames(structure, bindings, bareMembers);
  const declared = new Map(structure.declarations.map(({ nameStart, name }) => [nameStart, name]));
  const found = new Map<number, Reference>();
  const barred = new Set<number>();
  const take = (reference: Reference): void => {
    const { start } = reference.span;
    const other = found.get(start);
    if (!other || rank(reference) < rank(other)) found.set(start, reference);
  };
  for (const reference of knownValues(groups.values, text, names))
    if (declared.get(reference.span.start) !== reference.name) take(reference);
  for (const match of groups.reference) {
    const { used, receiver, none } = nodesOf(match);
    if (none) barred.add(none.startIndex);
    const reference = used && referenceIn(used, receiver, text, names);
    if (!reference) continue;
    const { span, name } = reference;
    if (declared.get(span.start) === name && !match.setProperties?.['reference.declared']) continue;
    take(reference);
  }
  const imported = groups.import.flatMap(({ captures }) => captures.map(({ node }) => spanOf(node)));
  const imports = outermost([...structure.imports, ...imported]);
  const scopes = scopesOf(structure);
  const isLocal = localsOf(groups.local, text, structure, scopes);
  const known: Known = { names, builtins, bareMembers, isLocal };
  const typeOf = receiverTypes(groups.typed, text, structure, { bareMembers, scopes, isLocal });
  return [...found.values()]
    .filter((reference) => !barred.has(reference.span.start) && isForeign(reference, text, known))
    .filter(({ span }) => !intersects(imports, span))
    .map((reference) => {
      const receiverType = reference.receiver && typeOf(reference.receiver, reference.span.start);
      return receiverType ? { ...reference, receiverType } : reference;
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** Values that the file knows by their name, or that are written like a constant. */
function knownValues(values: LateNodes, text: string, names: ReadonlySet<string>): Reference[] {
  const filter = new NameFilter(names);
  const found: Reference[] = [];
  for (const [index, start] of values.starts.entries()) {
    const plain = plainEnd(text, start);
    const end = plain === -1 ? values.node(index).endIndex : plain;
    if (!filter.mayHold(text, start, end) && !isUpper(text.charCodeAt(start))) continue;
    const name = text.slice(start, end);
    if (names.has(name) || isConstantName(name)) found.push({ kind: 'value', name, span: { start, end } });
  }
  return found;
}

function nodesOf({ captures }: Match) {
  let [used, receiver, none]: [Capture?, CapturedNode?, CapturedNode?] = [];
  for (const capture of captures) {
    if (capture.name === 'receiver') receiver = capture.node;
    else if (capture.name === NO_REFERENCE) none = capture.node;
    else if (capture.name.startsWith(REFERENCE)) used = capture;
  }
  return { used, receiver, none };
}

/** None where it is a value of something that the file does not know. */
function referenceIn(
  { name: capture, node }: Capture,
  before: CapturedNode | undefined,
  text: string,
  names: ReadonlySet<string>,
): Reference | undefined {
  const kind = capture.slice(REFERENCE.length) as ReferenceKind;
  const span = { start: node.startIndex, end: endOf(node, text) };
  const name = text.slice(span.start, span.end);
  const receiver = before && receiverOf(before, text);
  const isKnown = kind !== 'value' || names.has(name) || isConstantName(name) || isQualified(text, span.start);
  if (!isKnown && (receiver === undefined || !isKnownHead(headOf(receiver), names))) return undefined;
  return { kind, name, span, ...(receiver !== undefined && { receiver }) };
}

/** The least says most: by kind, then with what stands before the name. */
function rank({ kind, receiver }: Reference): number {
  const unknown = receiver === EXPRESSION ? 1 : 0;
  return KINDS.indexOf(kind) * 3 + (receiver === undefined ? 2 : unknown);
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

const isConstantName = (name: string): boolean => name.length > 2 && /^[A-Z][A-Z0-9_]+$/.test(name);

/** What stands behind `::` is a name of a module or a type, of an object never. */
const isQualified = (text: string, at: number): boolean =>
  at > 1 && text.charCodeAt(at - 1) === COLON && text.charCodeAt(at - 2) === COLON;

const COLON = 0x3a;

const SELF = /^(?:this|self)$/;

/** Types and their packages need no import in many languages, and are written with a capital in all of them. */
const isKnownHead = (head: string, names: ReadonlySet<string>): boolean => startsUpper(head) || names.has(head);

function startsUpper(name: string): boolean {
  const code = name.charCodeAt(0);
  return code < 128 ? isUpper(code) : /^\p{Lu}/u.test(name);
}

/** `a` of `a.b::c`. */
function headOf(receiver: string): string {
  const end = receiver.search(/[.:?\\>-]/);
  return end === -1 ? receiver : receiver.slice(0, end);
}

interface Known {
  readonly names: ReadonlySet<string>;
  readonly builtins: ReadonlySet<string> | undefined;
  readonly bareMembers: boolean;
  readonly isLocal: IsLocal;
}

/** Whether a name may be declared elsewhere; a value is where the file knows it, or what stands before it. */
function isForeign({ kind, name, receiver, span }: Reference, text: string, known: Known): boolean {
  const { names, builtins, bareMembers, isLocal } = known;
  if (receiver === undefined) return !isLocal(name, kind, span.start) && (names.has(name) || !builtins?.has(name));
  if (kind !== 'value' || isConstantName(name) || isQualified(text, span.start)) return true;
  if (SELF.test(receiver)) return bareMembers && names.has(name);
  const head = headOf(receiver);
  return isKnownHead(head, names) && !isLocal(head, 'value', span.start);
}

function receiverOf({ startIndex, endIndex }: CapturedNode, text: string): string {
  if (endIndex - startIndex > MAX_RECEIVER_CHARACTERS) return EXPRESSION;
  const start = startOfPath(text, startIndex);
  const written = text.slice(start, endIndex);
  return isPlainPath(text, start, endIndex) || PLAIN_RECEIVER.test(written) ? written : EXPRESSION;
}

/** Some grammars nest `a::b::c` to the right: the receiver of `c` is all that stands before it. */
function startOfPath(text: string, start: number): number {
  let from = start;
  while (isQualified(text, from)) {
    const before = from - 2;
    from = startOfName(text, before);
    if (from === before) return start;
  }
  return from;
}

function bindingsOf(matches: readonly Match[], text: string): ImportBinding[] {
  const bindings: ImportBinding[] = [];
  for (const match of matches) {
    const nodes = importNodes(match);
    if (!nodes) continue;
    const isReexport = match.captures.some(({ name }) => name === 'import.reexport');
    const first = match.captures.find(({ name }) => name.startsWith('import.') && name !== 'import.reexport');
    const start = first?.node.startIndex ?? 0;
    const found = nodes.tree ? bindingsIn(nodes.tree, nodes.from, text) : [{ ...bindingOf(match, nodes, text), start }];
    for (const binding of found) bindings.push({ ...binding, ...(isReexport && { isReexport }) });
  }
  return unique(bindings);
}

/** The names of a tree; where the module stands apart from them, they have no path of their own. */
function bindingsIn(tree: CapturedNode, from: CapturedNode | undefined, text: string): ImportBinding[] {
  return importTree(textOf(tree, text)).map(({ at, ...binding }) => ({
    ...binding,
    ...(from && { from: unquoted(textOf(from, text)) }),
    start: tree.startIndex + at,
  }));
}

interface ImportNodes {
  readonly from?: CapturedNode;
  readonly name?: CapturedNode;
  readonly local?: CapturedNode;
  readonly tree?: CapturedNode;
}

function importNodes({ captures }: Match): ImportNodes | undefined {
  let nodes: ImportNodes | undefined;
  for (const { name, node } of captures) {
    if (!name.startsWith('import.') || name === 'import.reexport') continue;
    nodes = { ...nodes, [name.slice('import.'.length)]: node };
  }
  return nodes?.from || nodes?.tree ? nodes : undefined;
}

function bindingOf({ setProperties = {} }: Match, nodes: ImportNodes, text: string): Omit<ImportBinding, 'start'> {
  const from = `${setProperties['import.prefix'] ?? ''}${unquoted(textOf(nodes.from, text))}`;
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
    const { start, from, name, local, isReexport } = binding;
    const key = `${start}\n${from}\n${name}\n${local ?? ''}\n${isReexport ?? ''}`;
    if (!kept.has(key)) kept.set(key, binding);
  }
  const hasMore = new Set(
    [...kept.values()].flatMap(({ start, name, local }) => (name === '*' && !local ? [] : start)),
  );
  return [...kept.values()].filter(
    ({ start, name, local }) => name !== '*' || local !== undefined || !hasMore.has(start),
  );
}

const spanOf = ({ startIndex, endIndex }: CapturedNode): Span => ({ start: startIndex, end: endIndex });

const textOf = (node: CapturedNode | undefined, text: string): string =>
  node ? text.slice(node.startIndex, node.endIndex) : '';

const unquoted = (written: string): string => written.replace(/^["'`](.*)["'`]$/s, '$1');

/** `net/http` → `http`, `github.com/a/b-go/v2` → `b-go`, `os.path` → `path`. */
function lastPart(from: string): string {
  const parts = from.replace(/\/v\d+$/, '').split(/[/.\\:]+/);
  return parts.at(-1) ?? '';
}
