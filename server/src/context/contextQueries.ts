// The verbs `getContext` and `searchCode`: from a question to hits, and from hits to a text that is never over its
// budget. Ranking is in `retrieval/`, the choice of rungs in `pack.ts`, the text in `sections.ts`; this puts them in order.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Settings } from '../config.js';
import type { SecretMasker } from '../indexing/secrets.js';
import type { IndexedFolder } from '../indexing/workspace.js';
import type { Truncation } from '../model/index.js';
import type {
  CodeHit,
  ContextBlock,
  GetContextRequest,
  GetContextResult,
  SearchCodeRequest,
  SearchCodeResult,
} from '../model/query.js';
import { formatHandle } from '../model/handle.js';
import { CorpusFacts } from '../retrieval/corpus.js';
import { qualifiedName } from '../retrieval/folderIndex.js';
import { explained, type RankedChunk, Ranker } from '../retrieval/rank.js';
import type { Term } from '../retrieval/recall.js';
import type { IndexStore } from '../storage/indexStore.js';
import type { TokenCounter } from '../tokens/counter.js';
import { dependenciesOf } from './dependencies.js';
import type { IndexQueries } from './indexQueries.js';
import { completenessOf } from './indexStatus.js';
import { type Packed, pack } from './pack.js';
import { type ContextPiece, nameOf, pieceOfChunk, pieceOfLines, pieceOfSymbol, textOfLines } from './pieces.js';
import { omissionsOf, render, type Rendered, type Section, sectionsOf } from './sections.js';
import { type SourceFile, SourceFiles } from './sourceFiles.js';
import { savedPercent } from './summary.js';

export interface ContextParts {
  readonly index: IndexQueries;
  readonly masker: SecretMasker;
  readonly openCounter: (model: string) => Promise<TokenCounter>;
  /** Keeps what handles need; throws a UserError `storage`. */
  readonly keep: (source: SourceFile) => Promise<void>;
  readonly settings: () => Settings;
}

interface FolderChunk extends RankedChunk {
  readonly folder: IndexedFolder;
  readonly terms: readonly Term[];
}

/** Pieces that a context chooses from; what is ranked lower never gets in. */
const MOST_PIECES = 150;
/** Found pieces whose dependencies are looked for. */
const MOST_ASKED = 4;
/** What a dependency is worth beside the code that uses it. */
const DEPENDENCY_SCORE = 0.5;
/** Below this many tokens the text says nothing of its markers. */
const LEAST_FOR_NOTICE = 400;
const DEFAULT_LIMIT = 10;
const FITS = 8;
const SMALLEST_STEP = 8;

export class ContextQueries {
  private readonly rankers = new Map<string, Ranker>();
  private readonly facts = new WeakMap<IndexStore, { readonly generation: number; readonly facts: CorpusFacts }>();

  constructor(private readonly parts: ContextParts) {}

  async searchCode(request: SearchCodeRequest): Promise<SearchCodeResult> {
    const started = performance.now();
    const { limit = DEFAULT_LIMIT } = request;
    const folders = this.parts.index.folders;
    const files = new SourceFiles(folders);
    const ranked = await this.rank(request, files);
    const shown = ranked.slice(0, limit);
    return {
      hits: shown.map((chunk) => hitOf(chunk, files, request.explain === true)),
      completeness: completenessOf(folders),
      drilldowns: [],
      notes: [],
      elapsedMs: Math.round((performance.now() - started) * 10) / 10,
    };
  }

  /** Throws UserErrors `usage`, `not-found`, `budget-too-small` and `storage`. */
  async getContext(request: GetContextRequest, signal?: AbortSignal): Promise<GetContextResult> {
    const started = performance.now();
    const settings = this.parts.settings();
    const counter = await this.parts.openCounter(request.model ?? settings.model);
    const budgetTokens = request.budgetTokens ?? settings.budget.tokens;
    const files = new SourceFiles(this.parts.index.folders);
    const pieces = await this.piecesFor(request, { files, counter });
    signal?.throwIfAborted();
    const margin = counter.exact ? 0 : Math.min(300, Math.floor(budgetTokens / 4));
    const fitted = await this.fitted(pieces, { limit: budgetTokens - margin, budgetTokens, counter, settings });
    signal?.throwIfAborted();
    if (request.purpose !== 'preview') for (const { source } of fitted.rendered.sections) await this.parts.keep(source);
    return this.answer(request, { ...fitted, pieces, counter, budgetTokens, started });
  }

