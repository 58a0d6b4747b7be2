// Applies a fix of the doctor: in VS Code where it can be done there, else by its command in a terminal.

import * as vscode from 'vscode';
import type { DoctorFix } from '../../../server/src/protocol.js';

export async function applyFix(fix: DoctorFix): Promise<void> {
  if (fix.editorCommand === undefined) return offerCommand(fix);
  if (fix.safe || (await isConfirmed(fix))) await vscode.commands.executeCommand(fix.editorCommand);
}

async function isConfirmed({ description }: DoctorFix): Promise<boolean> {
  const agree: vscode.MessageItem = { title: vscode.l10n.t('Do It') };
  const detail = vscode.l10n.t('This cannot be undone.');
  return (await vscode.window.showWarningMessage(description, { modal: true, detail }, agree)) === agree;
}

async function offerCommand({ description, command, safe }: DoctorFix): Promise<void> {
  const copy = { label: `$(copy) ${vscode.l10n.t('Copy command')}` };
  const run = {
    label: `$(terminal) ${safe ? vscode.l10n.t('Run in terminal') : vscode.l10n.t('Type into terminal')}`,
    ...(!safe && { detail: vscode.l10n.t('It cannot be undone, so you press Enter yourself.') }),
  };
  const picked = await vscode.window.showQuickPick([run, copy], { title: description, placeHolder: command });
  if (picked === copy) await vscode.env.clipboard.writeText(command);
  if (picked === run) runInTerminal(command, safe);
}

function runInTerminal(command: string, submit: boolean): void {
  const cwd = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  const terminal = vscode.window.createTerminal({ name: 'Pith', ...(cwd !== undefined && { cwd }) });
  terminal.show();
  terminal.sendText(command, submit);
}
