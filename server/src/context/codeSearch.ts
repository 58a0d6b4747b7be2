// What the verbs about code share: the folders and what is known of them, limits, and where uses stand in their files.

import { t } from '@vscode/l10n';
import { lineAt, lineStarts } from '../base/text.js';
import type { BudgetLimits } from '../budget/limits.js';
import { type IndexedFolder, textOf } from '../indexing/workspace.js';
import type { FindReferencesRequest } from '../model/index.js';
import { MOST_USES } from '../retrieval/calls.js';
import { isTestFile, type Resolvers } from '../retrieval/folderIndex.js';
import { type ImportGraph, importGraph } from '../retrieval/importGraph.js';
import type { StoredFile } from '../storage/indexStore.js';
import { pause } from '../base/pause.js';
import { type IndexReferences, type NamedSymbol, type QueryLimits, resolverOf } from './findSymbols.js';

export interface CodeSearch {
  readonly folders: readonly IndexedFolder[];
  readonly resolvers: Resolvers;
  readonly limits: QueryLimits & { readonly maxFiles: number };
  readonly budget: BudgetLimits;
  readonly graphs: ImportGraphs;
  /** Of all backends that a request asks. */
  referencesTo(named: NamedSymbol, request: FindReferencesRequest): Promise<IndexReferences>;
  readonly signal: AbortSignal | undefined;
}

/** Files that a request wants to hear of. */
export const isAsked =
  ({ includeTests = true }: { readonly includeTests?: boolean }) =>
  (path: string): boolean =>
    includeTests || !isTestFile({ name: path });

interface MadeGraph {
  readonly generation: number;
  readonly graph: ImportGraph;
}

/** The import graph of each folder, for as long as its index does not change. */
export class ImportGraphs {
  private readonly made = new WeakMap<IndexedFolder, MadeGraph>();

  async of(folder: IndexedFolder, { resolvers, limits, signal }: CodeSearch): Promise<ImportGraph> {
    const { store } = folder.indexer;
    const generation = store.generation();
    const known = this.made.get(folder);
    if (known?.generation === generation) return known.graph;
    const graph = await importGraph({
      store,
      resolver: resolverOf(folder, resolvers),
      maxFiles: limits.maxFiles,
      pause: () => pause(signal),
    });
    this.made.set(folder, { generation, graph });
    return graph;
  }
}

/** Lines of places in the files of one folder. A file that has changed since is indexed again, and its places are none. */
export class Lines {
  private readonly starts = new Map<number, readonly number[] | undefined>();
  private readonly stale = new Set<string>();

  constructor(private readonly folder: IndexedFolder) {}

  /** 1-based. */
  lineOf(file: StoredFile, offset: number): number | undefined {
    if (!this.starts.has(file.id)) this.starts.set(file.id, this.startsOf(file));
    const starts = this.starts.get(file.id);
    return starts && lineAt(starts, offset) + 1;
  }

  private startsOf(file: StoredFile): readonly number[] | undefined {
    const text = textOf(this.folder, file);
    if (text !== undefined) return lineStarts(text);
    this.stale.add(file.name);
    return undefined;
  }

  /** Files whose places were not told; from now on they are being indexed again. */
  reindexStale(): number {
    if (this.stale.size > 0) this.folder.indexer.filesChanged(this.stale);
    return this.stale.size;
  }
}

/** What was not followed, and why. */
export function followNotes(changedFiles: number, cutNames: ReadonlySet<string>): readonly string[] {
  const names = [...cutNames].join(', ');
  return [
    ...(changedFiles > 0 ? [t('{0} files changed just now; ask once more for them.', changedFiles)] : []),
    ...(names === ''
      ? []
      : [t('These names are used so often that only the first {0} uses were followed: {1}.', MOST_USES, names)]),
  ];
}
