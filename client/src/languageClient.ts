// The only file that touches the LSP library, loaded when the server is first wanted so that activation stays short.
// The library may neither log what it sends (texts, questions) nor show messages of its own: `server.ts` does both.

import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/protocol.js';
import { crashLine } from './crashLines.js';

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
  const server = { module, args: ['lsp'], transport: TransportKind.ipc };
  return new SilentClient('pith', 'Pith', server, {
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
}

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
