// The ladder as a quick pick: every level with its exact count before anything is copied. What is typed into its box is
// the question the text is meant for; the counts follow it.

import * as vscode from 'vscode';
import { type DocumentInput, type Level, LEVELS } from '../../../server/src/protocol.js';
import type { Host } from '../host.js';
import { ladderRows } from '../ladder.js';
import { levelWords } from '../levelWords.js';
import { settled } from './command.js';

/** What the user wants of a compression; the settings decide the rest. */
export interface Choice {
  readonly level?: Level;
  readonly question?: string;
}

/** In `workspaceState`: the level that was chosen last. */
const LAST_LEVEL = 'pith.lastLevel';
/** Long enough to type a word, short enough to watch the counts follow. */
const TYPING_PAUSE_MS = 400;

/** VS Code sends the move of the focus and the typing that caused it one after the other. */
const SETTLING_MS = 50;

interface LevelItem extends vscode.QuickPickItem {
  readonly level: Level;
}

/** Undefined where the user chose nothing. Failures of the server are shown and close the pick. */
export function chooseLevel(host: Host, inputs: readonly DocumentInput[]): Promise<Choice | undefined> {
  const pick = vscode.window.createQuickPick<LevelItem>();
  pick.title = vscode.l10n.t('Pith: Compress Selection');
  pick.placeholder = vscode.l10n.t(
    'What is the text for? Type a question to decide what stays in full, or just choose a level',
  );
  const ladder = new Ladder(host, inputs, pick);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const { level, question } = ladder;
      if (level === undefined) return;
      void host.context.workspaceState.update(LAST_LEVEL, level);
      resolve({ level, ...(question !== '' && { question }) });
      pick.hide();
    });
    pick.onDidHide(() => {
      ladder.dispose();
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

/** Keeps the counts those of the question in the box (the latest wins) and the focus on the user's level. */
class Ladder implements vscode.Disposable {
  readonly #host: Host;
  readonly #inputs: readonly DocumentInput[];
  readonly #pick: vscode.QuickPick<LevelItem>;
  #level: Level | undefined;
  #focusOnFirst: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #request = new vscode.CancellationTokenSource();

  constructor(host: Host, inputs: readonly DocumentInput[], pick: vscode.QuickPick<LevelItem>) {
    this.#host = host;
    this.#inputs = inputs;
    this.#pick = pick;
    this.#level = lastLevel(host);
    pick.onDidChangeActive(([item]) => item !== undefined && this.#focused(item));
    pick.onDidChangeValue(() => {
      clearTimeout(this.#focusOnFirst);
      this.#focusLevel();
      this.#schedule(TYPING_PAUSE_MS);
    });
    this.#schedule(0);
  }

  /** The focused level; undefined as long as there is nothing to choose from. */
  get level(): Level | undefined {
    return this.#pick.activeItems[0]?.level;
  }

  get question(): string {
    return this.#pick.value.trim();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#focusOnFirst);
    this.#request.cancel();
  }

  /** Typing moves the focus to the first item and is told of right after, so that item counts only a moment later. */
  #focused(item: LevelItem): void {
    clearTimeout(this.#focusOnFirst);
    const isFirst = item === this.#pick.items[0];
    if (isFirst) this.#focusOnFirst = setTimeout(() => (this.#level = item.level), SETTLING_MS);
    else this.#level = item.level;
  }

  #focusLevel(): void {
    const wanted = this.#pick.items.filter((item) => item.level === this.#level);
    if (wanted.length > 0) this.#pick.activeItems = wanted;
  }

  #schedule(pauseMs: number): void {
    clearTimeout(this.#timer);
    this.#request.cancel();
    this.#request = new vscode.CancellationTokenSource();
    const { token } = this.#request;
    this.#pick.busy = true;
    this.#timer = setTimeout(() => void settled(this.#host, this.#fetch(token)), pauseMs);
  }

  async #fetch(token: vscode.CancellationToken): Promise<void> {
    const { question } = this;
    const params = { inputs: this.#inputs, ...(question !== '' && { question }) };
    try {
      const ladder = await this.#host.server.request('ladder', params, token);
      const rows = ladderRows(ladder, vscode.env.language);
      this.#pick.items = rows.map(({ level, tokens, saved }) => itemOf(level, tokens, saved));
      this.#focusLevel();
      this.#pick.busy = false;
    } catch (error) {
      if (!token.isCancellationRequested) this.#pick.hide();
      throw error;
    }
  }
}

/** The last choice, else the level of the settings. */
function lastLevel(host: Host): Level | undefined {
  const configured = vscode.workspace.getConfiguration('pith').get<string>('compress.level');
  const wanted = host.context.workspaceState.get<string>(LAST_LEVEL) ?? configured;
  return LEVELS.find((level) => level === wanted);
}

function itemOf(level: Level, tokens: string, saved: string | undefined): LevelItem {
  const [label, detail] = levelWords(level);
  const description =
    saved === undefined ? vscode.l10n.t('{0} tokens', tokens) : vscode.l10n.t('{0} tokens ({1})', tokens, saved);
  // The box holds the question, so it must not filter the levels.
  return { level, label, description, detail, alwaysShow: true };
}
