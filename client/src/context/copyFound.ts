// The list of places in the view as text on the clipboard: paths, lines and names, never code.

import * as vscode from 'vscode';
import { withProgress } from '../progress.js';
import { type Contexts, progressTitle } from './contexts.js';
import { listText } from './found.js';
import { tokensText } from './words.js';

export async function copyFound(contexts: Contexts): Promise<void> {
  const { found } = contexts.session.shown;
  if (found === undefined) return;
  const text = listText(found);
  const input = { uri: 'pith-list:/list', text, languageId: 'plaintext' };
  const { tokens, exact } = await withProgress(
    () => progressTitle(contexts),
    (token) => contexts.host.server.request('count', { inputs: [input] }, token),
  );
  await vscode.env.clipboard.writeText(text);
  const counted = tokensText(tokens, exact);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Pith: the list is on the clipboard ({0}).', counted), 5_000);
}
