// `Pith: Show Status`: the state of the index at a glance, live while it is open. The lists are in its report.

import * as vscode from 'vscode';
import type { Host } from '../host.js';
import { withProgress } from '../progress.js';
import { statusReport } from './report.js';
import { type StatusAct, type StatusRow, statusRows } from './statusRows.js';

/** Files that the report names: as many as somebody may want to search. */
const REPORTED_FILES = 5_000;

export async function showStatus(host: Host): Promise<void> {
  if (host.indexStatus.current === undefined) await firstStatus(host);
  const act = await chooseAct(host);
  if (act !== undefined) await carryOut(host, act);
}

/** Fails in words where the server cannot be asked. */
async function firstStatus(host: Host): Promise<void> {
  await withProgress(titleOf, async (token) => {
    await host.server.request('getStatus', {}, token);
    await host.indexStatus.refresh();
  });
}

/** Undefined where the user only looked. What is shown first may be seconds old, so the pick is busy until it is not. */
function chooseAct(host: Host): Promise<StatusAct | undefined> {
  const pick = vscode.window.createQuickPick<StatusRow>();
  pick.title = vscode.l10n.t('Pith: Status');
  pick.placeholder = vscode.l10n.t('Choose what to do, or a line to read all of it in the report');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  pick.busy = true;
  redraw(pick, host);
  const changed = host.indexStatus.onDidChange(() => {
    pick.busy = false;
    redraw(pick, host);
  });
  const ends = [pick, changed, host.indexStatus.view()];
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const [row] = pick.selectedItems;
      if (row === undefined) return;
      resolve(row.act ?? { kind: 'report' });
      pick.hide();
    });
    pick.onDidHide(() => {
      for (const end of ends) end.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

/** Nothing moves while nothing has changed, and the focus stays on its row. */
function redraw(pick: vscode.QuickPick<StatusRow>, host: Host): void {
  const status = host.indexStatus.current;
  if (status === undefined) return;
  const rows = statusRows(status);
  if (JSON.stringify(rows) === JSON.stringify(pick.items)) return;
  const [focused] = pick.activeItems;
  pick.items = rows;
  if (focused !== undefined) pick.activeItems = rows.filter(({ id }) => id === focused.id);
}

async function carryOut(host: Host, act: StatusAct): Promise<void> {
  switch (act.kind) {
    case 'command':
      await vscode.commands.executeCommand(act.command, ...(act.argument === undefined ? [] : [act.argument]));
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(act.text);
      vscode.window.setStatusBarMessage(vscode.l10n.t('Pith: the path is on the clipboard.'), 5_000);
      return;
    case 'report':
      await openReport(host);
  }
}

async function openReport(host: Host): Promise<void> {
  const status = await withProgress(titleOf, (token) =>
    host.server.request('getStatus', { leftOutLimit: REPORTED_FILES }, token),
  );
  const uri = host.drilldown.hold(statusReport(status), vscode.l10n.t('Pith status.md'));
  await vscode.window.showTextDocument(uri);
}

const titleOf = (): string => vscode.l10n.t('Pith: asking for the status of the index…');
