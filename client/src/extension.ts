// The extension: a list of features, each a file. Nothing here waits; the server starts in the background.

import * as vscode from 'vscode';
import { compressCommands } from './commands/compressSelection.js';
import { deleteData } from './commands/deleteData.js';
import { openHandle } from './commands/openHandle.js';
import { serverCommands } from './commands/server.js';
import { contextCommands } from './context/commands.js';
import { Drilldown } from './drilldown.js';
import type { Feature, Host } from './host.js';
import { indexCommands } from './index/commands.js';
import { StatusWatch } from './index/statusWatch.js';
import { readWorkspace, workspace } from './index/workspace.js';
import { savings } from './savings/savings.js';
import { Server } from './server.js';
import { readSettings, settings } from './settings.js';

const features: readonly Feature[] = [
  settings,
  workspace,
  compressCommands,
  openHandle,
  contextCommands,
  indexCommands,
  deleteData,
  serverCommands,
  savings,
];

/** Where the build puts the server, below the extension's folder. */
const SERVER_MODULE = ['dist', 'server', 'main.js'];

export function activate(context: vscode.ExtensionContext): void {
  const startedAt = performance.now();
  const log = vscode.window.createOutputChannel('Pith', { log: true });
  const module = vscode.Uri.joinPath(context.extensionUri, ...SERVER_MODULE).fsPath;
  const server = new Server({ module, log, settings: () => readSettings(context), workspace: readWorkspace });
  const drilldown = new Drilldown(server);
  const savingsChanged: Host['savingsChanged'] = new vscode.EventEmitter();
  const indexStatus = new StatusWatch(server);
  const host: Host = { context, log, server, drilldown, indexStatus, savingsChanged };
  context.subscriptions.push(
    log,
    server,
    drilldown,
    indexStatus,
    savingsChanged,
    ...features.map((feature) => feature(host)),
  );
  log.info(`Activated in ${Math.round(performance.now() - startedAt)} ms.`);
}
