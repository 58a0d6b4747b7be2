// What the index last told of itself, for all who show it. Asks every second while files are indexed and rarely
// otherwise; a background that fails is silent, since whoever asks for the status by a command is told.

import * as vscode from 'vscode';
import type { StatusResult } from '../../../server/src/protocol.js';
import type { Server } from '../server.js';
import { isBusy } from './summary.js';

const BUSY_MS = 1_000;
/** Files change without a sign that the client sees; nobody looks at the numbers that closely. */
const IDLE_MS = 30_000;
/** The server waits for the end of a burst of changes, too. */
const AFTER_SAVE_MS = 1_000;
/** So long after a start, or after a change of folders or settings, the index may not have begun to move yet. */
const UNSETTLED_MS = 10_000;

export class StatusWatch implements vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<StatusResult | undefined>();
  readonly #ends: vscode.Disposable;
  #current: StatusResult | undefined;
  #asking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Commands that want to see it move. */
  #viewers = 0;
  #unsettledUntil = 0;
  #isDisposed = false;
  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#ends = vscode.Disposable.from(
      this.#changed,
      server.onDidStart(() => this.#hurry()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#hurry()),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('pith.index') && this.#hurry()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.refresh()),
      vscode.workspace.onDidSaveTextDocument(() => this.#schedule(AFTER_SAVE_MS)),
    );
  }

  /** Undefined until the server has answered once. */
  get current(): StatusResult | undefined {
    return this.#current;
  }

  /** Asks now; calls share one question. Never rejects. */
  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  /** Asks every second until disposed. */
  view(): vscode.Disposable {
    this.#viewers++;
    void this.refresh();
    return new vscode.Disposable(() => this.#viewers--);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#ends.dispose();
  }

  async #ask(): Promise<void> {
    const source = new vscode.CancellationTokenSource();
    try {
      this.#current = await this.#server.request('getStatus', {}, source.token);
    } catch {
      // The log has it; for those who look, nothing is known.
      this.#current = undefined;
    } finally {
      source.dispose();
    }
    if (this.#isDisposed) return;
    this.#schedule(this.#moves() ? BUSY_MS : IDLE_MS);
    this.#changed.fire(this.#current);
  }

  #hurry(): void {
    this.#unsettledUntil = Date.now() + UNSETTLED_MS;
    void this.refresh();
  }

  #moves(): boolean {
    return this.#viewers > 0 || Date.now() < this.#unsettledUntil || isBusy(this.#current?.folders ?? []);
  }

  #schedule(pauseMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#viewers > 0 || vscode.window.state.focused) void this.refresh();
    }, pauseMs);
  }
}
