// Open documents as inputs. Their text is always the editor's: it is newer than the disk's, and all there is of untitled
// and remote documents.

import * as vscode from 'vscode';
import type { DocumentInput, Span } from '../../../server/src/protocol.js';
import { labelOf } from './label.js';

/** The whole document, or the parts of it that `ranges` name; empty ranges do not count. */
export function documentInput(document: vscode.TextDocument, ranges: readonly vscode.Range[] = []): DocumentInput {
  const spans = ranges.filter((range) => !range.isEmpty).map((range) => spanOf(document, range));
  return {
    uri: document.uri.toString(),
    text: document.getText(),
    languageId: document.languageId,
    label: labelOfUri(document.uri),
    ...(spans.length > 0 && { spans: spans.sort((a, b) => a.start - b.start) }),
  };
}

/** One input a cell: each has a language of its own. */
export function cellInputs(cells: readonly vscode.NotebookCell[]): DocumentInput[] {
  return cells.map((cell) => ({
    ...documentInput(cell.document),
    label: `${labelOfUri(cell.notebook.uri)}#${cell.index + 1}`,
  }));
}

export function labelOfUri(uri: vscode.Uri): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return labelOf(
    uri.path,
    folders.map((folder) => ({ name: folder.name, path: folder.uri.path })),
  );
}

const spanOf = (document: vscode.TextDocument, range: vscode.Range): Span => ({
  start: document.offsetAt(range.start),
  end: document.offsetAt(range.end),
});
