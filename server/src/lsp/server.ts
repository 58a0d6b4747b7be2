// The language-server host: every operation is a request of the same name, settings arrive as a notification.
// It has one guard: what a user can fix travels as a response error with its code, a bug is logged and answered.

import { config as speak, t } from '@vscode/l10n';
import {
  type CancellationToken,
  type Connection,
  createConnection,
  ErrorCodes,
  LSPErrorCodes,
  MessageType,
  ProposedFeatures,
  ParameterStructures,
  RequestType,
  ResponseError,
  ShowMessageNotification,
  TextDocumentSyncKind,
  type TextDocumentSyncOptions,
} from 'vscode-languageserver/node';
import { z } from 'zod';
import { isUserError } from '../base/errors.js';
import { type Log, traceOf } from '../base/log.js';
import { defaultSettings, parseSettings, type Settings } from '../config.js';
import type { Engine } from '../engine.js';
import { Coalescer } from './coalesce.js';
import { connectDocuments, connectWorkspace, workspaceOf } from './index.js';
import { failureOf } from '../operations/failures.js';
import { operations, runOperation } from '../operations/index.js';
import type { Operation } from '../operations/operation.js';
import {
  type InitializationOptions,
  methodOf,
  type RequestErrorData,
  SETTINGS_CHANGED,
  USER_ERROR,
  type Verb,
} from '../protocol.js';

export type OpenEngine = (options: {
  readonly settings: Settings;
  readonly dataDirectory?: string;
  readonly l10n?: Record<string, string>;
  readonly log: Log;
}) => Engine;

/** Serves on the standard LSP transports (`--node-ipc`, `--stdio`, …) until the client goes away. */
export function serve(openEngine: OpenEngine, connection: Connection = createConnection(ProposedFeatures.all)): void {
  const log = logTo(connection);
  let engine: Engine | undefined;
  let isShutDown = false;
  const coalescer = new Coalescer();

  let start = (): void => undefined;
  connection.onInitialize(({ initializationOptions, capabilities }) => {
    const { settings, dataDirectory, l10n, workspace } = initializationOf(initializationOptions);
    const bundle = bundleOf(l10n, log);
    // First, so that whatever goes wrong from here on is told in the user's language.
    speak({ contents: bundle });
    const usable = settingsOf(settings, connection) ?? defaultSettings;
    const opened = openEngine({
      settings: usable,
      log,
      l10n: bundle,
      ...(dataDirectory !== undefined && { dataDirectory }),
    });
    engine = opened;
    start = () => connectWorkspace(connection, opened, { workspace: workspaceOf(workspace, log), capabilities, log });
    const textDocumentSync: TextDocumentSyncOptions = { openClose: true, change: TextDocumentSyncKind.Incremental };
    return { capabilities: { textDocumentSync }, serverInfo: { name: 'pith' } };
  });
  connection.onInitialized(() => start());
  connectDocuments(connection, () => (isShutDown ? undefined : engine), log);
  connection.onNotification(SETTINGS_CHANGED, (settings: unknown) => {
    const usable = settingsOf(settings, connection);
    if (usable) engine?.configure(usable);
    coalescer.clear();
  });
  const host: Host = { connection, engine: () => (isShutDown ? 'closed' : engine), coalescer, log };
  // Each entry pairs its own request and result; the table as a whole cannot say so.
  for (const [verb, operation] of Object.entries(operations))
    register(host, verb as Verb, operation as Operation<unknown, unknown>);
  connection.onShutdown(async () => {
    isShutDown = true;
    await engine?.close();
  });
  connection.listen();
}

interface Host {
  readonly connection: Connection;
  readonly engine: () => Engine | 'closed' | undefined;
  readonly coalescer: Coalescer;
  readonly log: Log;
}

function register(host: Host, verb: Verb, operation: Operation<unknown, unknown>): void {
  const { connection, engine, coalescer, log } = host;
  // By name: an array of parameters is refused instead of being spread over the arguments.
  const type = new RequestType<unknown, unknown, unknown>(methodOf(verb), ParameterStructures.byName);
  connection.onRequest(type, async (params: unknown, token: CancellationToken) => {
    const opened = engine();
    if (opened === 'closed') return new ResponseError(ErrorCodes.InvalidRequest, t('Pith has been shut down.'));
    if (!opened) return new ResponseError(ErrorCodes.ServerNotInitialized, t('Pith is still starting. Try again.'));
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => abort.abort());
    try {
      const run = (signal: AbortSignal) => runOperation(operation, opened, params, signal);
      if (!operation.isQuery) return await run(abort.signal);
      const key = JSON.stringify([verb, opened.index.state, params]);
      return await coalescer.answer(key, run, abort.signal);
    } catch (error) {
      return answerTo(error, verb, abort.signal, log);
    } finally {
      subscription.dispose();
    }
  });
}

function answerTo(error: unknown, verb: Verb, signal: AbortSignal, log: Log): ResponseError<unknown> {
  if (signal.aborted) return new ResponseError(LSPErrorCodes.RequestCancelled, t('Cancelled.'));
  if (isUserError(error)) {
    const data: RequestErrorData = { code: error.code, ...failureOf(error.code) };
    return new ResponseError(USER_ERROR, error.message, data);
  }
  log.error(`${verb} failed: ${traceOf(error)}`);
  const message = t('Pith could not finish "{0}". The log has the details.', verb);
  const data: RequestErrorData = { code: 'bug', failure: 'INTERNAL_ERROR', fixes: [] };
  return new ResponseError(ErrorCodes.InternalError, message, data);
}

/** What the client sent, of which only the data folder has been looked at. */
function initializationOf(options: unknown): Pick<InitializationOptions, 'settings' | 'dataDirectory'> & {
  readonly l10n?: unknown;
  readonly workspace?: unknown;
} {
  if (typeof options !== 'object' || options === null) return { settings: {} };
  const settings = 'settings' in options ? options.settings : {};
  const directory = 'dataDirectory' in options ? options.dataDirectory : undefined;
  return {
    settings,
    ...(typeof directory === 'string' && directory !== '' && { dataDirectory: directory }),
    ...('l10n' in options && { l10n: options.l10n }),
    ...('workspace' in options && { workspace: options.workspace }),
  };
}

const bundleSchema = z.record(z.string(), z.string());

/** A bundle that is none costs its translations: Pith speaks English then, and the log says so. */
function bundleOf(bundle: unknown, log: Log): Record<string, string> {
  if (bundle === undefined) return {};
  const parsed = bundleSchema.safeParse(bundle);
  if (parsed.success) return parsed.data;
  log.warn('The translations are not valid, so messages are in English.');
  return {};
}

/** One wrong setting must not keep Pith from starting: the user is told, and what was valid before stays. */
function settingsOf(settings: unknown, connection: Connection): Settings | undefined {
  try {
    return parseSettings(settings);
  } catch (error) {
    if (!isUserError(error)) throw error;
    // A notification, because a request may go wrong while the client starts.
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message: error.message });
    return undefined;
  }
}

const logTo = (connection: Connection): Log => ({
  info: (message) => connection.console.info(message),
  warn: (message) => connection.console.warn(message),
  error: (message) => connection.console.error(message),
});
