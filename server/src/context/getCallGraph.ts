// The verb `getCallGraph`: callers and callees of a symbol, level by level, each step with how sure it is. What is over
// the limits is counted, and circles are told.

import { t } from '@vscode/l10n';
import { pause } from '../base/pause.js';
import { drilldownsFor } from '../budget/drilldown.js';
import { byText } from '../budget/order.js';
import { truncationOf } from '../budget/truncation.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import type { CallEdge, CallNode, GetCallGraphRequest, GetCallGraphResult } from '../model/insights.js';
import { type Call, calleesOf, callersOf, type CallSearch, MOST_USES } from '../retrieval/calls.js';
import { cyclesIn } from '../retrieval/cycles.js';
import { qualifiedName } from '../retrieval/folderIndex.js';
import type { StoredFile, StoredSymbol } from '../storage/indexStore.js';
import { type CodeSearch, followNotes, isAsked, Lines } from './codeSearch.js';
import { infoOf, isBehind, resolverOf, symbolNamed } from './findSymbols.js';
import { completenessOf } from './indexStatus.js';
import { shownPath, symbolKey } from './places.js';

const DEFAULT_DEPTH = 2;
const DEFAULT_BRANCHING = 10;
const DEFAULT_NODES = 60;

/** Throws a UserError where there is no such symbol. */
export async function getCallGraph(search: CodeSearch, request: GetCallGraphRequest): Promise<GetCallGraphResult> {
  const { folders, resolvers, budget, signal } = search;
  const { direction = 'both', depth = DEFAULT_DEPTH } = request;
  const { folder, symbol: named, notes } = symbolNamed(folders, request.symbol, resolvers);
  const symbol = resolverOf(folder, resolvers).standsFor(named);
  const graph = new CallGraph(search, folder, request);
  graph.begin(symbol);
  if (direction !== 'callees') await graph.follow(symbol, { sign: -1, depth, signal });
  if (direction !== 'callers') await graph.follow(symbol, { sign: 1, depth, signal });
  const { nodes, edges, truncation, notes: more } = graph.result();
  const completeness = completenessOf([folder]);
  const info = infoOf(folders, folder, symbol);
  return {
    symbol: info,
    nodes,
    edges,
    cycles: cyclesIn(
      nodes.map(({ id }) => id),
      edges,
    ),
    truncations: truncation ? [truncation] : [],
    completeness,
    drilldowns: drilldownsFor(
      {
        asked: { command: 'getCallGraph', args: { ...request } },
        truncations: [truncation],
        completeness,
        isStale: isBehind(folder),
        besides: truncation ? [graph.everything(truncation.originalCount)] : [],
      },
      budget,
    ),
    notes: [...notes, ...more],
  };
}

interface Way {
  /** -1 towards callers, 1 towards callees. */
  readonly sign: -1 | 1;
  readonly depth: number;
  readonly signal: AbortSignal | undefined;
}

class CallGraph {
  private readonly nodes = new Map<string, CallNode>();
  private readonly edges = new Map<string, CallEdge>();
  /** Found, and not among the nodes. */
  private readonly dropped = new Set<string>();
  /** Names of which not all uses were looked at. */
  private readonly cutNames = new Set<string>();
  private readonly calls: CallSearch;
  private readonly lines: Lines;

  constructor(
    private readonly search: CodeSearch,
    private readonly folder: IndexedFolder,
    private readonly request: GetCallGraphRequest,
  ) {
    const { resolvers } = search;
    this.calls = {
      store: folder.indexer.store,
      resolver: resolverOf(folder, resolvers),
      maxUses: MOST_USES,
      isWanted: isAsked(request),
    };
    this.lines = new Lines(folder);
  }

  begin(symbol: StoredSymbol): void {
    const node = this.nodeOf(symbol, 0);
    if (node) this.nodes.set(node.id, node);
  }

  /** Level by level, so that the nearest are there where not all can be. */
  async follow(from: StoredSymbol, { sign, depth, signal }: Way): Promise<void> {
    const { branching = DEFAULT_BRANCHING } = this.request;
    let level: readonly StoredSymbol[] = [from];
    for (let distance = 1; distance <= depth && level.length > 0; distance++) {
      const next: StoredSymbol[] = [];
      for (const symbol of level) {
        await pause(signal);
        const { calls: found, isCut } = sign === -1 ? callersOf(symbol, this.calls) : calleesOf(symbol, this.calls);
        if (isCut) this.cutNames.add(symbol.name);
        for (const call of found.slice(0, branching))
          if (this.add(symbol, call, sign * distance) && call.other) next.push(call.other);
        for (const call of found.slice(branching)) this.drop(call);
      }
      level = next;
    }
  }

  /** True for a node that was not there before. */
  private add(symbol: StoredSymbol, call: Call, distance: number): boolean {
    const node = call.other ? this.nodeOf(call.other, distance) : this.topLevelOf(call.file, distance);
    const line = this.lines.lineOf(call.file, call.start);
    if (!node || line === undefined) return false;
    const isNew = !this.nodes.has(node.id);
    if (isNew && this.nodes.size >= (this.request.limit ?? DEFAULT_NODES)) {
      this.drop(call);
      return false;
    }
    if (isNew) this.nodes.set(node.id, node);
    this.dropped.delete(node.id);
    const [from, to] = distance < 0 ? [node.id, this.idOf(symbol)] : [this.idOf(symbol), node.id];
    const { kind, confidence, calls } = call;
    const path = shownPath(this.search.folders, this.folder, call.file.name);
    this.edges.set(`${from}>${to}`, { from, to, kind, confidence, path, line, calls });
    return isNew;
  }

  private drop({ other, file }: Call): void {
    const id = other ? this.idOf(other) : shownPath(this.search.folders, this.folder, file.name);
    if (!this.nodes.has(id)) this.dropped.add(id);
  }

  private idOf(symbol: StoredSymbol): string {
    return symbolKey(this.search.folders, this.folder, symbol);
  }

  private nodeOf(symbol: StoredSymbol, distance: number): CallNode | undefined {
    const { store } = this.folder.indexer;
    const file = store.fileById(symbol.file);
    if (!file) return undefined;
    const { kind, startLine, endLine } = symbol;
    const name = qualifiedName(store.symbolsOf(file.id), symbol);
    const path = shownPath(this.search.folders, this.folder, file.name);
    return { id: this.idOf(symbol), name, kind, path, startLine, endLine, distance };
  }

  private topLevelOf(file: StoredFile, distance: number): CallNode {
    const path = shownPath(this.search.folders, this.folder, file.name);
    return { id: path, name: path, kind: 'file', path, startLine: 1, endLine: file.lines, distance };
  }

  result() {
    const nodes = [...this.nodes.values()];
    const truncation = truncationOf('max-items', nodes.length + this.dropped.size, nodes.length);
    const edges = [...this.edges.values()].sort(
      (a, b) => byText(a.path, b.path) || a.line - b.line || byText(a.from + a.to, b.from + b.to),
    );
    return { nodes, edges, truncation, notes: followNotes(this.lines.reindexStale(), this.cutNames) };
  }

  /** The same with room for all that was found; those bring others, which may not all fit again. */
  everything(count: number) {
    const { limit = DEFAULT_NODES, branching = DEFAULT_BRANCHING } = this.request;
    return {
      command: 'getCallGraph',
      args: { ...this.request, limit: Math.max(limit, count), branching: Math.max(branching, count) },
      label: t('Show {0} symbols', count),
      relevance: 0.78,
      reason: 'max-items',
    } as const;
  }
}
