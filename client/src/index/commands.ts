// `Pith: Show Status`, `Pith: Rebuild Index` and `Pith: Run Doctor`.

import * as vscode from 'vscode';
import { registerCommand } from '../commands/command.js';
import type { Host } from '../host.js';
import { runDoctor } from './doctor.js';
import { rebuildIndex } from './rebuild.js';
import { showStatus } from './showStatus.js';

export function indexCommands(host: Host): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(host, 'pith.showStatus', () => showStatus(host)),
    registerCommand(host, 'pith.rebuildIndex', () => rebuildIndex(host)),
    registerCommand(host, 'pith.runDoctor', () => runDoctor(host)),
  );
}