  private async rank(request: Pick<SearchCodeRequest, 'query' | 'includeTests'>, files: SourceFiles): Promise<readonly FolderChunk[]> {
    if (request.query.trim() === '')
      throw new UserError('usage', t('The question is empty. Write what you want to know, or name a file or symbol.'));
    const found: FolderChunk[] = [];
    for (const folder of this.parts.index.folders) {
      const commits = await folder.history.commits();
      const { store } = folder.indexer;
      const corpus = {
        store,
        facts: this.factsOf(store),
        textOf: (file: Parameters<SourceFiles['of']>[1]) => files.of(folder, file)?.text,
        history: commits && { commits },
      };
      const ranker = this.rankers.get(folder.path) ?? new Ranker();
      this.rankers.set(folder.path, ranker);
      const { chunks, terms } = ranker.rank(corpus, request.query, { includeTests: request.includeTests ?? false });
      found.push(...chunks.map((chunk) => ({ ...chunk, folder, terms })));
    }
    return this.parts.index.folders.length > 1 ? found.sort((a, b) => b.score - a.score) : found;
  }

  private factsOf(store: IndexStore): CorpusFacts {
    const generation = store.generation();
    const known = this.facts.get(store);
    if (known?.generation === generation) return known.facts;
    const facts = new CorpusFacts(store);
    this.facts.set(store, { generation, facts });
    return facts;
  }

  private async piecesFor(
    request: GetContextRequest,
    { files, counter }: { readonly files: SourceFiles; readonly counter: TokenCounter },
  ): Promise<readonly ContextPiece[]> {
    const selections = (request.anchors?.selections ?? []).map((selection) => {
      const source = sourceAt(this.parts.index.folders, files, selection.uri);
      return pieceOfLines(source, { ...selection, role: 'selection' }, counter);
    });
    if (request.query.trim() === '' && selections.length > 0)
      return [...selections, ...this.dependencies(selections, { files, counter, share: 1 })];
    const ranked = await this.rank(request, files);
    const matches = ranked.slice(0, MOST_PIECES).flatMap((chunk) => {
      const source = files.of(chunk.folder, chunk.file);
      return source ? [pieceOfChunk(chunk, source, { terms: chunk.terms, counter })] : [];
    });
    const needed = this.dependencies([...selections, ...matches.slice(0, MOST_ASKED)], { files, counter, share: DEPENDENCY_SCORE });
    return [...selections, ...matches, ...needed];
  }

  private dependencies(
    pieces: readonly ContextPiece[],
    { files, counter, share }: { readonly files: SourceFiles; readonly counter: TokenCounter; readonly share: number },
  ): readonly ContextPiece[] {
    const found = new Map<string, ContextPiece>();
    for (const { source, startLine, endLine, score } of pieces) {
      const { folder } = source;
      const resolver = this.parts.index.resolvers.of({
        root: folder.location.root,
        store: () => folder.indexer.store,
        packages: () => folder.packages(),
      });
      for (const { symbol, confidence } of dependenciesOf({ source, range: [startLine, endLine], resolver })) {
        const file = folder.indexer.store.fileById(symbol.file);
        const at = file && files.of(folder, file);
        if (!at) continue;
        const key = `${at.path}:${symbol.startLine}`;
        const worth = score * confidence * share;
        if ((found.get(key)?.score ?? 0) < worth)
          found.set(key, pieceOfSymbol(at, symbol, { score: worth, mayBeWhole: share === 1, counter }));
      }
    }
    return [...found.values()].sort((a, b) => b.score - a.score || (a.source.path < b.source.path ? -1 : 1));
  }

  /** The fullest text that is within the limit: what rendering adds is only known afterwards. */
  private async fitted(
    pieces: readonly ContextPiece[],
    { limit, budgetTokens, counter, settings }: FitOptions,
  ): Promise<Fitted> {
    const masker = settings.secrets.mask ? this.parts.masker : undefined;
    const hasNotice = budgetTokens >= LEAST_FOR_NOTICE;
    let best: Fitted | undefined;
    let target = limit;
    for (let turn = 0; turn < FITS && target > 0; turn++) {
      const packed = pack(pieces, target);
      if (!packed) break;
      const sections = sectionsOf(packed);
      const rendered = await render(sections, { hasNotice, masker });
      const tokens = counter.count(rendered.text);
      if (tokens <= limit && tokens > (best?.tokens ?? -1)) best = { packed, sections, rendered, tokens };
      const left = limit - tokens;
      if (left >= 0 && (left < limit * 0.01 || turn === FITS - 1)) break;
      // Pieces are of some size: a little less may change nothing.
      target += left > 0 ? Math.ceil(left * 0.8) : left - SMALLEST_STEP * 2 ** turn;
    }
    if (best) return best;
    if (pieces.some(({ role }) => role === 'selection'))
      throw new UserError('budget-too-small', t('A budget of {0} tokens does not hold the selection. Raise it.', budgetTokens));
    return { packed: [], sections: [], rendered: { text: '', sections: [], masked: 0 }, tokens: 0 };
  }

