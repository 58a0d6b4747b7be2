// The outline of a file, a folder or the workspace, as a read-only document.

import * as vscode from 'vscode';
import { withProgress } from '../progress.js';
import type { Contexts, Params } from './contexts.js';
import { tokensText } from './words.js';

export async function showOutline({ host }: Contexts, params: Params<'getOutline'>): Promise<void> {
  const { text, tokens, exact } = await withProgress(
    () => vscode.l10n.t('Pith: making the outline…'),
    (token) => host.server.request('getOutline', params, token),
  );
  const name = (params.path ?? '')
    .split('/')
    .filter((part) => part !== '')
    .at(-1);
  const title = name === undefined ? vscode.l10n.t('Outline.txt') : vscode.l10n.t('Outline of {0}.txt', name);
  await vscode.window.showTextDocument(host.drilldown.hold(text, title));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Pith: {0}', tokensText(tokens, exact)), 5_000);
}
