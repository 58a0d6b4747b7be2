// What a query captured, as light objects. web-tree-sitter makes an object with a dozen fields for every node and asks the
// runtime through five checked writes; a file has ten captures for each line, which is a third of its parse. Here the
// answer of the runtime is read from its memory as it lies there. Works with the version that `package.json` pins, and
// `test/server/languages/captured.test.ts` holds it against the library's own answers.

import type { Language, Query, QueryProperties, Tree } from 'web-tree-sitter';
import { type RuntimeModule, runningModule } from './runtime.js';

/** A node of a tree, as far as the readers of captures look at it. Valid as long as its tree. */
export interface CapturedNode {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly type: string;
  readonly hasError: boolean;
  childForFieldName(name: string): CapturedNode | null;
  namedChild(index: number): CapturedNode | null;
}

export interface Capture {
  readonly name: string;
  readonly node: CapturedNode;
}

export interface Match {
  /** Place of the pattern in its files; earlier ones win. */
  patternIndex: number;
  readonly captures: readonly Capture[];
  readonly setProperties?: QueryProperties;
}

export interface MatchOptions {
  readonly maxStartDepth?: number;
  /** Takes the matches that are one node with this name and nothing more, in place of the list. */
  readonly late?: LateNodes | undefined;
  /** True stops the query; what it found by then is given. */
  readonly isOver: () => boolean;
}

/** Nodes that are made when somebody asks for one: most names of a file say nothing. */
export class LateNodes {
  readonly starts: number[] = [];
  private readonly integers: number[] = [];
  private view: TreeView | undefined;

  constructor(readonly captureName: string) {}

  add(view: TreeView, memory: Int32Array, at: number): void {
    this.view = view;
    this.starts.push(memory[at + 1] ?? 0);
    for (let place = at; place < at + NODE_INTEGERS; place++) this.integers.push(memory[place] ?? 0);
  }

  node(index: number): CapturedNode {
    if (!this.view) throw new RangeError('no node was found');
    return new LightNode(this.view, this.integers, index * NODE_INTEGERS);
  }
}

const NO_LIMIT = 0xffff_ffff;
/** Integers of a node: id, start, row, column, and the alias or language. */
const NODE_INTEGERS = 5;

/** The matches of `query` in `tree`, whose text is `text`, in the order in which the library gives them. */
export function matchesOf(query: Query, tree: Tree, text: string, options: MatchOptions): Match[] {
  const { maxStartDepth, isOver, late } = options;
  const runtime = runningModule();
  const view: TreeView = { runtime, address: addressOf(tree), language: tree.language, text };
  runtime._ts_tree_root_node_wasm(view.address);
  runtime.currentQueryProgressCallback = isOver;
  try {
    const zeros = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] as const;
    runtime._ts_query_matches_wasm(addressOf(query), view.address, ...zeros, NO_LIMIT, maxStartDepth ?? NO_LIMIT);
  } finally {
    runtime.currentQueryProgressCallback = null;
  }
  const count = runtime.HEAP32[runtime.transferBuffer >> 2] ?? 0;
  const start = runtime.HEAP32[(runtime.transferBuffer >> 2) + 1] ?? 0;
  const matches = readMatches(query, view, { start: start >> 2, count, late });
  runtime._free(start);
  return matches;
}

interface Answer {
  readonly start: number;
  readonly count: number;
  readonly late: LateNodes | undefined;
}

function readMatches(query: Query, view: TreeView, { start, count, late }: Answer): Match[] {
  const { HEAP32: memory } = view.runtime;
  const { captureNames, setProperties: propertiesOf } = query;
  const { textPredicates } = query as unknown as WithPredicates;
  const lateId = late ? captureNames.indexOf(late.captureName) : -1;
  const matches: Match[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    const patternIndex = memory[at++] ?? 0;
    const captureCount = memory[at++] ?? 0;
    const setProperties = propertiesOf[patternIndex];
    const predicates = textPredicates[patternIndex] ?? [];
    if (captureCount === 1 && memory[at] === lateId && predicates.length === 0 && !setProperties) {
      late?.add(view, memory, at + 1);
      at += 1 + NODE_INTEGERS;
      continue;
    }
    const captures: Capture[] = [];
    for (let capture = 0; capture < captureCount; capture++) {
      const name = captureNames[memory[at++] ?? 0] ?? '';
      captures.push(new LightCapture(name, view, memory, at));
      at += NODE_INTEGERS;
    }
    // Predicates are the library's; they look at `name` and at the text of nodes.
    if (predicates.length > 0 && !predicates.every((holds) => holds(captures))) continue;
    matches.push(setProperties ? { patternIndex, captures, setProperties } : { patternIndex, captures });
  }
  return matches;
}

