// The symbol under the cursor, as the index knows it. Where several have its name, the editor's own language server says
// which one is meant; where it does not know either, the user does.

import * as vscode from 'vscode';
import type { SymbolInfo } from '../../../server/src/protocol.js';
import { labelOfUri } from '../inputs/documents.js';
import { withProgress } from '../progress.js';
import type { Contexts } from './contexts.js';
import { declarationLine } from './declarationLine.js';
import { lastName, linesText } from './words.js';

/** Symbols of one name that are looked at. */
const MOST_NAMESAKES = 100;
/** The user waits: a language server that is still loading its project is not waited for. */
const DEFINITION_LIMIT_MS = 2_000;

/** Undefined where the user named none. What the index does not know is given as its name, for the server to say so. */
export async function symbolHere({ host }: Contexts, title: string): Promise<string | undefined> {
  const cursor = wordHere();
  const name = cursor?.word ?? (await vscode.window.showInputBox({ title, prompt: promptText() }))?.trim();
  if (name === undefined || name === '') return undefined;
  const { symbols } = await withProgress(
    () => vscode.l10n.t('Pith: looking for {0}…', name),
    (token) => host.server.request('searchSymbols', { query: name, limit: MOST_NAMESAKES }, token),
  );
  const last = lastName(name);
  const namesakes = symbols.filter((symbol) => symbol.name === last);
  const [only] = namesakes;
  if (only === undefined || namesakes.length === 1) return only?.id ?? name;
  const meant = cursor === undefined ? undefined : await meantHere(cursor, namesakes);
  return (meant ?? (await choose(namesakes, title)))?.id;
}

const promptText = (): string => vscode.l10n.t('Name of a symbol, or Container.name');

interface Cursor {
  readonly word: string;
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}

function wordHere(): Cursor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const range = document.getWordRangeAtPosition(selection.start);
  return range && { word: document.getText(range), document, position: selection.start };
}

/** The one whose name the cursor is on, or where the editor finds its definition. */
async function meantHere({ word, document, position }: Cursor, namesakes: readonly SymbolInfo[]) {
  const declaredAt = (uri: vscode.Uri, line: number) => {
    const path = labelOfUri(uri);
    const around = namesakes.filter((each) => each.path === path && each.startLine <= line && line <= each.endLine);
    // Of nested ones the innermost.
    return around.sort((a, b) => b.startLine - a.startLine)[0];
  };
  const here = declaredAt(document.uri, position.line + 1);
  if (here !== undefined) {
    const lines = document.getText(new vscode.Range(here.startLine - 1, 0, here.endLine, 0)).split('\n');
    if (declarationLine(lines, word) === position.line + 1 - here.startLine) return here;
  }
  for (const { uri, line } of await definitions(document.uri, position)) {
    const found = declaredAt(uri, line + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function definitions(uri: vscode.Uri, position: vscode.Position) {
  const ask = vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
    'vscode.executeDefinitionProvider',
    uri,
    position,
  );
  const tooLate = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), DEFINITION_LIMIT_MS));
  const found = (await Promise.race([ask, tooLate])) ?? [];
  return found.map((each) =>
    'targetUri' in each
      ? { uri: each.targetUri, line: (each.targetSelectionRange ?? each.targetRange).start.line }
      : { uri: each.uri, line: each.range.start.line },
  );
}

async function choose(namesakes: readonly SymbolInfo[], title: string): Promise<SymbolInfo | undefined> {
  const items = namesakes.map((symbol) => ({
    symbol,
    label: symbol.qualifiedName,
    description: `${symbol.path}, ${linesText(symbol.startLine, symbol.endLine)}`,
    detail: symbol.signature,
  }));
  const placeHolder = vscode.l10n.t('Several symbols have this name. Which one?');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.symbol;
}
