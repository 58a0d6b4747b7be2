// The list of places in the view as text on the clipboard: paths, lines and names, never code.

import * as vscode from 'vscode';
import type { Contexts } from './contexts.js';
import { listText } from './found.js';
import { tokensText } from './words.js';

export async function copyFound({ session }: Contexts): Promise<void> {
  const { found } = session.shown;
  if (found === undefined) return;
  await vscode.env.clipboard.writeText(listText(found));
  const { count = 0, isExact = false } = found.tokens ?? {};
  const message = vscode.l10n.t('Pith: the list is on the clipboard ({0}).', tokensText(count, isExact));
  vscode.window.setStatusBarMessage(message, 5_000);
}
