// The half of the engine that is about the index: what hosts tell it of folders, files and documents, and the verbs that
// read it.

import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { resolveLimits } from '../budget/limits.js';
import type { Settings } from '../config.js';
import { deleteIndexes } from '../indexing/location.js';
import type { SecretMasker } from '../indexing/secrets.js';
import type { FolderProgress, IndexedFolder, Workspace } from '../indexing/workspace.js';
import type { Languages } from '../languages/languages.js';
import type {
  DoctorRequest,
  DoctorResult,
  IndexRequest,
  IndexResult,
  FindReferencesRequest,
  FindReferencesResult,
  StatusRequest,
  StatusResult,
  SearchSymbolsRequest,
  SearchSymbolsResult,
  SymbolInfo,
  WorkspaceFolders,
} from '../model/index.js';
import type {
  AnalyzeImpactRequest,
  AnalyzeImpactResult,
  GetCallGraphRequest,
  GetCallGraphResult,
  GetModuleOverviewRequest,
  GetModuleOverviewResult,
  GetOutlineRequest,
  GetOutlineResult,
} from '../model/insights.js';
import type { Source } from '../model/source.js';
import { Resolvers } from '../retrieval/folderIndex.js';
import type { TokenCounter } from '../tokens/counter.js';
import { analyzeImpact } from './analyzeImpact.js';
import { type CodeSearch, ImportGraphs } from './codeSearch.js';
import { examine, scipFindings } from './doctor.js';
import {
  type AnswerLimits,
  answerOf,
  findSymbols,
  type IndexReferences,
  isWanted,
  type NamedSymbol,
  referencesInIndex,
  symbolNamed,
} from './findSymbols.js';
import { getCallGraph } from './getCallGraph.js';
import { getModuleOverview } from './getModuleOverview.js';
import { getOutline } from './getOutline.js';
import { statusOf } from './indexStatus.js';
import { maskSymbol, maskSymbols } from './maskSymbols.js';
import { type HostReferences, mergedReferences, mergeHost, withKinds } from './mergeReferences.js';
import { repoStateOf } from './pages.js';
import { referencesInScip } from './scipReferences.js';

export interface IndexParts {
  readonly workspace: Workspace;
  readonly languages: Languages;
  readonly version: string;
  readonly log: Log;
  readonly masker: SecretMasker;
  readonly openCounter: (model: string) => Promise<TokenCounter>;
  /** Keeps an original, so that its handles open. Throws a UserError `storage`. */
  readonly keep: (source: Source, file?: string) => Promise<void>;
}

export class IndexQueries {
  /** What names mean, for all that asks. */
  readonly resolvers = new Resolvers();
  private readonly graphs = new ImportGraphs();
  private readonly workspace: Workspace;
  private hostReferences: HostReferences | undefined;

  constructor(
    private readonly parts: IndexParts,
    private settings: Settings,
  ) {
    this.workspace = parts.workspace;
  }

  /** What an editor knows of references, as a second backend. */
  useHost(references: HostReferences): void {
    this.hostReferences = references;
  }

  configure(settings: Settings): void {
    this.settings = settings;
    void this.workspace.configure(settings);
  }

  get folders(): readonly IndexedFolder[] {
    return this.workspace.all;
  }

  foldersOf(path: string): ReturnType<Workspace['foldersOf']> {
    return this.workspace.foldersOf(path);
  }

  /** The same as long as nothing in the indexes changed. */
  get state(): string {
    return repoStateOf(this.workspace.all);
  }

  setFolders(folders: WorkspaceFolders): Promise<void> {
    return this.workspace.setFolders(folders);
  }

  /** Reads what the first question would wait for. Never rejects. */
  async prepare(): Promise<void> {
    await Promise.all(this.workspace.all.map(({ history }) => history.commits()));
  }

  onProgress(listener: (progress: FolderProgress) => void): void {
    this.workspace.onProgress(listener);
  }

  filesChanged(uris: readonly string[]): void {
    this.workspace.filesChanged(uris.filter(isFile).map((uri) => fileURLToPath(uri)));
  }

  documentChanged(uri: string, text: string, languageId: string): void {
    if (isFile(uri)) this.workspace.documentChanged(fileURLToPath(uri), text, languageId);
  }

  documentClosed(uri: string): void {
    if (isFile(uri)) this.workspace.documentClosed(fileURLToPath(uri));
  }

  async index({ rebuild = false }: IndexRequest, signal?: AbortSignal): Promise<IndexResult> {
    const started = performance.now();
    const work = this.workspace.all.map(({ indexer }) => (rebuild ? indexer.rebuild() : indexer.look()));
    await orAborted(Promise.allSettled(work), signal);
    return { status: await this.getStatus({}), elapsedMs: Math.round(performance.now() - started) };
  }

  /** Throws a UserError `scope-invalid` for a module that is not there. */
  async getModuleOverview(request: GetModuleOverviewRequest, signal?: AbortSignal): Promise<GetModuleOverviewResult> {
    return getModuleOverview(this.codeSearch(signal), request, { masker: this.masker });
  }

  /** Throws a UserError for a symbol that is not there. */
  async analyzeImpact(request: AnalyzeImpactRequest, signal?: AbortSignal): Promise<AnalyzeImpactResult> {
    return this.withMaskedSymbol(await analyzeImpact(this.codeSearch(signal), request));
  }

  /** Throws a UserError for a symbol that is not there. */
  async getCallGraph(request: GetCallGraphRequest, signal?: AbortSignal): Promise<GetCallGraphResult> {
    return this.withMaskedSymbol(await getCallGraph(this.codeSearch(signal), request));
  }

