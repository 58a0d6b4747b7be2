// A question to ranked chunks of all folders: each folder with the ranker and the facts that are kept for it.

import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import type { Anchors } from '../model/query.js';
import { type Corpus, CorpusFacts } from '../retrieval/corpus.js';
import { usesBetween } from '../retrieval/edges.js';
import type { Resolvers } from '../retrieval/folderIndex.js';
import { type RankedChunk, Ranker, type RankOptions } from '../retrieval/rank.js';
import type { Term } from '../retrieval/recall.js';
import type { IndexStore, StoredFile } from '../storage/indexStore.js';
import type { SourceFiles } from './sourceFiles.js';

export interface FolderChunk extends RankedChunk {
  readonly folder: IndexedFolder;
  readonly terms: readonly Term[];
}

export interface Ranking {
  /** Best first. */
  readonly chunks: readonly FolderChunk[];
  /** Why nothing can be found, and what to do. */
  readonly notes: readonly string[];
}

export interface RankingOptions extends RankOptions {
  readonly folders: readonly IndexedFolder[];
  readonly files: SourceFiles;
  readonly anchors?: Anchors | undefined;
}

/** Documents that are open, the visible ones first: each is less near than the one before it. */
const OPEN_DECAY = 0.8;

/** Files of a folder that the user is at, by id. */
function nearFiles(
  { indexer, path, location }: IndexedFolder,
  anchors: Anchors | undefined,
): ReadonlyMap<number, number> {
  const uris = [...(anchors?.selections ?? []).map(({ uri }) => uri), ...(anchors?.open ?? [])];
  const near = new Map<number, number>();
  for (const [at, uri] of [...new Set(uris)].entries()) {
    const named = pathOf(uri);
    const root = [path, location.root].find((folder) => named?.startsWith(`${folder}/`));
    const file = root === undefined ? undefined : indexer.store.file(named?.slice(root.length + 1) ?? '');
    if (file) near.set(file.id, OPEN_DECAY ** at);
  }
  return near;
}

/** With `/`; undefined for what is not on disk. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri).split(sep).join('/') : undefined;
  } catch {
    // A URI of another machine.
    return undefined;
  }
}

export class FolderRankers {
  /** One for all folders: what it knows of chunks is by their contents, and chunks of several folders are compared. */
  private readonly ranker = new Ranker();
  private readonly facts = new WeakMap<IndexStore, { readonly generation: number; readonly facts: CorpusFacts }>();

  constructor(private readonly resolvers: Resolvers) {}

  /** Throws a UserError `usage` for a question of white space. */
  async rank(query: string, { folders, files, anchors, ...options }: RankingOptions): Promise<Ranking> {
    if (query.trim() === '')
      throw new UserError('usage', t('The question is empty. Write what you want to know, or name a file or symbol.'));
    const found: FolderChunk[] = [];
    let words = 0;
    const histories = await Promise.all(folders.map(({ history }) => history.commits()));
    // From here on nothing else is ranked until all folders are.
    for (const [at, folder] of folders.entries()) {
      const commits = histories[at];
      const { store } = folder.indexer;
      const textOf = (file: StoredFile): string | undefined => files.of(folder, file)?.text;
      const resolver = this.resolvers.of({
        root: folder.location.root,
        store: () => store,
        packages: () => folder.packages(),
      });
      const corpus: Corpus = {
        store,
        facts: this.factsOf(store),
        textOf,
        usesIn: (file, stretch) => usesBetween(store, resolver, file, stretch),
        history: commits && { commits },
      };
      const { chunks, terms } = this.ranker.rank(corpus, query, {
        ...options,
        near: nearFiles(folder, anchors),
        isContinued: at > 0,
      });
      words += terms.length;
      found.push(...chunks.map((chunk) => ({ ...chunk, folder, terms })));
    }
    // A stable sort: chunks of the same score stay in the order of their folders.
    const chunks = folders.length > 1 ? found.sort((a, b) => b.score - a.score) : found;
    return { chunks, notes: words > 0 ? [] : [this.nothingIn(folders)] };
  }

  private nothingIn(folders: readonly IndexedFolder[]): string {
    return folders.every(({ indexer }) => this.factsOf(indexer.store).chunks === 0)
      ? t('The index is empty: no source is in the folders that are open, or it is not indexed yet. See pith status.')
      : t('No word of the question stands in the index. Name a file, a symbol or what it does.');
  }

  private factsOf(store: IndexStore): CorpusFacts {
    const generation = store.generation();
    const known = this.facts.get(store);
    if (known?.generation === generation) return known.facts;
    const facts = new CorpusFacts(store);
    this.facts.set(store, { generation, facts });
    return facts;
  }
}
