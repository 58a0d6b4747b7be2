// Files and places of answers, in this window.

import * as vscode from 'vscode';
import { candidatesOf } from './candidates.js';

/** Undefined where no folder is open that it could be in. */
export async function uriOf(path: string): Promise<vscode.Uri | undefined> {
  const uris = candidatesOf(path, roots()).map(({ root, rest }) => vscode.Uri.joinPath(root.uri, rest));
  if (uris.length < 2) return uris[0];
  for (const uri of uris) if (await exists(uri)) return uri;
  return uris[0];
}

/** As a click in the explorer does: shown in passing, and the keys stay with the tree. */
export const openCommand = (title: string, uri: vscode.Uri, range: vscode.Range): vscode.Command => ({
  title,
  command: 'vscode.open',
  arguments: [uri, { selection: range, preview: true, preserveFocus: true } satisfies vscode.TextDocumentShowOptions],
});

/** From the start of the first line; 1-based, inclusive. An editor cuts the range to the lines that there are. */
export const linesRange = (startLine: number, endLine: number): vscode.Range =>
  new vscode.Range(startLine - 1, 0, endLine, 0);

interface NamedRoot {
  readonly name: string;
  readonly path: string;
  readonly uri: vscode.Uri;
}

/** The folders that the server knows: those on a disk. */
const roots = (): NamedRoot[] =>
  (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ name, uri }) => ({ name, uri, path: uri.path }));

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
