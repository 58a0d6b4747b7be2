// A question to ranked chunks of all folders: each folder with the ranker and the facts that are kept for it.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { pathOfUri } from '../base/fileUri.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import type { Anchors } from '../model/query.js';
import { type Corpus, CorpusFacts } from '../retrieval/corpus.js';
import { usesBetween } from '../retrieval/edges.js';
import { type RankedChunk, Ranker, type RankOptions } from '../retrieval/rank.js';
import type { Term } from '../retrieval/recall.js';
import type { IndexStore, StoredFile } from '../storage/indexStore.js';
import { resolverOf } from './findSymbols.js';
import type { IndexQueries } from './indexQueries.js';
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

export class FolderRankers {
  /** One for all folders: what it knows of chunks is by their contents, and chunks of several folders are compared. */
  private readonly ranker = new Ranker();
  private readonly facts = new WeakMap<IndexStore, { readonly generation: number; readonly facts: CorpusFacts }>();

  constructor(private readonly index: IndexQueries) {}

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
      const resolver = resolverOf(folder, this.index.resolvers);
      const corpus: Corpus = {
        store,
        facts: this.factsOf(store),
        textOf,
        usesIn: (file, stretch) => usesBetween(store, resolver, file, stretch),
        history: commits && { commits },
      };
      const { chunks, terms } = this.ranker.rank(corpus, query, {
        ...options,
        near: this.nearFiles(folder, anchors),
        isContinued: at > 0,
      });
      words += terms.length;
      found.push(...chunks.map((chunk) => ({ ...chunk, folder, terms })));
    }
    // A stable sort: chunks of the same score stay in the order of their folders.
    const chunks = folders.length > 1 ? found.sort((a, b) => b.score - a.score) : found;
    return { chunks, notes: words > 0 ? [] : [this.nothingIn(folders)] };
  }

  /** Files of a folder that the user is at, by id. */
  private nearFiles(folder: IndexedFolder, anchors: Anchors | undefined): ReadonlyMap<number, number> {
    const uris = [...(anchors?.selections ?? []).map(({ uri }) => uri), ...(anchors?.open ?? [])];
    const near = new Map<number, number>();
    for (const [at, uri] of [...new Set(uris)].entries()) {
      const path = pathOfUri(uri);
      const place =
        path === undefined ? undefined : this.index.foldersOf(path).find((found) => found.folder === folder);
      const file = place && folder.indexer.store.file(place.name);
      if (file) near.set(file.id, OPEN_DECAY ** at);
    }
    return near;
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
