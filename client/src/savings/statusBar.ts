// The one status bar item: tokens saved today, and while text is selected what the selection costs. Its tooltip and
// `Pith: Show Savings` hold the totals, how they are counted, and the way to the commands; the tooltip has a line on the
// index, too.

import * as vscode from 'vscode';
import type { MeterResult, SavingsReport } from '../../../server/src/protocol.js';
import { settled } from '../commands/command.js';
import { formatSavedPercent, formatShort, formatTokens, savedPercent } from '../format.js';
import type { Host } from '../host.js';
import { indexLine } from '../index/words.js';
import { msToMidnight } from './midnight.js';
import { commandsOf, savingsLines, savingsTooltip } from './report.js';

/** Right of the editor's own counts (line, column, selection). */
const PRIORITY = 90;

export class StatusBar implements vscode.Disposable {
  readonly #host: Host;
  readonly #item = vscode.window.createStatusBarItem('pith.savings', vscode.StatusBarAlignment.Right, PRIORITY);
  readonly #ends: vscode.Disposable[];
  #midnight: NodeJS.Timeout | undefined;
  #report: SavingsReport | undefined;
  #selection: MeterResult | undefined;
  #index: string;

  constructor(host: Host) {
    this.#host = host;
    this.#index = indexLine(host.indexStatus.current);
    this.#item.name = vscode.l10n.t('Pith: Saved Tokens');
    this.#ends = [
      this.#item,
      host.savingsChanged.event(() => this.refresh()),
      host.indexStatus.onDidChange((status) => this.#showIndex(indexLine(status))),
      // Another window may have saved meanwhile.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.refresh()),
    ];
    this.#draw();
    this.#item.show();
    this.refresh();
  }

  get report(): SavingsReport | undefined {
    return this.#report;
  }

  /** Asks the ledger again, and once more when the day changes. */
  refresh(): void {
    clearTimeout(this.#midnight);
    this.#midnight = setTimeout(() => this.refresh(), msToMidnight(new Date()));
    void settled(this.#host, this.#fetch());
  }

  /** Undefined when nothing is selected. */
  showSelection(selection: MeterResult | undefined): void {
    if (selection === this.#selection) return;
    this.#selection = selection;
    this.#draw();
  }

  #showIndex(line: string): void {
    if (line === this.#index) return;
    this.#index = line;
    this.#draw();
  }

  dispose(): void {
    clearTimeout(this.#midnight);
    vscode.Disposable.from(...this.#ends).dispose();
  }

  async #fetch(): Promise<void> {
    const token = new vscode.CancellationTokenSource().token;
    this.#report = await this.#host.server.request('savings', {}, token);
    this.#draw();
  }

  #draw(): void {
    const { text, label, command } =
      this.#selection === undefined ? savedToday(this.#report) : selected(this.#selection);
    this.#item.text = text;
    this.#item.accessibilityInformation = { label };
    this.#item.command = command;
    this.#item.tooltip = savingsTooltip(this.#report, this.#selection, this.#index);
  }
}

interface Face {
  readonly text: string;
  readonly label: string;
  readonly command: string;
}

function savedToday(report: SavingsReport | undefined): Face {
  const command = 'pith.showSavings';
  if (report === undefined)
    return { text: '$(fold) Pith', label: vscode.l10n.t('Pith: savings are not read yet'), command };
  const { savedTokens, exact } = report.today;
  const locale = vscode.env.language;
  return {
    text: `$(fold) ${vscode.l10n.t('{0} saved', formatShort(savedTokens, exact, locale))}`,
    label: vscode.l10n.t('Pith: {0} tokens saved today', formatTokens(savedTokens, exact, locale)),
    command,
  };
}

function selected({ before, after, exact }: MeterResult): Face {
  const locale = vscode.env.language;
  const [was, is] = [formatTokens(before, exact, locale), formatTokens(after, exact, locale)];
  const percent = formatSavedPercent(savedPercent(before, after), locale);
  const text = after < before ? vscode.l10n.t('{0} → {1} tokens', was, is) : vscode.l10n.t('{0} tokens', was);
  const label =
    after < before
      ? vscode.l10n.t('Pith: {0} tokens selected, {1} when compressed ({2})', was, is, percent)
      : vscode.l10n.t('Pith: {0} tokens selected', was);
  return { text: `$(fold) ${text}`, label, command: 'pith.compressSelectionAs' };
}

/** `Pith: Show Savings`: the tooltip's facts for those who do not hover, and its commands. */
export async function showSavings(bar: StatusBar): Promise<void> {
  const facts = savingsLines(bar.report).map((label) => ({ label, command: undefined }));
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, command: undefined };
  const commands = commandsOf().map(({ title, command }) => ({ label: `$(play) ${title}`, command }));
  const title = vscode.l10n.t('Pith: Saved Tokens');
  const picked = await vscode.window.showQuickPick([...facts, separator, ...commands], { title });
  if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command);
}
