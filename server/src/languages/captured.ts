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
  /** True stops the query; what it found by then is given. */
  readonly isOver: () => boolean;
}

const NO_LIMIT = 0xffff_ffff;
/** Integers of a node: id, start, row, column, and the alias or language. */
const NODE_INTEGERS = 5;

/** The matches of `query` in `tree`, whose text is `text`, in the order in which the library gives them. */
export function matchesOf(query: Query, tree: Tree, text: string, { maxStartDepth, isOver }: MatchOptions): Match[] {
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
  const matches = readMatches(query, view, start >> 2, count);
  runtime._free(start);
  return matches.filter((match) => isAccepted(query, match));
}

function readMatches(query: Query, view: TreeView, start: number, count: number): Match[] {
  const { HEAP32: memory } = view.runtime;
  const matches: Match[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    const patternIndex = memory[at++] ?? 0;
    const captureCount = memory[at++] ?? 0;
    const captures: Capture[] = [];
    for (let capture = 0; capture < captureCount; capture++) {
      const name = query.captureNames[memory[at++] ?? 0] ?? '';
      captures.push(new LightCapture(name, view, memory, at));
      at += NODE_INTEGERS;
    }
    const setProperties = query.setProperties[patternIndex];
    matches.push(setProperties ? { patternIndex, captures, setProperties } : { patternIndex, captures });
  }
  return matches;
}

/** Predicates are the library's; they look at `name` and at the text of nodes. */
function isAccepted(query: Query, { patternIndex, captures }: Match): boolean {
  const { textPredicates } = query as unknown as WithPredicates;
  return textPredicates[patternIndex]?.every((holds) => holds(captures)) ?? true;
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
    memory: Int32Array,
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
    const field = this.view.language.fieldIdForName(name);
    if (field === null) return null;
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
