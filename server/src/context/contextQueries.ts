// The verbs `getContext` and `searchCode`: from a question to hits, and from hits to a text that is never over its
// budget. What may be shown is in `contextPieces.ts`, the choice of rungs in `pack.ts`, the text in `sections.ts`; this
// puts them in order and says what came of it (`contextAnswer.ts`).

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { drilldownsFor } from '../budget/drilldown.js';
import type { Settings } from '../config.js';
import type { SecretMasker } from '../indexing/secrets.js';
import type {
  CodeHit,
  GetContextRequest,
  GetContextResult,
  SearchCodeRequest,
  SearchCodeResult,
} from '../model/query.js';
import { diversified } from '../retrieval/diversity.js';
import { qualifiedName } from '../retrieval/folderIndex.js';
import { type Region, regionsOf } from '../retrieval/regions.js';
import { explained, type RankOptions } from '../retrieval/rank.js';
import type { TokenCounter } from '../tokens/counter.js';
import { type Answered, answerOf, nextOf } from './contextAnswer.js';
import { type Pieces, piecesFor, piecesOfBlocks } from './contextPieces.js';
import { completenessOf } from './indexStatus.js';
import type { IndexQueries } from './indexQueries.js';
import { isKept, pack, type Packed } from './pack.js';
import { pageOf } from './pages.js';
import { type FolderChunk, FolderRankers } from './ranking.js';
import { render, type RenderOptions, sectionsOf } from './sections.js';
import { keptFiles, type SourceFile, SourceFiles } from './sourceFiles.js';

export interface ContextParts {
  readonly index: IndexQueries;
  readonly masker: SecretMasker;
  readonly openCounter: (model: string) => Promise<TokenCounter>;
  /** Keeps what handles need; throws a UserError `storage`. */
  readonly keep: (source: SourceFile) => Promise<void>;
  readonly settings: () => Settings;
}

/** Below this many tokens the text does not say what its markers mean. */
const LEAST_FOR_NOTICE = 400;
const DEFAULT_LIMIT = 10;

export class ContextQueries {
  private readonly rankers: FolderRankers;
  private readonly kept = keptFiles();

  constructor(private readonly parts: ContextParts) {
    this.rankers = new FolderRankers(parts.index);
  }

  /** Throws UserErrors `usage` and `cursor-invalid`. */
  async searchCode(request: SearchCodeRequest): Promise<SearchCodeResult> {
    const started = performance.now();
    const { query, limit = DEFAULT_LIMIT, includeTests = false, explain = false } = request;
    const { folders } = this.parts.index;
    const files = new SourceFiles(folders, this.kept);
    const { chunks, notes } = await this.rankers.rank(query, {
      folders,
      files,
      includeTests,
      anchors: request.anchors,
    });
    const { items, truncation, nextCursor } = pageOf(diversified(regionsOf(chunks)).hits, {
      verb: 'searchCode',
      request,
      folders,
      limit,
      reason: 'max-items',
    });
    const completeness = completenessOf(folders);
    const { cursor: _, anchors: __, ...args } = request;
    const asked = { command: 'searchCode', args } as const;
    return {
      hits: items.map((region) => hitOf(region, files, explain)),
      ...(truncation && { truncation }),
      ...(nextCursor !== undefined && { nextCursor }),
      completeness,
      drilldowns: drilldownsFor({ asked, truncations: [], completeness, nextCursor }, this.parts.settings().budget),
      notes,
      elapsedMs: tenths(performance.now() - started),
    };
  }

  /** Throws UserErrors `usage`, `not-found`, `budget-too-small` and `storage`. */
  async getContext(
    request: GetContextRequest,
    signal?: AbortSignal,
    ranking: ContextRanking = {},
  ): Promise<GetContextResult> {
    const started = performance.now();
    const settings = this.parts.settings();
    const { index } = this.parts;
    const counter = await this.parts.openCounter(request.model ?? settings.model);
    // 0 stands for the default, as everywhere in a budget.
    const budgetTokens = request.budgetTokens || (request.blocks ? UNLIMITED : settings.budget.tokens);
    const files = new SourceFiles(index.folders, this.kept);
    const services = { index, rankers: this.rankers, files, counter, budgetTokens, ranking };
    const found: Pieces = request.blocks ? await piecesOfBlocks(request, services) : await piecesFor(request, services);
    signal?.throwIfAborted();
    const fitted = await this.fitted(found, { budgetTokens, counter, settings });
    signal?.throwIfAborted();
    // Also of a preview: its handles are opened from the tree that shows it.
    for (const source of sourcesOf(found, fitted)) await this.parts.keep(source);
    const elapsedMs = tenths(performance.now() - started);
    return answerOf(request, {
      ...found,
      ...fitted,
      counter,
      budgetTokens,
      folders: index.folders,
      settings,
      elapsedMs,
    });
  }

