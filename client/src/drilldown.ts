// Read-only documents of the scheme `pith:`. A document whose URI carries a handle is the original text behind it, asked
// from the server; the others hold the two sides of a comparison. Originals are shown as they are, never masked: they
// stay inside the editor.

import * as vscode from 'vscode';
import type { Server } from './server.js';

const SCHEME = 'pith';
/** Texts of comparisons kept at a time: ten comparisons; older ones have been looked at. */
const MOST_HELD = 20;

export class Drilldown implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: Server;
  readonly #held = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #count = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  /** A document with this text. The path's ending decides its language. */
  hold(text: string, path: string): vscode.Uri {
    const key = `held-${++this.#count}`;
    this.#held.set(key, text);
    for (const oldest of this.#held.keys()) if (this.#held.size > MOST_HELD) this.#held.delete(oldest);
    return documentUri(path, key);
  }

  /** Forgets the texts of all comparisons. */
  clear(): void {
    this.#held.clear();
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const held = this.#held.get(uri.query);
    if (held !== undefined) return held;
    if (uri.query.startsWith('held-'))
      return vscode.l10n.t('This comparison is no longer kept. Compress the text again to compare it.');
    return (await this.#server.request('expand', { handle: uri.query }, token)).text;
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

/** The document behind a handle; survives a restart because the URI is all it needs. */
export function handleUri(handle: string, path: string | undefined): vscode.Uri {
  return documentUri(path ?? handle.replaceAll(':', '-'), handle);
}

const documentUri = (path: string, query: string): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: path.startsWith('/') ? path : `/${path}`, query });
