// `Pith: Restart Server` and `Pith: Show Log`.

import * as vscode from 'vscode';
import type { Host } from '../host.js';
import { withProgress } from '../progress.js';
import { registerCommand } from './command.js';

export function serverCommands(host: Host): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(host, 'pith.showLog', async () => host.log.show()),
    registerCommand(host, 'pith.restartServer', async () => {
      await withProgress(
        () => vscode.l10n.t('Pith: restarting its server…'),
        () => host.server.restart(),
      );
      vscode.window.setStatusBarMessage(vscode.l10n.t('Pith: the server is running again.'), 5_000);
    }),
  );
}
