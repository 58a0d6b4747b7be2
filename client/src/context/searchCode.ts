// `Pith: Search Code`: a quick pick that searches the index as one types. Enter opens the place; a button adds it to the
// context, another copies it.

import * as vscode from 'vscode';
import type { CodeHit, Completeness, SearchCodeResult } from '../../../server/src/protocol.js';
import { tokenOf } from '../cancellation.js';
import { settled } from '../commands/command.js';
import { Failure } from '../failures.js';
import { whereabouts } from './anchors.js';
import { type Contexts, copyContext, preview } from './contexts.js';
import { linesRange, uriOf } from './files.js';
import { Latest } from './latest.js';
import { packed, withHit } from './pack.js';
import { incompleteText, linesText, percent, tokensText, totalText } from './words.js';

/** Shorter than a pause between words, longer than one between letters. */
const TYPING_PAUSE_MS = 150;
const HITS = 30;

interface HitItem extends vscode.QuickPickItem {
  readonly hit?: CodeHit;
  /** Of the next page. */
  readonly cursor?: string;
}

/** Resolves when the pick is closed. */
export function searchCode(contexts: Contexts, query: string): Promise<void> {
  const pick = vscode.window.createQuickPick<HitItem>();
  const search = new Search(contexts, pick);
  return new Promise((resolve) => {
    pick.onDidHide(() => {
      search.dispose();
      pick.dispose();
      resolve();
    });
    // Set afterwards it would come after the first letters that are typed.
    if (query !== '') pick.value = query;
    pick.show();
    search.start();
  });
}

class Search implements vscode.Disposable {
  readonly #contexts: Contexts;
  readonly #pick: vscode.QuickPick<HitItem>;
  readonly #latest = new Latest();
  readonly #anchors = whereabouts().anchors;
  readonly #add: vscode.QuickInputButton;
  readonly #copy: vscode.QuickInputButton;
  readonly #copyAll: vscode.QuickInputButton;
  #hits: readonly CodeHit[] = [];
  /** One after the other: each addition builds on the one before. */
  #adding: Promise<void> = Promise.resolve();