interface WithPredicates {
  readonly textPredicates: readonly (readonly ((captures: readonly Capture[]) => boolean)[])[];
}

interface TreeView {
  readonly runtime: RuntimeModule;
  readonly address: number;
  readonly language: Language;
  readonly text: string;
}

class LightNode implements CapturedNode {
  readonly startIndex: number;
  private readonly id: number;
  private readonly row: number;
  private readonly column: number;
  private readonly other: number;
  private end = -1;

  constructor(
    private readonly view: TreeView,
    memory: ArrayLike<number>,
    at: number,
  ) {
    this.id = memory[at] ?? 0;
    this.startIndex = memory[at + 1] ?? 0;
    this.row = memory[at + 2] ?? 0;
    this.column = memory[at + 3] ?? 0;
    this.other = memory[at + 4] ?? 0;
  }

  get endIndex(): number {
    if (this.end === -1) this.end = this.hand()._ts_node_end_index_wasm(this.view.address);
    return this.end;
  }

  get type(): string {
    return this.view.language.types[this.hand()._ts_node_symbol_wasm(this.view.address)] ?? 'ERROR';
  }

  get hasError(): boolean {
    return this.hand()._ts_node_has_error_wasm(this.view.address) === 1;
  }

  get text(): string {
    return this.view.text.slice(this.startIndex, this.endIndex);
  }

  childForFieldName(name: string): CapturedNode | null {
    const field = fieldIdOf(this.view.language, name);
    if (field === -1) return null;
    this.hand()._ts_node_child_by_field_id_wasm(this.view.address, field);
    return this.taken();
  }

  namedChild(index: number): CapturedNode | null {
    this.hand()._ts_node_named_child_wasm(this.view.address, index);
    return this.taken();
  }

  /** Puts this node where the runtime looks for its argument. */
  private hand(): RuntimeModule {
    const { runtime } = this.view;
    const memory = runtime.HEAP32;
    const at = runtime.transferBuffer >> 2;
    memory[at] = this.id;
    memory[at + 1] = this.startIndex;
    memory[at + 2] = this.row;
    memory[at + 3] = this.column;
    memory[at + 4] = this.other;
    return runtime;
  }

  /** The node that the runtime answered with. */
  private taken(): CapturedNode | null {
    const { HEAP32: memory, transferBuffer } = this.view.runtime;
    return memory[transferBuffer >> 2] === 0 ? null : new LightNode(this.view, memory, transferBuffer >> 2);
  }
}

const fieldIds = new WeakMap<Language, Map<string, number>>();

/** The library looks through the list of names each time. -1 where there is no such field. */
function fieldIdOf(language: Language, name: string): number {
  const ids = fieldIds.get(language) ?? new Map<string, number>();
  fieldIds.set(language, ids);
  const known = ids.get(name);
  if (known !== undefined) return known;
  const id = language.fieldIdForName(name) ?? -1;
  ids.set(name, id);
  return id;
}

/** A capture and its node in one: there are hundreds of thousands. */
class LightCapture extends LightNode implements Capture {
  constructor(
    readonly name: string,
    view: TreeView,
    memory: Int32Array,
    at: number,
  ) {
    super(view, memory, at);
  }

  get node(): CapturedNode {
    return this;
  }
}

/** The library keeps the address of what it wraps as its element 0. */
const addressOf = (wrapped: Query | Tree): number => (wrapped as unknown as { readonly 0: number })[0];
