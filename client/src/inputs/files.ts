// Files and folders chosen in the explorer, in tabs or in the source-control view. What is open is taken from its editor,
// what lies on disk is left to the server, and what lies elsewhere (virtual workspaces) is read here.

import * as vscode from 'vscode';
import type { DocumentInput } from '../../../server/src/protocol.js';
import { Failure } from '../failures.js';
import { cellInputs, documentInput, labelOfUri } from './documents.js';
import { withoutNested } from './nested.js';
import { virtualInputs } from './virtual.js';

/** One input a file; a folder on disk is one input too, plus the unsaved documents in it. */
export async function fileInputs(
  uris: readonly vscode.Uri[],
  token: vscode.CancellationToken,
): Promise<DocumentInput[]> {
  const inputs: DocumentInput[] = [];
  for (const uri of withoutNested(uris, (each) => each.toString())) {
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    inputs.push(...(await inputsOf(uri, token)));
  }
  return inputs;
}

async function inputsOf(uri: vscode.Uri, token: vscode.CancellationToken): Promise<DocumentInput[]> {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (document !== undefined) return [documentInput(document)];
  const notebook = vscode.workspace.notebookDocuments.find((each) => each.uri.toString() === uri.toString());
  if (notebook !== undefined) return cellInputs(notebook.getCells());
  if (uri.scheme !== 'file') return virtualInputs(uri, token);
  return [{ uri: uri.toString(), label: labelOfUri(uri) }, ...unsavedIn(uri)];
}

/** Nothing for a file, since its own document would have been found. */
function unsavedIn(folder: vscode.Uri): DocumentInput[] {
  const inside = `${folder.toString()}/`;
  return vscode.workspace.textDocuments
    .filter((document) => document.isDirty && document.uri.toString().startsWith(inside))
    .map((document) => documentInput(document))
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** The URIs in a menu command's arguments: explorer and tabs give URIs, source control gives resource states. */
export function urisOf(args: readonly unknown[]): vscode.Uri[] {
  const uris = new Map<string, vscode.Uri>();
  for (const arg of args.flat()) {
    const uri = arg instanceof vscode.Uri ? arg : resourceUri(arg);
    if (uri !== undefined) uris.set(uri.toString(), uri);
  }
  if (uris.size > 0) return [...uris.values()];
  throw new Failure(
    'empty-input',
    vscode.l10n.t('No file is chosen. Select files or folders in the explorer, then run the command again.'),
  );
}

function resourceUri(arg: unknown): vscode.Uri | undefined {
  if (typeof arg !== 'object' || arg === null || !('resourceUri' in arg)) return undefined;
  return arg.resourceUri instanceof vscode.Uri ? arg.resourceUri : undefined;
}
