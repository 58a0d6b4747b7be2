// The engine wires everything once and is the only public API of what lies below it.
// Besides caches, store of originals and ledger it keeps no state between requests.

import { t } from '@vscode/l10n';
import { LRUCache } from 'lru-cache';
import { isUserError, UserError } from './base/errors.js';
import type { Log } from './base/log.js';
import { pause } from './base/pause.js';
import { openLadder, type Ladder } from './compression/compress.js';
import type { Settings } from './config.js';
import { assemble, type Choice } from './context/assemble.js';
import { choiceOf } from './context/choice.js';
import { joinOriginals } from './context/render.js';
import { omittedOutputs } from './context/outputs.js';
import { savedPercent, summarize, tenths } from './context/summary.js';
import { cutOut, spanIn } from './context/expand.js';
import type { SourceFile } from './context/sourceFiles.js';
import { ContextQueries, type ContextRanking } from './context/contextQueries.js';
import { IndexQueries } from './context/indexQueries.js';
import { type Collected, collect, type Piece } from './indexing/collect.js';
import type { SecretMasker } from './indexing/secrets.js';
import type { Workspace } from './indexing/workspace.js';
import type { Languages } from './languages/languages.js';
import { type Context, LEVELS } from './model/block.js';
import { formatHandle, parseHandle } from './model/handle.js';
import type { GetContextRequest, GetContextResult, SearchCodeRequest, SearchCodeResult } from './model/query.js';
import type { SavingsReport } from './model/savings.js';
import type { Source } from './model/source.js';
import type {
  CompressRequest,
  CompressResult,
  CountRequest,
  CountResult,
  DeleteDataRequest,
  DeleteDataResult,
  DocumentInput,
  ExpandRequest,
  ExpandResult,
  LadderRequest,
  LadderResult,
  MeterRequest,
  MeterResult,
} from './model/verbs.js';
import type { Originals } from './storage/originals.js';
import type { Ledger } from './telemetry/ledger.js';
import type { TokenCounter } from './tokens/counter.js';

export interface EngineParts {
  readonly languages: Languages;
  readonly workspace: Workspace;
  readonly version: string;
  readonly openOriginals: (maxBytes: number) => Originals;
  readonly ledger: Ledger;
  readonly masker: SecretMasker;
  readonly openCounter: (model: string) => Promise<TokenCounter>;
  readonly log: Log;
  readonly now: () => Date;
}

/** Ladders are kept between the meter, the quick pick and the copy; bounded by their texts' total length. */
const LADDER_CACHE_LENGTH = 32_000_000;

/** So long an original is taken to be still in the store, which removes the oldest first. */
const KEPT_MS = 10 * 60_000;

const BYTES_PER_MEGABYTE = 1_048_576;

const WHOLE: Choice = { by: 'level', level: 'full' };

interface Prepared extends Collected {
  readonly counter: TokenCounter;
  readonly ladders: readonly Ladder[];
}

interface OpenedLadder {
  readonly text: string;
  readonly ladder: Promise<Ladder>;
}

interface Finished {
  readonly context: Context;
  readonly text: string;
  readonly after: number;
  readonly masked: number;
}

export class Engine {
  private readonly ladders = new LRUCache<string, OpenedLadder>({ maxSize: LADDER_CACHE_LENGTH });

  private originals: Originals;
  private readonly kept = new LRUCache<string, true>({ max: 5_000, ttl: KEPT_MS });

  /** All that reads the index, and what hosts tell it. */
  readonly index: IndexQueries;

  private readonly contexts: ContextQueries;

  constructor(
    private readonly parts: EngineParts,
    private settings: Settings,
  ) {
    const keep = (source: Source, file?: string) => this.originals.keep(source, file);
    this.index = new IndexQueries({ ...parts, keep }, settings);
    this.originals = this.originalsFor(settings);
    this.contexts = this.contextQueries();
  }

  configure(settings: Settings): void {
    if (settings.store.maxMegabytes !== this.settings.store.maxMegabytes) {
      this.originals = this.originalsFor(settings);
      this.kept.clear();
    }
    this.settings = settings;
    this.ladders.clear();
    this.index.configure(settings);
  }

