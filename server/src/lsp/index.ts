// The editor's side of the index: folders, documents and changed files come in, progress goes out.

import type { Connection, InitializeParams, WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import { DidChangeWatchedFilesNotification, RequestType, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { z } from 'zod';
import { type Log, traceOf } from '../base/log.js';
import type { Engine } from '../engine.js';
import type { FolderProgress } from '../indexing/workspace.js';
import type { WorkspaceFolders } from '../model/index.js';
import { HOST_REFERENCES, type HostLocation, type HostReferencesParams, WORKSPACE_CHANGED } from '../protocol.js';

const workspaceSchema = z.object({
  folders: z.array(z.object({ uri: z.string(), name: z.string() })).max(1_000),
  exclude: z.array(z.string()).max(10_000),
});

/** An edit is indexed when the document has rested this long, or at the latest after `MOST_WAIT_MS` of typing. */
const REST_MS = 150;
const MOST_WAIT_MS = 1_000;

/** What the client says of its workspace; nothing where that is no workspace. */
export function workspaceOf(value: unknown, log: Log): WorkspaceFolders | undefined {
  if (value === undefined) return undefined;
  const parsed = workspaceSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  log.warn('What the client says of the workspace is not valid; nothing is indexed.');
  return undefined;
}

/** Before the connection listens. `engine` is undefined until it is initialized. */
export function connectDocuments(connection: Connection, engine: () => Engine | undefined, log: Log): void {
  const documents = new TextDocuments(TextDocument);
  const waiting = new Map<string, { timer: NodeJS.Timeout; since: number }>();
  const index = ({ uri, languageId }: TextDocument): void => {
    const text = documents.get(uri)?.getText();
    waiting.delete(uri);
    if (text !== undefined) engine()?.index.documentChanged(uri, text, languageId);
  };
  documents.onDidChangeContent(({ document }) => {
    const { uri } = document;
    const known = waiting.get(uri);
    clearTimeout(known?.timer);
    const since = known?.since ?? Date.now();
    const wait = Math.max(0, Math.min(REST_MS, since + MOST_WAIT_MS - Date.now()));
    waiting.set(uri, { since, timer: setTimeout(() => index(document), wait) });
  });
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri)?.timer);
    waiting.delete(uri);
    engine()?.index.documentClosed(uri);
  });
  documents.listen(connection);
  connection.onDidChangeWatchedFiles(({ changes }) => engine()?.index.filesChanged(changes.map(({ uri }) => uri)));
  connection.onNotification(WORKSPACE_CHANGED, (value: unknown) => {
    const workspace = workspaceOf(value, log);
    const index = engine()?.index;
    if (workspace && index) openFolders(index, workspace, log);
  });
}

/** After the client is initialized: from here on it may be asked. */
export function connectWorkspace(
  connection: Connection,
  engine: Engine,
  {
    workspace,
    capabilities,
    log,
  }: {
    readonly workspace: WorkspaceFolders | undefined;
    readonly capabilities: InitializeParams['capabilities'];
    readonly log: Log;
  },
): void {
  if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    const watchers = [{ globPattern: '**/*' }];
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch((error: unknown) => {
      log.warn(`The editor does not watch files: ${traceOf(error)}`);
    });
  }
  const progress = new Progress(connection, capabilities.window?.workDoneProgress === true);
  engine.index.onProgress((news) => progress.show(news));
  const type = new RequestType<HostReferencesParams, HostLocation[], void>(HOST_REFERENCES);
  engine.index.useHost((place) => connection.sendRequest(type, place));
  if (workspace) openFolders(engine.index, workspace, log);
}

/** What goes wrong with a folder is in its status; that its index could not be opened at all is in the log. */
function openFolders(index: Engine['index'], workspace: WorkspaceFolders, log: Log): void {
  index
    .setFolders(workspace)
    .then(() => index.prepare())
    .catch((error: unknown) => log.error(`Folders could not be opened: ${traceOf(error)}`));
}

/** Runs of fewer files are over before anybody reads of them. */
const FEW_FILES = 50;
const EVERY_MS = 250;

/** One work-done progress for each folder, with counts. */
class Progress {
  private readonly shown = new Map<string, Promise<WorkDoneProgressServerReporter>>();
  private readonly lastAt = new Map<string, number>();

  constructor(
    private readonly connection: Connection,
    private readonly isSupported: boolean,
  ) {}

  show({ folder, phase, done, total }: FolderProgress): void {
    if (!this.isSupported) return;
    const known = this.shown.get(folder);
    if (phase !== 'indexing') {
      if (known) this.end(folder, known);
      return;
    }
    if (total < FEW_FILES || Date.now() - (this.lastAt.get(folder) ?? 0) < EVERY_MS) return;
    this.lastAt.set(folder, Date.now());
    const message = `${done}/${total}`;
    const percent = Math.floor((100 * done) / total);
    if (known) void known.then((reporter) => reporter.report(percent, message));
    else this.shown.set(folder, this.begin(folder, message));
  }

  private async begin(folder: string, message: string): Promise<WorkDoneProgressServerReporter> {
    const reporter = await this.connection.window.createWorkDoneProgress();
    reporter.begin(`Pith: ${folder}`, 0, message);
    return reporter;
  }

  private end(folder: string, known: Promise<WorkDoneProgressServerReporter>): void {
    this.shown.delete(folder);
    void known.then((reporter) => reporter.done());
  }
}
