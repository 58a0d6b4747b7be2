// `Pith: Open Handle…`: from a pasted handle, or a whole marker, to the place in the original it stands for.

import * as vscode from 'vscode';
import { parseHandle } from '../../../server/src/protocol.js';
import { handleUri } from '../drilldown.js';
import type { Host } from '../host.js';
import { rangeOf } from '../range.js';
import { withProgress } from '../progress.js';
import { registerCommand } from './command.js';

/** Far more than a marker needs; a clipboard may hold megabytes. */
const MOST_CLIPBOARD_CHARACTERS = 10_000;

export function openHandle(host: Host): vscode.Disposable {
  return registerCommand(host, 'pith.openHandle', async (given) => {
    const text = typeof given === 'string' ? given : await askForHandle();
    if (text !== undefined) await showHandle(host, text);
  });
}

async function askForHandle(): Promise<string | undefined> {
  const value = await foundHandle();
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Pith: Open Handle'),
    prompt: vscode.l10n.t('Paste a handle, or the marker that holds one'),
    placeHolder: 'pith:482913750216:120-161',
    ...(value !== undefined && { value }),
    validateInput: (text) =>
      parseHandle(text) === undefined
        ? vscode.l10n.t('This holds no handle. A handle looks like pith:482913750216:120-161.')
        : undefined,
  });
}

/** The handle that is selected in the editor, else the one on the clipboard. */
async function foundHandle(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor === undefined ? '' : editor.document.getText(editor.selection);
  for (const text of [selected, await vscode.env.clipboard.readText()]) {
    const match = /pith:\d{12}[:\dc-]*/.exec(text.slice(0, MOST_CLIPBOARD_CHARACTERS));
    if (match !== null && parseHandle(match[0]) !== undefined) return match[0];
  }
  return undefined;
}

/** Opens the whole source and selects what the handle names, so that the user sees it where it stood. */
export async function showHandle(
  host: Host,
  text: string,
  { preserveFocus = false }: { readonly preserveFocus?: boolean } = {},
): Promise<void> {
  const handle = parseHandle(text);
  const expanded = await withProgress(
    () => vscode.l10n.t('Pith: opening the original…'),
    (token) => host.server.request('expand', { handle: text }, token),
  );
  const whole = handle === undefined ? expanded.handle : `pith:${handle.sourceId}`;
  const document = await vscode.workspace.openTextDocument(handleUri(whole, expanded.path));
  const language = expanded.languageId;
  if (language !== undefined && document.languageId === 'plaintext') await setLanguage(document, language);
  const { start, end } = rangeOf(document.getText(), handle?.range ?? { unit: 'all' });
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(document, { selection, preview: true, preserveFocus });
}

async function setLanguage(document: vscode.TextDocument, languageId: string): Promise<void> {
  const known = await vscode.languages.getLanguages();
  if (known.includes(languageId)) await vscode.languages.setTextDocumentLanguage(document, languageId);
}
