// The terminal's selection. VS Code hands it out through the clipboard only, so what lay there is put back at once.

import * as vscode from 'vscode';
import type { DocumentInput } from '../../../server/src/protocol.js';
import { Failure } from '../failures.js';

export async function terminalInputs(): Promise<DocumentInput[]> {
  const text = await selectedText();
  if (text === '') {
    throw new Failure(
      'empty-input',
      vscode.l10n.t('Nothing is selected in the terminal. Select text there, then run the command again.'),
    );
  }
  return [{ uri: 'pith-terminal:/selection', text, label: 'terminal' }];
}

async function selectedText(): Promise<string> {
  const before = await vscode.env.clipboard.readText();
  try {
    // Emptied first: a copy that finds no selection leaves the clipboard as it is.
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    return await vscode.env.clipboard.readText();
  } finally {
    await vscode.env.clipboard.writeText(before);
  }
}
