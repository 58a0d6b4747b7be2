// What the language servers of this editor know of a place, for our server. It may ask for any place at any time, so
// the answer is bounded in time and size.

import * as vscode from 'vscode';
import type { HostLocation, HostReferencesParams } from '../../../server/src/protocol.js';

/** More references than anybody reads; the server cuts further. */
const MOST_LOCATIONS = 10_000;
/** A language server that is still loading its project may take this long; the user waits for the answer. */
const LIMIT_MS = 15_000;
/** An extension is started by the first document of its language, and VS Code does not wait for it. */
const START_MS = 2_000;

/** Languages whose extensions have had their time to start. */
const started = new Set<string>();

/** Rejects when cancelled, when it takes too long, and where the document cannot be opened. */
export async function hostReferences(
  { uri, line, character }: HostReferencesParams,
  token: vscode.CancellationToken,
): Promise<HostLocation[]> {
  const place = new vscode.Position(line, character);
  const found = await inTime(referencesOf(vscode.Uri.parse(uri, true), place), token);
  return found.slice(0, MOST_LOCATIONS).map(locationOf);
}

/** A symbol's declaration is one of them, so none at all means that nobody could answer. */
async function referencesOf(uri: vscode.Uri, place: vscode.Position): Promise<readonly vscode.Location[]> {
  const { languageId } = await vscode.workspace.openTextDocument(uri);
  const ask = () =>
    vscode.commands.executeCommand<vscode.Location[] | undefined>('vscode.executeReferenceProvider', uri, place);
  const found = (await ask()) ?? [];
  if (found.length > 0 || started.has(languageId)) return found;
  started.add(languageId);
  await new Promise((resolve) => setTimeout(resolve, START_MS));
  return (await ask()) ?? [];
}

/** Commands cannot be called off: their late answer is dropped. */
function inTime<T>(work: Promise<T>, token: vscode.CancellationToken): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new vscode.CancellationError());
    const timer = setTimeout(giveUp, LIMIT_MS);
    const listener = token.onCancellationRequested(giveUp);
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      listener.dispose();
    });
  });
}

const locationOf = ({ uri, range: { start, end } }: vscode.Location): HostLocation => ({
  uri: uri.toString(),
  line: start.line,
  character: start.character,
  endLine: end.line,
  endCharacter: end.character,
});
