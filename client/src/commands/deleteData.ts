// `Pith: Delete My Data…`: empties what Pith keeps on this machine, after saying what is lost with it.

import * as vscode from 'vscode';
import { formatBytes } from '../format.js';
import type { Host } from '../host.js';
import { withProgress } from '../progress.js';
import { registerCommand } from './command.js';

type Kind = 'store' | 'ledger' | 'index' | 'caches';

export function deleteData(host: Host): vscode.Disposable {
  return registerCommand(host, 'pith.deleteData', async () => {
    const kinds = await chooseKinds();
    if (kinds.length === 0 || !(await isConfirmed(kinds))) return;
    const freed = await withProgress(
      () => vscode.l10n.t('Pith: deleting…'),
      (token) => remove(host, kinds, token),
    );
    const size = formatBytes(freed, vscode.env.language);
    void vscode.window.showInformationMessage(vscode.l10n.t('Your data is deleted. {0} freed.', size));
  });
}

async function chooseKinds(): Promise<readonly Kind[]> {
  const items: (vscode.QuickPickItem & { readonly data: Kind })[] = [
    {
      data: 'store',
      label: vscode.l10n.t('Originals'),
      detail: vscode.l10n.t('Texts kept for handles and comparisons'),
      picked: true,
    },
    {
      data: 'ledger',
      label: vscode.l10n.t('Savings'),
      detail: vscode.l10n.t('Times and token counts of results; they hold no text'),
      picked: true,
    },
    {
      data: 'index',
      label: vscode.l10n.t('Indexes'),
      detail: vscode.l10n.t('Symbols, references and words of your folders; they are built again'),
      picked: true,
    },
    {
      data: 'caches',
      label: vscode.l10n.t('Caches'),
      detail: vscode.l10n.t('What the server remembers to be faster; it restarts'),
      picked: true,
    },
  ];
  const title = vscode.l10n.t('Pith: Delete My Data');
  const placeHolder = vscode.l10n.t('What to delete from this machine');
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, title, placeHolder });
  return picked?.map(({ data }) => data) ?? [];
}

async function isConfirmed(kinds: readonly Kind[]): Promise<boolean> {
  const agree: vscode.MessageItem = { title: vscode.l10n.t('Delete') };
  const losses = [
    kinds.includes('store') && vscode.l10n.t('Handles in texts you have pasted will not open any more.'),
    kinds.includes('ledger') && vscode.l10n.t('The totals of saved tokens start at zero again.'),
    kinds.includes('index') && vscode.l10n.t('The indexes of open folders are built again, which may take a while.'),
  ];
  const detail = losses.filter((loss) => loss !== false).join('\n\n');
  const question = vscode.l10n.t('Delete this data for good?');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, agree)) === agree;
}

/** Bytes that are free again on disk. */
async function remove(host: Host, kinds: readonly Kind[], token: vscode.CancellationToken): Promise<number> {
  const what = kinds.filter((kind) => kind !== 'caches');
  const { freedBytes } = what.length > 0 ? await host.server.request('deleteData', { what }, token) : { freedBytes: 0 };
  host.drilldown.clear();
  // Its caches live in its memory, so a new process has none.
  if (kinds.includes('caches')) await host.server.restart();
  host.savingsChanged.fire(undefined);
  void host.indexStatus.refresh();
  return freedBytes;
}