  /** Throws UserErrors `scope-invalid`, `budget-too-small` and `storage`. */
  async getOutline(request: GetOutlineRequest, signal?: AbortSignal): Promise<GetOutlineResult> {
    const { languages, log, keep, openCounter } = this.parts;
    const counter = await openCounter(request.model ?? this.settings.model);
    const search = this.codeSearch(signal, request.budgetTokens);
    const maxParseLength = this.settings.limits.maxParseBytes;
    return getOutline(search, request, { languages, log, keep, counter, maxParseLength, masker: this.masker });
  }

  /** Throws a UserError `index-missing` where there is nothing to search. */
  private codeSearch(signal: AbortSignal | undefined, tokens?: number): CodeSearch {
    const folders = this.workspace.all;
    if (folders.length === 0) throw new UserError('index-missing', t('No folder is indexed. Open one and ask again.'));
    const { limits, budget } = this.settings;
    return {
      folders,
      resolvers: this.resolvers,
      limits,
      budget: resolveLimits({ ...budget, tokens: tokens || budget.tokens }),
      graphs: this.graphs,
      referencesTo: (named, request) => this.referencesTo(named, request),
      signal,
    };
  }

  private async withMaskedSymbol<Result extends { readonly symbol: SymbolInfo }>(result: Result): Promise<Result> {
    return { ...result, symbol: await maskSymbol(result.symbol, this.masker) };
  }

  private get masker(): SecretMasker | undefined {
    return this.settings.secrets.mask ? this.parts.masker : undefined;
  }

  async getStatus({ leftOutLimit }: StatusRequest): Promise<StatusResult> {
    await Promise.all(this.workspace.all.map(({ scip }) => scip.open()));
    return statusOf(this.workspace.all, { version: this.parts.version, leftOutLimit });
  }

  doctor({ check }: DoctorRequest): Promise<DoctorResult> {
    const { languages } = this.parts;
    const { settings, workspace } = this;
    const isWatched = this.hostReferences !== undefined;
    return examine({ settings, workspace, languages, isWatched, scip: () => scipFindings(workspace.all) }, check);
  }

  async searchSymbols(request: SearchSymbolsRequest): Promise<SearchSymbolsResult> {
    const result = findSymbols(this.workspace.all, request, this.answerLimits);
    return { ...result, symbols: await maskSymbols(result.symbols, this.masker) };
  }

  /** Throws a UserError for a symbol or scope that is not there. */
  async findReferences(request: FindReferencesRequest, signal?: AbortSignal): Promise<FindReferencesResult> {
    if (request.waitForReady) await orAborted(this.workspace.settled(), signal);
    const folders = this.workspace.all;
    const named = symbolNamed(folders, request.symbol, this.resolvers);
    const found = await this.referencesTo(named, request);
    signal?.throwIfAborted();
    return this.withMaskedSymbol(answerOf(folders, found, request, this.answerLimits));
  }

  private get answerLimits(): AnswerLimits {
    return { limits: this.settings.limits, budget: resolveLimits(this.settings.budget) };
  }

  /** Of the backends that a request asks; other ones than the index know nothing of scopes and tests. */
  private async referencesTo(named: NamedSymbol, request: FindReferencesRequest): Promise<IndexReferences> {
    const { limits } = this.settings;
    const isInScope = isWanted(this.workspace.all, named.folder, request);
    const search = { resolvers: this.resolvers, maxUses: limits.maxReferences, isInScope };
    const found = await this.withScip(referencesInIndex(named, search), request);
    const wantsHost = request.backend === 'editor' || (request.backend === undefined && request.merge === 'union');
    // The last of the backends, where those before it know of no use.
    const isLast = request.backend === undefined && found.references.length === 0 && this.hostReferences !== undefined;
    const merged = wantsHost || isLast ? await this.withHost(found, request.backend === 'editor') : found;
    return { ...merged, references: merged.references.filter(({ path }) => isInScope(path)) };
  }

  private async withHost(found: IndexReferences, only: boolean): Promise<IndexReferences> {
    if (this.hostReferences)
      return mergeHost(found, this.hostReferences, { timeoutMs: this.settings.limits.maxUnionMs, only });
    const notes = [...found.notes, t('There is no editor to ask; these are the references of the index.')];
    return { ...found, notes };
  }

  /** The best backend that knows the symbol, or both; in files that changed since, the index alone is asked. */
  private async withScip(found: IndexReferences, { backend, merge }: FindReferencesRequest): Promise<IndexReferences> {
    if (backend === 'index' || backend === 'editor') return found;
    const store = await found.folder.scip.open();
    const exact = store && referencesInScip(found.folder, found.symbol, store);
    if (!exact) {
      if (backend !== 'scip') return found;
      const note = t(
        'There is no SCIP index that knows this symbol as it is now; these are the references of the index.',
      );
      return { ...found, notes: [...found.notes, note] };
    }
    const named = withKinds(exact.references, found.references);
    if (backend === 'scip') return { ...found, references: mergedReferences([named]), answeredBy: ['scip'] };
    const own = merge === 'union' ? found.references : found.references.filter(({ path }) => exact.isStale(path));
    return { ...found, references: mergedReferences([own, named]), answeredBy: ['index', 'scip'] };
  }

  /** Deletes the indexes of all folders and builds those of the open ones anew; gives the bytes that were freed. */
  async deleteAll(): Promise<number> {
    const { cacheDirectory } = this.workspace;
    const freed = deleteIndexes(cacheDirectory);
    void this.workspace.look();
    return freed;
  }

  close(): Promise<void> {
    return this.workspace.close();
  }
}

const isFile = (uri: string): boolean => uri.startsWith('file:');

export const uriIn = (folder: IndexedFolder, name: string): string => pathToFileURL(join(folder.path, name)).href;

/** The work goes on; whoever waits for it is let go. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}
