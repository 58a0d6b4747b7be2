// Where the user is: what is open, and what is selected. The server reads files of the open folders only, so text that is
// selected elsewhere (an unsaved document, the output of a build) is handed over as a part of the question.

import * as vscode from 'vscode';
import type { Anchors } from '../../../server/src/protocol.js';
import { Failure } from '../failures.js';
import { openUris } from '../inputs/tabs.js';
import { linesOf } from './question.js';

/** Tabs beyond this say nothing of what the user is at. */
const MOST_OPEN = 50;

export interface Whereabouts {
  readonly anchors: Anchors;
  /** Selected in what the server cannot read; empty where there is none. */
  readonly selectedText: string;
  /** Lines that are selected in files that it can. */
  readonly selectedLines: number;
}

export function whereabouts(): Whereabouts {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.selections.filter(({ isEmpty }) => !isEmpty) ?? [];
  const open = openFiles();
  const nothing = { anchors: { ...(open.length > 0 && { open }) }, selectedText: '', selectedLines: 0 };
  if (editor === undefined || selected.length === 0) return nothing;
  const { document } = editor;
  if (!isIndexed(document)) {
    return { ...nothing, selectedText: selected.map((each) => document.getText(each)).join('\n') };
  }
  const selections = selectionsOf(document, selected);
  const selectedLines = selections.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0);
  return { ...nothing, anchors: { ...nothing.anchors, selections }, selectedLines };
}

/** What is selected, or the lines the cursors are on. Fails in words where the index does not know the document. */
export function selectionAnchors(): Anchors {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    throw new Failure(
      'empty-input',
      vscode.l10n.t('No editor is open. Open a file of your folder and select code, then run the command again.'),
    );
  }
  if (!isIndexed(editor.document)) {
    throw new Failure(
      'not-found',
      vscode.l10n.t('This document is in no open folder, so what it depends on is not known. Save it in one first.'),
    );
  }
  return { open: openFiles(), selections: selectionsOf(editor.document, editor.selections) };
}

/** Of a folder of this window, on a disk. */
export const isIndexed = ({ uri }: vscode.TextDocument): boolean =>
  uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(uri) !== undefined;

function selectionsOf(document: vscode.TextDocument, selections: readonly vscode.Selection[]) {
  const uri = document.uri.toString();
  return selections.map((selection) => ({ uri, ...linesOf(selection) }));
}

/** The visible ones first. */
function openFiles(): string[] {
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
  const files = [...visible, ...openUris()].filter(({ scheme }) => scheme === 'file');
  return [...new Set(files.map((uri) => uri.toString()))].slice(0, MOST_OPEN);
}