  /** Throws UserErrors for input that cannot be used, `budget-too-small`, and `storage` under a budget. */
  async compress(request: CompressRequest, signal?: AbortSignal): Promise<CompressResult> {
    const started = performance.now();
    const prepared = await this.prepare(request, signal);
    const { counter, ladders } = prepared;
    const notes = [...prepared.notes, ...(counter.note === undefined ? [] : [counter.note])];
    const whole = await this.finish(ladders, WHOLE, prepared, signal);
    let finished = await this.finish(
      ladders,
      choiceOf(request, this.settings.compress.level, counter.exact, whole.after),
      prepared,
      signal,
    );
    if (finished.after >= whole.after) finished = whole;
    const besides = omittedOutputs(prepared.pieces, counter);
    const leavesOut = finished.context.omissions.length + besides.length + finished.masked > 0;
    const problem = request.purpose !== 'preview' && leavesOut ? await this.keep(prepared.pieces) : undefined;
    if (problem && (request.budgetTokens !== undefined || request.rate !== undefined)) throw problem;
    if (problem) {
      notes.push(
        t('{0} The text was left as it is, because nothing could give back what is left out.', problem.message),
      );
      finished = whole;
    }
    const isKept = request.purpose !== 'preview' && leavesOut && !problem;
    if (finished.context.budgetExceeded)
      notes.push(t('Some blocks did not fit the budget: only their handles are in the text.'));
    const elapsedMs = performance.now() - started;
    const result = summarize({ ...finished, ladders, before: whole.after, besides, notes, elapsedMs, isKept }, counter);
    if (request.purpose !== 'preview') this.record(`compress.${request.purpose}`, result);
    return result;
  }

  async ladder(request: LadderRequest, signal?: AbortSignal): Promise<LadderResult> {
    const prepared = await this.prepare(request, signal);
    const { counter, ladders } = prepared;
    const { after: before } = await this.finish(ladders, WHOLE, prepared, signal);
    const rungs = [];
    for (const level of LEVELS) {
      await pause(signal);
      const started = performance.now();
      const finished = await this.finish(ladders, { by: 'level', level }, prepared, signal);
      const tokens = Math.min(finished.after, before);
      const elapsedMs = tenths(performance.now() - started);
      rungs.push({ level, tokens, savedPercent: savedPercent(before, tokens), elapsedMs });
    }
    return { before, tokenizer: counter.tokenizer, exact: counter.exact, rungs };
  }

  async meter({ input }: MeterRequest, signal?: AbortSignal): Promise<MeterResult> {
    const level = this.settings.compress.level;
    const prepared = await this.prepare({ inputs: [input] }, signal);
    const { counter, ladders } = prepared;
    const { after: before } = await this.finish(ladders, WHOLE, prepared, signal);
    const { after } = await this.finish(ladders, { by: 'level', level }, prepared, signal);
    return {
      before,
      after: Math.min(before, after),
      tokenizer: counter.tokenizer,
      exact: counter.exact,
      level,
    };
  }

  async count(request: CountRequest, signal?: AbortSignal): Promise<CountResult> {
    const counter = await this.parts.openCounter(request.model ?? this.settings.model);
    const { pieces, notes } = await this.collect(request.inputs, signal, { allowEmpty: true });
    const texts = pieces.flatMap(({ source, spans }) => spans.map(({ start, end }) => source.text.slice(start, end)));
    const tokens = counter.count(joinOriginals(texts));
    const known = counter.note === undefined ? [] : [counter.note];
    return { tokens, tokenizer: counter.tokenizer, exact: counter.exact, notes: [...notes, ...known] };
  }

  /** Throws UserErrors `handle-invalid`, `handle-unknown`, `handle-gone` and `handle-ambiguous`. */
  async expand(request: ExpandRequest): Promise<ExpandResult> {
    const handle = parseHandle(request.handle);
    if (!handle) {
      throw new UserError(
        'handle-invalid',
        t('No handle found. A handle looks like pith:123456789012:10-20; paste it whole.'),
      );
    }
    const found = await this.originals.find(handle.sourceId);
    const cut = cutOut(handle, formatHandle(handle), found);
    if (!request.mask || !this.settings.secrets.mask || found.state !== 'found') return { ...cut, masked: 0 };
    const { text, count } = await this.parts.masker.maskPart(found.text, spanIn(found.text, handle.range));
    return { ...cut, text, masked: count };
  }

  searchCode(request: SearchCodeRequest): Promise<SearchCodeResult> {
    return this.contexts.searchCode(request);
  }

  /** Throws UserErrors `usage`, `not-found`, `budget-too-small` and `storage`. */
  async getContext(
    request: GetContextRequest,
    signal?: AbortSignal,
    ranking?: ContextRanking,
  ): Promise<GetContextResult> {
    const result = await this.contexts.getContext(request, signal, ranking);
    if (request.purpose !== 'preview') {
      // A context of small files is larger than they are, because it says where things are: that saves nothing.
      const before = Math.max(result.compared.filesTokens, result.tokens);
      const tokens = { ...result, before, after: result.tokens };
      this.record(`context.${request.purpose}`, { tokens, elapsedMs: result.elapsedMs });
    }
    return result;
  }

  savings(): SavingsReport {
    return this.parts.ledger.report(this.parts.now());
  }