  constructor(contexts: Contexts, pick: vscode.QuickPick<HitItem>) {
    this.#contexts = contexts;
    this.#pick = pick;
    this.#add = { iconPath: new vscode.ThemeIcon('add'), tooltip: vscode.l10n.t('Add to the context') };
    this.#copy = { iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy') };
    this.#copyAll = {
      iconPath: new vscode.ThemeIcon('copy'),
      tooltip: vscode.l10n.t('Copy context for this question'),
    };
    pick.placeholder = vscode.l10n.t('Search code by words, an error message, a symbol, path:line');
    pick.buttons = [this.#copyAll];
    // The order is the ranker's. Not in the types of VS Code, but in all its versions; without it the best label is first.
    Object.assign(pick, { sortByLabel: false });
    this.#showTotal();
    pick.onDidChangeValue(() => this.#changed(TYPING_PAUSE_MS));
    pick.onDidAccept(() => this.#do(this.#accept()));
    pick.onDidTriggerButton(() => this.#do(this.#copyQuestion()));
    pick.onDidTriggerItemButton(({ item, button }) => {
      if (item.hit !== undefined) this.#do(button === this.#add ? this.#addHit(item.hit) : this.#copyHit(item.hit));
    });
  }

  start(): void {
    this.#changed(0);
  }

  dispose(): void {
    this.#latest.cancel();
  }

  get #query(): string {
    return this.#pick.value.trim();
  }

  #do(work: Promise<void>): void {
    void settled(this.#contexts.host, work);
  }

  #changed(pauseMs: number): void {
    const query = this.#query;
    if (query === '') {
      this.#latest.cancel();
      this.#pick.busy = false;
      this.#pick.items = [];
      return;
    }
    this.#do(this.#search(query, pauseMs));
  }

  async #search(query: string, pauseMs: number, cursor?: string): Promise<void> {
    this.#pick.busy = true;
    const params = { query, limit: HITS, anchors: this.#anchors, ...(cursor !== undefined && { cursor }) };
    const ask = (signal: AbortSignal) => this.#contexts.host.server.request('searchCode', params, tokenOf(signal));
    try {
      const answer = await this.#latest.run(ask, { pauseMs });
      if (answer === undefined) return;
      this.#hits = cursor === undefined ? answer.value.hits : [...this.#hits, ...answer.value.hits];
      this.#draw(answer.value);
    } catch (error) {
      this.#pick.busy = false;
      // Half a question may be none: what is wrong with it stands where the hits would.
      if (!(error instanceof Failure)) throw error;
      this.#pick.items = [{ label: `$(warning) ${error.message}`, alwaysShow: true }];
    }
  }

  #draw({ completeness, nextCursor }: SearchCodeResult): void {
    const [focused] = this.#pick.activeItems;
    const more = vscode.l10n.t('Show more');
    this.#pick.keepScrollPosition = focused?.cursor !== undefined;
    const items = [
      ...this.#hits.map((hit) => this.#itemOf(hit)),
      ...(nextCursor === undefined ? [] : [{ label: `$(ellipsis) ${more}`, cursor: nextCursor, alwaysShow: true }]),
      ...(this.#hits.length === 0 ? [nothingFound(completeness)] : []),
      ...(this.#hits.length > 0 && completeness.score < 1 ? [incompleteItem(completeness)] : []),
    ];
    this.#pick.items = items;
    this.#pick.busy = false;
  }

  #itemOf(hit: CodeHit): HitItem {
    const { path, startLine, endLine, symbol, kind, tokens, score } = hit;
    const place = startLine === endLine ? `${path}:${startLine}` : `${path}:${startLine}–${endLine}`;
    return {
      hit,
      label: symbol === undefined ? `$(file-code) ${linesText(startLine, endLine)}` : `$(${iconOf(kind)}) ${symbol}`,
      description: place,
      detail: vscode.l10n.t('{0} · {1} sure', tokensText(tokens, true), percent(score)),
      buttons: [this.#add, this.#copy],
      alwaysShow: true,
    };
  }

  async #accept(): Promise<void> {
    const [item] = this.#pick.selectedItems;
    if (item?.cursor !== undefined) return this.#search(this.#query, 0, item.cursor);
    if (item?.hit === undefined) return;
    this.#pick.hide();
    await openHit(item.hit);
  }

  async #copyQuestion(): Promise<void> {
    const query = this.#query;
    if (query === '') return;
    this.#pick.hide();
    await copyContext(this.#contexts, { query, anchors: this.#anchors });
  }

  async #copyHit(hit: CodeHit): Promise<void> {
    const query = this.#query;
    this.#pick.hide();
    await copyContext(this.#contexts, { query, blocks: [packed({ ...hit, rung: 'full' })] });
  }

  #addHit(hit: CodeHit): Promise<void> {
    const { session } = this.#contexts;
    const query = this.#query;
    this.#adding = this.#adding.then(async () => {
      if (session.shown.pack === undefined) {
        await preview(this.#contexts, { query, blocks: [packed({ ...hit, rung: 'full' })] });
      } else {
        await session.change((pack) => withHit(pack, hit));
      }
      this.#showTotal();
    });
    const added = this.#adding;
    // The next one is not held up by this one's failure, which is told below.
    this.#adding = added.catch(() => undefined);
    return added;
  }

  /** How full the context is, where there is one. */
  #showTotal(): void {
    const { pack } = this.#contexts.session.shown;
    this.#pick.title =
      pack === undefined
        ? vscode.l10n.t('Pith: Search Code')
        : vscode.l10n.t('Pith: Search Code – context: {0}', totalText(pack));
  }
}

/** As in outlines of VS Code, which has no icon for a section and one for types of all kinds. */
function iconOf(kind: CodeHit['kind']): string {
  switch (kind) {
    case undefined:
      return 'file-code';
    case 'section':
      return 'symbol-string';
    case 'type':
      return 'symbol-structure';
    default:
      return `symbol-${kind}`;
  }
}

async function openHit({ path, best: [startLine, endLine] }: CodeHit): Promise<void> {
  const uri = await uriOf(path);
  if (uri === undefined) return;
  await vscode.commands.executeCommand('vscode.open', uri, { selection: linesRange(startLine, endLine) });
}

const nothingFound = (completeness: Completeness): HitItem => ({
  label: `$(info) ${vscode.l10n.t('Nothing was found')}`,
  ...(completeness.score < 1 && { detail: incompleteText(completeness) }),
  alwaysShow: true,
});

const incompleteItem = (completeness: Completeness): HitItem => ({
  label: `$(warning) ${incompleteText(completeness)}`,
  alwaysShow: true,
});
