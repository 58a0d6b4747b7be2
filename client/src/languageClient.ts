// The only file that touches the LSP library, loaded when the server is first wanted so that activation stays short.
// The library may neither log what it sends (texts, questions) nor show messages of its own: `server.ts` does both.

import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as vscode from 'vscode';
import {
  CloseAction,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ErrorAction,
  LanguageClient,
  LSPErrorCodes,
  type Middleware,
  ResponseError,
  TransportKind,
} from 'vscode-languageclient/node';
import { HOST_REFERENCES, type HostReferencesParams, type InitializationOptions } from '../../server/src/protocol.js';
import { crashLine, traceOf } from './crashLines.js';
import { hostReferences } from './index/hostReferences.js';
import { OpenDocuments } from './index/openDocuments.js';

export interface ConnectOptions {
  /** Path of the server's bundle. */
  readonly module: string;
  readonly log: vscode.LogOutputChannel;
  /** Asked anew at every start. */
  readonly initialization: () => InitializationOptions;
  /** The process is gone without having been asked to stop. */
  readonly onClosed: () => void;
}

export type { LanguageClient } from 'vscode-languageclient/node';

/** A client that is not started yet. It starts once: a server that died needs a new client. */
export function createClient({ module, log, initialization, onClosed }: ConnectOptions): LanguageClient {
  const server = { module, args: ['lsp'], transport: TransportKind.ipc, options: { env: FRUGAL } };
  const client: LanguageClient = new SilentClient('pith', 'Pith', server, {
    documentSelector: [{ scheme: 'file' }],
    middleware: synchronization(() => client),
    outputChannel: log,
    traceOutputChannel: withoutTrace,
    initializationOptions: initialization,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        onClosed();
        return { action: CloseAction.DoNotRestart, handled: true, message: 'The connection to the server is closed.' };
      },
    },
    stdioOptions: { stdout: (stream) => stream.resume(), stderr: (stream) => logCrash(stream, log) },
  });
  client.onRequest(HOST_REFERENCES, (params: HostReferencesParams, token) => answerReferences(params, token, log));
  return client;
}

/** Documents longer than this stay with the disk: they are logs and dumps, and each edit would have to be indexed. */
const MOST_CHARACTERS = 2_000_000;

function synchronization(client: () => LanguageClient): Middleware {
  const documents = new OpenDocuments<vscode.TextDocument>({
    isWanted: (document) =>
      vscode.workspace.getWorkspaceFolder(document.uri) !== undefined && lengthOf(document) <= MOST_CHARACTERS,
    open: (document) =>
      client().sendNotification(
        DidOpenTextDocumentNotification.type,
        client().code2ProtocolConverter.asOpenTextDocumentParams(document),
      ),
    close: (document) =>
      client().sendNotification(
        DidCloseTextDocumentNotification.type,
        client().code2ProtocolConverter.asCloseTextDocumentParams(document),
      ),
  });
  return {
    didOpen: (document, next) => documents.didOpen(document, next),
    didChange: (event, next) => documents.didChange(event, next),
    didClose: (document, next) => documents.didClose(document, next),
  };
}

/** In UTF-16 code units, without making the text. */
const lengthOf = (document: vscode.TextDocument): number =>
  document.offsetAt(document.lineAt(document.lineCount - 1).range.end);

/** Other extensions answer here, so that they may fail in any way, and their words do not reach our log. */
async function answerReferences(
  params: HostReferencesParams,
  token: vscode.CancellationToken,
  log: vscode.LogOutputChannel,
): Promise<unknown> {
  try {
    return await hostReferences(params, token);
  } catch (error) {
    log.debug(`The editor gave no references: ${traceOf(error)}`);
    return new ResponseError(LSPErrorCodes.RequestFailed, 'The editor gave no references.');
  }
}

/**
 * For glibc, which keeps what threads leave behind: after indexing 65 MB the server takes 162 MB with these and 323 MB
 * without. Other systems do not look at them.
 */
const FRUGAL = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '65536' };

/** Says nothing to the user and keeps error objects, which quote requests, out of the log. */
class SilentClient extends LanguageClient {
  override error(message: string): void {
    super.error(message, undefined, false);
  }
  override warn(message: string): void {
    super.warn(message, undefined, false);
  }
  override info(message: string): void {
    super.info(message, undefined, false);
  }
}

function logCrash(stream: Readable, log: vscode.LogOutputChannel): void {
  createInterface({ input: stream }).on('line', (line) => {
    const harmless = crashLine(line);
    if (harmless !== undefined) log.error(harmless);
  });
}

const nothing = (): void => undefined;

/** Traces hold whole documents. With this channel there are none, whatever the log level or `pith.trace.server`. */
const withoutTrace: vscode.LogOutputChannel = {
  name: 'Pith trace',
  logLevel: vscode.LogLevel.Off,
  onDidChangeLogLevel: () => ({ dispose: nothing }),
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  append: nothing,
  appendLine: nothing,
  replace: nothing,
  clear: nothing,
  show: nothing,
  hide: nothing,
  dispose: nothing,
};
