// What the server is to index: the folders of this window and what the editor hides in them. The server hears of it at
// its start and whenever it changes; how files are watched is its own business.

import * as vscode from 'vscode';
import type { WorkspaceFolders } from '../../../server/src/protocol.js';
import { settled } from '../commands/command.js';
import type { Host } from '../host.js';
import { type ExcludeSetting, excludedGlobs } from './excludes.js';

const EXCLUDES = ['files.exclude', 'search.exclude'] as const;

/** Folders that are on no disk are left out: the server reads disks only. */
export function readWorkspace(): WorkspaceFolders {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const [files, search] = EXCLUDES.map((key) => vscode.workspace.getConfiguration().get<ExcludeSetting>(key));
  return {
    folders: folders.map(({ uri, name }) => ({ uri: uri.toString(), name })),
    exclude: excludedGlobs(files, search),
  };
}

export function workspace(host: Host): vscode.Disposable {
  const changed = () => void settled(host, host.server.workspaceChanged());
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(changed),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (EXCLUDES.some((key) => event.affectsConfiguration(key))) changed();
    }),
  );
}
