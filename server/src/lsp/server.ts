// The language-server host: every operation is a request of the same name, settings arrive as a notification.
// It has one guard: what a user can fix travels as a response error with its code, a bug is logged and answered.

import {
  type CancellationToken,
  type Connection,
  createConnection,
  ErrorCodes,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { isUserError } from '../base/errors.js';
import { type Log, traceOf } from '../base/log.js';
import { parseSettings } from '../config.js';
import type { Engine } from '../engine.js';
import { operations, runOperation } from '../operations/index.js';
import type { Operation } from '../operations/operation.js';
import { type InitializationOptions, methodOf, SETTINGS_CHANGED, USER_ERROR, type Verb } from '../protocol.js';

export type OpenEngine = (options: {
  readonly settings: unknown;
  readonly dataDirectory?: string;
  readonly log: Log;
}) => Engine;

/** Serves on the standard LSP transports (`--node-ipc`, `--stdio`, …) until the client goes away. */
export function serve(openEngine: OpenEngine, connection: Connection = createConnection(ProposedFeatures.all)): void {
  const log = logTo(connection);
  let engine: Engine | undefined;

  connection.onInitialize(({ initializationOptions }) => {
    const { settings, dataDirectory } = initializationOf(initializationOptions);
    engine = openEngine({ settings, log, ...(dataDirectory !== undefined && { dataDirectory }) });
    return { capabilities: { textDocumentSync: TextDocumentSyncKind.None }, serverInfo: { name: 'pith' } };
  });
  connection.onNotification(SETTINGS_CHANGED, (settings: unknown) => {
    try {
      engine?.configure(parseSettings(settings));
    } catch (error) {
      connection.window.showErrorMessage(messageOf(error));
    }
  });
  for (const [verb, operation] of Object.entries(operations)) {
    // Each entry pairs its own request and result; the table as a whole cannot say so.
    register(connection, verb as Verb, operation as Operation<unknown, unknown>, () => engine, log);
  }
  connection.onShutdown(() => engine?.close());
  connection.listen();
}

function register(
  connection: Connection,
  verb: Verb,
  operation: Operation<unknown, unknown>,
  engine: () => Engine | undefined,
  log: Log,
): void {
  connection.onRequest(methodOf(verb), async (params: unknown, token: CancellationToken) => {
    const opened = engine();
    if (!opened) return new ResponseError(ErrorCodes.ServerNotInitialized, 'Pith is still starting. Try again.');
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => abort.abort());
    try {
      return await runOperation(operation, opened, params, abort.signal);
    } catch (error) {
      return answerTo(error, verb, abort.signal, log);
    } finally {
      subscription.dispose();
    }
  });
}

function answerTo(error: unknown, verb: Verb, signal: AbortSignal, log: Log): ResponseError<unknown> {
  if (signal.aborted) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
  if (isUserError(error)) return new ResponseError(USER_ERROR, error.message, { code: error.code });
  log.error(`${verb} failed: ${traceOf(error)}`);
  return new ResponseError(ErrorCodes.InternalError, `Pith could not finish "${verb}". The log has the details.`);
}

function initializationOf(options: unknown): InitializationOptions {
  return typeof options === 'object' && options !== null && 'settings' in options
    ? (options as InitializationOptions)
    : { settings: {} };
}

const logTo = (connection: Connection): Log => ({
  info: (message) => connection.console.info(message),
  warn: (message) => connection.console.warn(message),
  error: (message) => connection.console.error(message),
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'Settings are not valid.');
