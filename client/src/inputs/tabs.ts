// Tabs that show a file: their URIs, whatever kind of editor is in them.

import * as vscode from 'vscode';

/** Of a comparison it is the newer side. Undefined for terminals, settings, web views and the like. */
export function tabUri(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  if (input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff) return input.modified;
  const hasUri =
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputCustom ||
    input instanceof vscode.TabInputNotebook;
  return hasUri ? input.uri : undefined;
}

/** Every file in a tab, once, in the order of the tabs. */
export function openUris(): vscode.Uri[] {
  const uris = new Map<string, vscode.Uri>();
  for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
    const uri = tabUri(tab);
    if (uri !== undefined && !uris.has(uri.toString())) uris.set(uri.toString(), uri);
  }
  return [...uris.values()];
}