  async deleteData(what: DeleteDataRequest['what']): Promise<DeleteDataResult> {
    this.ladders.clear();
    this.kept.clear();
    let freedBytes = what.includes('store') ? await this.originals.clear() : 0;
    if (what.includes('index')) freedBytes += await this.index.deleteAll();
    if (what.includes('ledger')) this.parts.ledger.clear();
    return { freedBytes };
  }

  async close(): Promise<void> {
    await this.index.close();
    this.parts.languages.close();
    this.parts.ledger.close();
  }

  private contextQueries(): ContextQueries {
    const { masker, openCounter } = this.parts;
    return new ContextQueries({
      index: this.index,
      masker,
      openCounter,
      keep: (source) => this.keepOnce(source),
      settings: () => this.settings,
    });
  }

  /** The same files are in most contexts of an hour. */
  private async keepOnce({ id, text, path, location }: SourceFile): Promise<void> {
    const key = `${id}:${location}`;
    if (this.kept.has(key)) return;
    await this.originals.keep({ id, text, path }, location);
    this.kept.set(key, true);
  }

  private originalsFor({ store }: Settings): Originals {
    return this.parts.openOriginals(store.maxMegabytes * BYTES_PER_MEGABYTE);
  }

  private collect(inputs: readonly DocumentInput[], signal?: AbortSignal, options?: { allowEmpty: boolean }) {
    const { maxFileBytes, maxFiles } = this.settings.limits;
    return collect(inputs, { maxFileBytes, maxFiles }, options, signal);
  }

  private async prepare(
    request: Pick<CompressRequest, 'inputs' | 'question' | 'model'>,
    signal?: AbortSignal,
  ): Promise<Prepared> {
    const counter = await this.parts.openCounter(request.model ?? this.settings.model);
    const collected = await this.collect(request.inputs, signal);
    const ladders = [];
    for (const piece of collected.pieces) {
      for (const span of piece.spans) {
        await pause(signal);
        ladders.push(await this.openLadder(piece, span, request.question?.trim() ?? '', counter));
      }
    }
    return { ...collected, counter, ladders };
  }

  /** Cached ladders outlive the request that made them, so they do not get its signal. */
  private openLadder(piece: Piece, span: Piece['spans'][number], question: string, counter: TokenCounter) {
    const { source } = piece;
    const key = JSON.stringify([
      source.id,
      span.start,
      span.end,
      source.path,
      source.languageId,
      counter.model,
      question,
    ]);
    const known = this.ladders.get(key);
    // Ids have 40 bits: a text made to have the id of another one must not get its ladder.
    if (known?.text === source.text) return known.ladder;
    const task = { source, span, counter, ...(question !== '' && { question }) };
    const { languages, log } = this.parts;
    const ladder = openLadder(task, { languages, log, maxParseLength: this.settings.limits.maxParseBytes });
    this.ladders.set(key, { text: source.text, ladder }, { size: 1 + source.text.length });
    ladder.catch(() => this.ladders.delete(key));
    return ladder;
  }

  /** Assembles, masks and counts; masking can add a token, so a budget is tightened until the masked text holds. */
  private async finish(
    ladders: readonly Ladder[],
    choice: Choice,
    { pieces, counter }: Prepared,
    signal?: AbortSignal,
  ): Promise<Finished> {
    const context = await assemble(ladders, choice, counter);
    await pause(signal);
    if (!this.settings.secrets.mask) return { context, text: context.text, after: context.tokens, masked: 0 };
    const originals = pieces.map(({ source }) => source.text);
    const { text, count } = await this.parts.masker.mask(context.text, originals);
    signal?.throwIfAborted();
    const after = count === 0 ? context.tokens : counter.count(text);
    if (choice.by !== 'budget') return { context, text, after, masked: count };
    const over = after - (choice.budget.tokens - choice.budget.safetyMargin);
    if (over <= 0) return { context, text, after, masked: count };
    const safetyMargin = choice.budget.safetyMargin + over;
    return this.finish(
      ladders,
      { ...choice, budget: { ...choice.budget, safetyMargin } },
      { pieces, counter, ladders, notes: [] },
      signal,
    );
  }

  /** Gives the error instead of throwing it: the caller decides what is still honest without handles. */
  private async keep(pieces: readonly Piece[]): Promise<UserError | undefined> {
    try {
      const containers = new Set(pieces.flatMap(({ container }) => container ?? []));
      for (const { source, file } of [...pieces, ...containers]) await this.originals.keep(source, file);
      return undefined;
    } catch (error) {
      if (isUserError(error)) return error;
      throw error;
    }
  }

  private record(kind: string, { tokens, elapsedMs }: Pick<CompressResult, 'tokens' | 'elapsedMs'>): void {
    this.parts.ledger.record({
      time: this.parts.now().getTime(),
      kind,
      tokensBefore: tokens.before,
      tokensAfter: tokens.after,
      tokenizer: tokens.tokenizer,
      exact: tokens.exact,
      elapsedMs,
    });
  }
}
