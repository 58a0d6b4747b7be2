// What the view shows: the context at hand and the last list of places, and every change to them. The latest change wins:
// an answer to an earlier one is not shown.

import type { GetContextParams, GetContextResult } from '../../../server/src/protocol.js';
import type { Found } from './found.js';
import { Latest } from './latest.js';
import { answered, asAsked, type Pack, requestOf, withBudget } from './pack.js';

export interface Shown {
  readonly pack?: Pack;
  readonly found?: Found;
}

export interface SessionOptions {
  readonly ask: (request: GetContextParams, signal: AbortSignal) => Promise<GetContextResult>;
  readonly changed: (shown: Shown) => void;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #latest = new Latest();
  #shown: Shown = {};
  /** The question that was asked last, for the next box. */
  lastQuestion = '';

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  get shown(): Shown {
    return this.#shown;
  }

  /** A context that somebody has asked for, in the place of the one before. */
  show(pack: Pack): void {
    this.#latest.cancel();
    this.#set({ ...this.#shown, pack });
  }

  showFound(found: Found): void {
    this.#set({ ...this.#shown, found });
  }

  clear(): void {
    this.#latest.cancel();
    this.#set({});
  }

  /** Shows the change at once and the server's count of it when it is there. Rejects where the server fails. */
  async change(change: (pack: Pack) => Pack): Promise<void> {
    const { pack } = this.#shown;
    if (pack === undefined) return;
    const changed = change(pack);
    this.#set({ ...this.#shown, pack: changed });
    this.#latest.cancel();
    if (changed.blocks.length > 0 || !changed.isEdited) await this.#ask(changed, requestOf(changed, 'preview'));
  }

  /** Blocks that the user chose stay as they are, unless they are given up for what fits. */
  async changeBudget(budgetTokens: number, { anew }: { readonly anew: boolean }): Promise<void> {
    const { pack } = this.#shown;
    if (pack === undefined) return;
    const changed = withBudget(anew ? asAsked(pack) : pack, budgetTokens);
    this.#set({ ...this.#shown, pack: changed });
    if (!changed.isEdited) await this.#ask(changed, requestOf(changed, 'preview'));
  }

  /** Asks again: the index may know more by now. */
  refresh(): Promise<void> {
    return this.change((pack) => pack);
  }

  /** The context as it is shown, for handing out; undefined where there is none, or another change came between. */
  async handOut(signal: AbortSignal): Promise<GetContextResult | undefined> {
    const { pack } = this.#shown;
    if (pack === undefined || pack.blocks.length === 0) return undefined;
    return this.#ask(pack, requestOf(pack, 'clipboard'), signal);
  }

  dispose(): void {
    this.#latest.cancel();
  }

  async #ask(pack: Pack, request: GetContextParams, outer?: AbortSignal): Promise<GetContextResult | undefined> {
    const answer = await this.#latest.run((signal) => this.#options.ask(request, signal), { ...(outer && { outer }) });
    if (answer !== undefined) this.#set({ ...this.#shown, pack: answered(pack, answer.value) });
    return answer?.value;
  }

  #set(shown: Shown): void {
    this.#shown = shown;
    this.#options.changed(shown);
  }
}
