// Files that are neither open nor on disk (GitHub repositories, archives, …), read through VS Code's file system.
// The server reads the disk only. Ignore files are not read here; folders that nobody means are left out by name.

import * as vscode from 'vscode';
import type { DocumentInput } from '../../../server/src/protocol.js';
import { Failure } from '../failures.js';
import { labelOfUri } from './documents.js';

const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

export async function virtualInputs(uri: vscode.Uri, token: vscode.CancellationToken): Promise<DocumentInput[]> {
  const { type } = await stat(uri);
  if ((type & vscode.FileType.Directory) === 0) {
    const input = await fileInput(uri);
    if (input !== undefined) return [input];
    throw new Failure(
      'not-text',
      vscode.l10n.t('{0} is not text, or larger than pith.limits.maxFileBytes. Choose a text file.', labelOfUri(uri)),
    );
  }
  const inputs: DocumentInput[] = [];
  for (const file of await filesIn(uri, token)) {
    const input = await fileInput(file);
    if (input !== undefined) inputs.push(input);
  }
  return inputs;
}

async function stat(uri: vscode.Uri): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (cause) {
    if (!(cause instanceof vscode.FileSystemError)) throw cause;
    throw new Failure('not-found', vscode.l10n.t('{0} cannot be read. Check that it still exists.', labelOfUri(uri)));
  }
}

/** Every file below `root`, by name, folder after folder; as many as the settings allow. */
async function filesIn(root: vscode.Uri, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const mostFiles = limit('maxFiles', 5_000);
  const files: vscode.Uri[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined && files.length < mostFiles; folder = folders.pop()) {
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    const entries = await vscode.workspace.fs.readDirectory(folder);
    for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      const entry = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.Directory && !SKIPPED_FOLDERS.has(name)) folders.push(entry);
      else if (type === vscode.FileType.File) files.push(entry);
    }
  }
  return files.slice(0, mostFiles);
}

/** Undefined for what is not UTF-8 text or too large to be read. */
async function fileInput(uri: vscode.Uri): Promise<DocumentInput | undefined> {
  if ((await stat(uri)).size > limit('maxFileBytes', 52_428_800)) return undefined;
  const text = decode(await vscode.workspace.fs.readFile(uri));
  return text === undefined ? undefined : { uri: uri.toString(), text, label: labelOfUri(uri) };
}

function decode(bytes: Uint8Array): string | undefined {
  // A zero byte is the sign that Git and editors go by.
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const limit = (name: string, otherwise: number): number =>
  vscode.workspace.getConfiguration('pith.limits').get(name, otherwise);
