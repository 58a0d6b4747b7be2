// Everything that shows what Pith saves: the status bar, the meter of the selection, and the command with the totals.

import * as vscode from 'vscode';
import { registerCommand } from '../commands/command.js';
import type { Host } from '../host.js';
import { SelectionMeter } from './selectionMeter.js';
import { showSavings, StatusBar } from './statusBar.js';

export function savings(host: Host): vscode.Disposable {
  const bar = new StatusBar(host);
  return vscode.Disposable.from(
    bar,
    new SelectionMeter(host, bar),
    registerCommand(host, 'pith.showSavings', () => showSavings(bar)),
  );
}
