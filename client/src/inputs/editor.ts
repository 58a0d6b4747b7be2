// What the user is looking at: the selections of the active editor (either side of a diff), the selected cells of a
// notebook, and the whole document where nothing is selected.

import * as vscode from 'vscode';
import type { DocumentInput } from '../../../server/src/protocol.js';
import { Failure } from '../failures.js';
import { cellInputs, documentInput } from './documents.js';
import { fileInputs } from './files.js';
import { tabUri } from './tabs.js';

export async function editorInputs(token: vscode.CancellationToken): Promise<DocumentInput[]> {
  const editor = vscode.window.activeTextEditor;
  const isCell = editor?.document.uri.scheme === 'vscode-notebook-cell';
  if (editor !== undefined && (!isCell || hasSelection(editor)))
    return [documentInput(editor.document, editor.selections)];
  const notebook = vscode.window.activeNotebookEditor;
  if (notebook !== undefined) return cellInputs(selectedCells(notebook));
  // Too large for the editor's extension host, or shown by an editor of another kind: the file itself will do.
  const uri = tabUri(vscode.window.tabGroups.activeTabGroup.activeTab);
  if (uri !== undefined) return fileInputs([uri], token);
  throw new Failure(
    'empty-input',
    vscode.l10n.t('There is no text to compress. Open a file or select text, then run the command again.'),
  );
}

const hasSelection = (editor: vscode.TextEditor): boolean => editor.selections.some((selection) => !selection.isEmpty);

const selectedCells = (editor: vscode.NotebookEditor): vscode.NotebookCell[] =>
  editor.selections.flatMap((range) => editor.notebook.getCells(range));
