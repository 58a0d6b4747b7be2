// `Pith: Rebuild Index`: from scratch, with how far it is, and with Cancel.

import * as vscode from 'vscode';
import type { IndexResult } from '../../../server/src/protocol.js';
import { detached, settled } from '../commands/command.js';
import { formatElapsed } from '../format.js';
import type { Host } from '../host.js';
import { type Report, withProgress } from '../progress.js';
import { type IndexSummary, summaryOf } from './summary.js';
import { isEnabled, nothingIndexed, progressText, summaryText } from './words.js';

export async function rebuildIndex(host: Host): Promise<void> {
  const result = await withProgress(
    () => vscode.l10n.t('Pith: rebuilding the index'),
    (token, report) => rebuild(host, token, report),
  );
  detached(settled(host, announce(result)));
}

async function rebuild(host: Host, token: vscode.CancellationToken, report: Report): Promise<IndexResult> {
  const working = host.server.request('index', { rebuild: true }, token);
  const ends = [
    host.indexStatus.view(),
    host.indexStatus.onDidChange((status) => {
      const summary = summaryOf(status?.folders ?? []);
      if (summary !== undefined && summary.total > 0) report(progressText(summary.done, summary.total));
    }),
  ];
  try {
    return await working;
  } finally {
    for (const end of ends) end.dispose();
    void host.indexStatus.refresh();
  }
}

async function announce({ status, elapsedMs }: IndexResult): Promise<void> {
  const summary = summaryOf(status.folders);
  const chosen = await (summary === undefined ? tellNothing() : tellRebuilt(summary, elapsedMs));
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, ...(chosen.arguments ?? []));
}

interface Button extends vscode.MessageItem {
  readonly command: string;
  readonly arguments?: readonly string[];
}

function tellNothing(): Thenable<Button | undefined> {
  const settings = {
    title: vscode.l10n.t('Open Settings'),
    command: 'workbench.action.openSettings',
    arguments: ['pith.index'],
  };
  return vscode.window.showWarningMessage<Button>(nothingIndexed(), ...(isEnabled() ? [] : [settings]));
}

function tellRebuilt(summary: IndexSummary, elapsedMs: number): Thenable<Button | undefined> {
  const show = { title: vscode.l10n.t('Show Status'), command: 'pith.showStatus' };
  const elapsed = formatElapsed(elapsedMs, vscode.env.language);
  const message = vscode.l10n.t('The index is rebuilt in {0}: {1}.', elapsed, summaryText(summary));
  return vscode.window.showInformationMessage<Button>(message, show);
}