  private answer(
    request: GetContextRequest,
    { packed, sections, rendered, tokens, pieces, counter, budgetTokens, started }: Answered,
  ): GetContextResult {
    const folders = this.parts.index.folders;
    const filesTokens = sections.reduce((sum, { source }) => sum + source.file.tokens, 0);
    const workspaceTokens = folders.reduce((sum, { indexer }) => sum + indexer.store.totals().tokens, 0);
    return {
      text: rendered.text,
      tokens,
      tokenizer: counter.tokenizer,
      exact: counter.exact,
      budgetTokens,
      blocks: blocksOf(rendered, counter, request.explain === true),
      omissions: omissionsOf(sections, counter),
      truncations: truncationsOf(pieces, packed),
      completeness: completenessOf(folders),
      confidence: { tier: 'medium', score: 0.79 },
      provenance: { backends: [], repoState: folders.map(({ indexer }) => indexer.store.generation()).join('.') },
      drilldowns: [],
      compared: {
        files: sections.length,
        filesTokens,
        workspaceTokens,
        savedTokens: filesTokens - tokens,
        savedPercent: savedPercent(filesTokens, tokens),
      },
      masked: rendered.masked,
      notes: counter.note === undefined ? [] : [counter.note],
      elapsedMs: Math.round((performance.now() - started) * 10) / 10,
    };
  }
}

interface FitOptions {
  readonly limit: number;
  readonly budgetTokens: number;
  readonly counter: TokenCounter;
  readonly settings: Settings;
}

interface Fitted {
  readonly packed: readonly Packed[];
  readonly sections: readonly Section[];
  readonly rendered: Rendered;
  readonly tokens: number;
}

interface Answered extends Fitted {
  readonly pieces: readonly ContextPiece[];
  readonly counter: TokenCounter;
  readonly budgetTokens: number;
  readonly started: number;
}

function truncationsOf(pieces: readonly ContextPiece[], packed: readonly Packed[]): readonly Truncation[] {
  const droppedCount = pieces.length - packed.length;
  if (droppedCount === 0) return [];
  return [{ reason: 'budget-exceeded', originalCount: pieces.length, returnedCount: packed.length, droppedCount }];
}

function sourceAt(folders: readonly IndexedFolder[], files: SourceFiles, uri: string): SourceFile {
  for (const folder of folders) {
    const file = folder.indexer.store.files().find(({ name }) => uri.endsWith(`/${name}`));
    const source = file && files.of(folder, file);
    if (source) return source;
  }
  throw new UserError('not-found', t('{0} is not in the index. Save it in a folder of the workspace.', uri));
}

function blocksOf({ sections }: Rendered, counter: TokenCounter, isExplained: boolean): readonly ContextBlock[] {
  return sections.flatMap(({ source, packed, verbatim }) =>
    packed.map(({ piece, rung }): ContextBlock => {
      const symbol = nameOf(piece);
      const range = { unit: 'lines', first: piece.startLine, last: piece.endLine } as const;
      return {
        path: source.path,
        startLine: piece.startLine,
        endLine: piece.endLine,
        rung: rung.rung,
        role: piece.role,
        ranges: within(verbatim, rung.ranges),
        tokens: rung.ranges.reduce((sum, lines) => sum + counter.count(textOfLines(source, lines)), 0),
        rungs: piece.rungs.map(({ rung: level, tokens }) => ({ rung: level, tokens })),
        ...(symbol !== undefined && { symbol }),
        score: Math.round(piece.score * 1e6) / 1e6,
        handle: formatHandle({ sourceId: source.id, range }),
        ...(isExplained && piece.signals && { signals: explained(piece.signals) }),
      };
    }),
  );
}

/** The parts of `wanted` that are in `ranges`. */
function within(
  ranges: readonly (readonly [number, number])[],
  wanted: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  return wanted.flatMap(([first, last]) =>
    ranges.flatMap(([from, to]): [number, number][] =>
      from <= last && to >= first ? [[Math.max(first, from), Math.min(last, to)]] : [],
    ),
  );
}

function hitOf({ folder, file, chunk, score, isTest, signals }: FolderChunk, files: SourceFiles, isExplained: boolean): CodeHit {
  const symbols = folder.indexer.store.symbolsOf(file.id);
  const symbol = symbols[chunk.symbol];
  return {
    path: files.pathOf(folder, file),
    startLine: chunk.startLine,
    endLine: chunk.endLine,
    score: Math.round(score * 1e6) / 1e6,
    tokens: chunk.tokens,
    ...(symbol && { symbol: qualifiedName(symbols, symbol), kind: symbol.kind }),
    ...(isTest && { isTest }),
    ...(isExplained && { signals: explained(signals) }),
  };
}
