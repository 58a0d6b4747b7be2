// The language server as the rest of the client sees it: `request(verb, params, token)`.
// Starts in the background at the first wish, comes back by itself when it dies, and gives up in plain words.

import * as vscode from 'vscode';
import {
  type InitializationOptions,
  methodOf,
  type RequestErrorData,
  SETTINGS_CHANGED,
  USER_ERROR,
  type Verb,
  type Verbs,
  WORKSPACE_CHANGED,
  type WorkspaceFolders,
} from '../../server/src/protocol.js';
import { Failure, INTERNAL, SERVER_STOPPED } from './failures.js';
import type { LanguageClient } from './languageClient.js';
import { Restarts } from './restarts.js';

export interface ServerOptions {
  readonly module: string;
  readonly log: vscode.LogOutputChannel;
  readonly settings: () => unknown;
  readonly workspace: () => WorkspaceFolders;
}

export class Server implements vscode.Disposable {
  readonly #options: ServerOptions;
  readonly #restarts = new Restarts();
  readonly #started = new vscode.EventEmitter<void>();
  /** Fires whenever a server is up: the first, and each that comes after it. */
  readonly onDidStart = this.#started.event;
  #client: Promise<LanguageClient> | undefined;
  /** Counts up when what was started before is no longer wanted. */
  #generation = 0;
  #ready = false;
  #saidRestarted = false;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** False while a request would have to wait for the server to come up. */
  get isReady(): boolean {
    return this.#ready;
  }

  /** Rejects with a Failure the user can read, or a CancellationError. */
  async request<V extends Verb>(
    verb: V,
    params: Verbs[V]['params'],
    token: vscode.CancellationToken,
  ): Promise<Verbs[V]['result']> {
    const starting = this.start();
    const client = await orCancelled(starting, token);
    try {
      return await orCancelled(client.sendRequest<Verbs[V]['result']>(methodOf(verb), params, token), token);
    } catch (error) {
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      if (isUserFailure(error)) throw new Failure(error.data.code, error.message, error.data.fixes);
      if (this.#client !== starting) throw diedMeanwhile();
      this.#options.log.error(`${verb} failed: ${nameOf(error)}`);
      throw internalFailure();
    }
  }

  /** The running client; starts the server where there is none. Calls share one start. */
  start(): Promise<LanguageClient> {
    this.#client ??= this.#connect(0);
    return this.#client;
  }

  /** Stops the server whatever its state and starts it anew, with a clean record. */
  async restart(): Promise<void> {
    this.#restarts.clear();
    await this.#stop();
    await this.start();
  }

  settingsChanged(): Promise<void> {
    return this.#tell(SETTINGS_CHANGED, this.#options.settings);
  }

  workspaceChanged(): Promise<void> {
    return this.#tell(WORKSPACE_CHANGED, this.#options.workspace);
  }

  dispose(): Promise<void> {
    this.#started.dispose();
    return this.#stop();
  }

  /** One that is starting may have asked before the change, so it is told when it is up; later ones ask themselves. */
  async #tell(method: string, payload: () => unknown): Promise<void> {
    // Where it does not start, whoever needs it is told why.
    const client = await this.#client?.catch(() => undefined);
    await client?.sendNotification(method, payload());
  }

  /** Starts until it works or the restarts are used up. */
  async #connect(pauseMs: number): Promise<LanguageClient> {
    const generation = this.#generation;
    for (let wait: number | undefined = pauseMs; ; wait = this.#restarts.next(Date.now())) {
      if (wait === undefined) throw this.#gaveUp();
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (generation !== this.#generation) throw new vscode.CancellationError();
      try {
        return await this.#launch(generation);
      } catch (error) {
        this.#options.log.error(`The server did not start: ${nameOf(error)}`);
      }
    }
  }

  async #launch(generation: number): Promise<LanguageClient> {
    const { createClient } = await import('./languageClient.js');
    const { module, log, settings, workspace } = this.#options;
    const startedAt = Date.now();
    let isRunning = false;
    const client = createClient({
      module,
      log,
      initialization: (): InitializationOptions => {
        const { bundle } = vscode.l10n;
        return { settings: settings(), workspace: workspace(), ...(bundle !== undefined && { l10n: bundle }) };
      },
      // A death during the start is seen by the start itself.
      onClosed: () => isRunning && generation === this.#generation && this.#died(),
    });
    await client.start();
    isRunning = true;
    this.#ready = generation === this.#generation;
    log.info(`The server is ready after ${Date.now() - startedAt} ms.`);
    if (this.#ready) this.#started.fire();
    return client;
  }

  #died(): void {
    this.#ready = false;
    const pause = this.#restarts.next(Date.now());
    this.#options.log.warn(pause === undefined ? 'The server died.' : `The server died; next start in ${pause} ms.`);
    this.#client = pause === undefined ? Promise.reject(this.#gaveUp()) : this.#connect(pause);
    this.#client.then(
      () => this.#sayRestarted(),
      (error: unknown) => this.#options.log.error(nameOf(error)),
    );
  }

  /** Once a session: that it happened is worth knowing, every time is a nuisance. */
  #sayRestarted(): void {
    if (this.#saidRestarted) return;
    this.#saidRestarted = true;
    void vscode.window.showWarningMessage(vscode.l10n.t('The Pith server stopped and was started again.'));
  }

  #gaveUp(): Failure {
    return new Failure(
      SERVER_STOPPED,
      vscode.l10n.t(
        'The Pith server stopped several times and is not started again by itself. Restart it, or look into its log.',
      ),
    );
  }

  /** A server that is still starting is stopped when it is up; nobody waits for that. */
  async #stop(): Promise<void> {
    const stopping = this.#client?.then((client) => client.dispose());
    const wasReady = this.#ready;
    this.#generation++;
    this.#client = undefined;
    this.#ready = false;
    // A server that never ran or is dead already needs no stopping.
    const stopped = stopping?.catch((error: unknown) => this.#options.log.debug(`Nothing to stop: ${nameOf(error)}`));
    if (wasReady) await stopped;
  }
}

/** Ends at once when cancelled: a server at work may hear of it late, and its answer is not wanted any more. */
function orCancelled<T>(work: Promise<T>, token: vscode.CancellationToken): Promise<T> {
  return new Promise((resolve, reject) => {
    const listener = token.onCancellationRequested(() => reject(new vscode.CancellationError()));
    work.then(resolve, reject).finally(() => listener.dispose());
  });
}

function isUserFailure(error: unknown): error is Error & { readonly data: RequestErrorData } {
  return error instanceof Error && 'code' in error && error.code === USER_ERROR && 'data' in error;
}

/** Messages of errors may quote a request; names and codes do not. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}

const diedMeanwhile = (): Failure =>
  new Failure(
    'server-died',
    vscode.l10n.t('The Pith server stopped while it worked on this and is starting again. Please repeat the command.'),
  );

const internalFailure = (): Failure =>
  new Failure(
    INTERNAL,
    vscode.l10n.t('Pith could not do this because of an error of its own. The log says where it happened.'),
  );
