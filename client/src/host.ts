// What every feature of the client is given. A feature is a function that registers itself and returns its end.

import type * as vscode from 'vscode';
import type { CompressResult, GetContextResult } from '../../server/src/protocol.js';
import type { Drilldown } from './drilldown.js';
import type { StatusWatch } from './index/statusWatch.js';
import type { Server } from './server.js';

export interface Host {
  readonly context: vscode.ExtensionContext;
  /** Never receives text of the user: names, counts and times only. */
  readonly log: vscode.LogOutputChannel;
  readonly server: Server;
  readonly drilldown: Drilldown;
  readonly indexStatus: StatusWatch;
  /** Fires after each result that was handed out, and with undefined when the ledger was emptied. */
  readonly savingsChanged: vscode.EventEmitter<CompressResult | GetContextResult | undefined>;
}

export type Feature = (host: Host) => vscode.Disposable;