  /** The fullest text that is within the budget: what rendering adds is only known afterwards. */
  private async fitted({ pieces }: Pieces, { budgetTokens, counter, settings }: FitOptions): Promise<Fitted> {
    const masker = settings.secrets.mask ? this.parts.masker : undefined;
    const options = { hasNotice: budgetTokens >= LEAST_FOR_NOTICE, masker };
    const limit = budgetTokens - (counter.exact ? 0 : Math.min(300, Math.floor(budgetTokens / 4)));
    let best: Fitted | undefined;
    for (let turn = 0, target = limit; turn < FITS && target > 0; turn++) {
      const packed = pack(pieces, target);
      if (!packed) break;
      const tried = await shown(packed, options, counter);
      if (tried.tokens <= limit && tried.tokens > (best?.tokens ?? -1)) best = tried;
      const left = limit - tried.tokens;
      const isAll = packed.length === pieces.length && left >= 0;
      if (isAll || (left >= 0 && left < limit * CLOSE_ENOUGH)) break;
      // Pieces are of some size: a little less may change nothing.
      // A text far over its target is tried at half of it, not given up.
      const less = Math.max(target + left - SMALLEST_STEP * 2 ** turn, Math.floor(target / 2));
      target = left > 0 ? target + Math.ceil(left * 0.8) : less;
    }
    if (best) return best;
    // What else was planned may be why it did not fit.
    const kept = pack(pieces.filter(isKept), UNLIMITED) ?? [];
    for (const hasNotice of [options.hasNotice, false]) {
      const least = await shown(kept, { hasNotice, masker }, counter);
      if (least.tokens <= limit) return least;
    }
    throw new UserError(
      'budget-too-small',
      t('A budget of {0} tokens does not hold the selection. Raise it, or select less.', budgetTokens),
    );
  }
}

async function shown(packed: readonly Packed[], options: RenderOptions, counter: TokenCounter): Promise<Fitted> {
  const rendered = await render(sectionsOf(packed), options);
  return { packed, sections: rendered.sections, rendered, tokens: counter.count(rendered.text) };
}

/** Files that the answer gives handles of: those it shows, and the one that came next. */
function sourcesOf({ pieces }: Pieces, { sections, packed }: Fitted): ReadonlySet<SourceFile> {
  const next = nextOf(pieces, packed);
  return new Set([...sections.map(({ source }) => source), ...(next ? [next.source] : [])]);
}

/** Of a request that names its blocks. */
const UNLIMITED = 10_000_000;
/** Fits that are tried, and the share of the budget that may stay empty. */
const FITS = 8;
const CLOSE_ENOUGH = 0.01;
const SMALLEST_STEP = 8;

type Fitted = Pick<Answered, 'packed' | 'sections' | 'rendered' | 'tokens'>;

/** Benchmarks rank by other weights. */
export type ContextRanking = Pick<RankOptions, 'weights'>;

interface FitOptions {
  readonly budgetTokens: number;
  readonly counter: TokenCounter;
  readonly settings: Settings;
}

function hitOf(region: Region<FolderChunk>, files: SourceFiles, isExplained: boolean): CodeHit {
  const { folder, file, chunk, score, isTest, signals } = region.best;
  const symbols = folder.indexer.store.symbolsOf(file.id);
  const symbol = symbols[chunk.symbol];
  return {
    path: files.pathOf(folder, file),
    startLine: region.startLine,
    endLine: region.endLine,
    best: [chunk.startLine, chunk.endLine],
    score: Math.round(score * 1e6) / 1e6,
    tokens: region.tokens,
    ...(symbol && { symbol: qualifiedName(symbols, symbol), kind: symbol.kind }),
    ...(isTest && { isTest }),
    ...(isExplained && { signals: explained(signals) }),
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
