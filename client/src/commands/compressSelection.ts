// The commands that compress: what the user looks at or has chosen, at the configured level or at one from the ladder.

import * as vscode from 'vscode';
import type { Host } from '../host.js';
import { cellInputs, labelOfUri } from '../inputs/documents.js';
import { editorInputs } from '../inputs/editor.js';
import { fileInputs, urisOf } from '../inputs/files.js';
import { openUris } from '../inputs/tabs.js';
import { terminalInputs } from '../inputs/terminal.js';
import { withProgress } from '../progress.js';
import { chooseLevel } from './chooseLevel.js';
import { registerCommand } from './command.js';
import { compressFrom, titleOf } from './compress.js';

export function compressCommands(host: Host): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(host, 'pith.compressSelection', () => compressFrom(host, editorInputs)),
    registerCommand(host, 'pith.compressSelectionAs', () => compressAs(host)),
    registerCommand(host, 'pith.compressFiles', (...args) =>
      compressFrom(host, (token) => fileInputs(urisOf(args), token)),
    ),
    registerCommand(host, 'pith.compressCell', (cell) =>
      compressFrom(host, async (token) => (isCell(cell) ? cellInputs([cell]) : editorInputs(token))),
    ),
    registerCommand(host, 'pith.compressTerminal', () => compressFrom(host, terminalInputs)),
    registerCommand(host, 'pith.compressOpenEditors', () => compressOpenEditors(host)),
  );
}

async function compressAs(host: Host): Promise<void> {
  const inputs = await withProgress(() => titleOf(host), editorInputs);
  const choice = await chooseLevel(host, inputs);
  if (choice !== undefined) await compressFrom(host, async () => inputs, choice);
}

/** All tabs are picked at first, so that Enter compresses them all. */
async function compressOpenEditors(host: Host): Promise<void> {
  const items = openUris().map((uri) => ({ uri, label: labelOfUri(uri), picked: true }));
  const placeHolder = vscode.l10n.t('Editors to compress to the clipboard');
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, placeHolder });
  if (picked === undefined || picked.length === 0) return;
  const uris = picked.map(({ uri }) => uri);
  await compressFrom(host, (token) => fileInputs(uris, token));
}

/** Menus of cells pass the cell; the palette passes nothing. */
const isCell = (value: unknown): value is vscode.NotebookCell =>
  typeof value === 'object' && value !== null && 'notebook' in value && 'document' in value && 'index' in value;
