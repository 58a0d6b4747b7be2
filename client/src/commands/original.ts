// Back from a result to what it was made of: Compare shows both side by side, Undo puts the original on the clipboard.
// Both are for the user's own eyes, so secrets are not masked.

import * as vscode from 'vscode';
import type { CompressResult, DocumentInput } from '../../../server/src/protocol.js';
import { formatSavedPercent } from '../format.js';
import { Failure } from '../failures.js';
import type { Host } from '../host.js';
import { originalText } from '../inputs/original.js';
import { withProgress } from '../progress.js';

export async function compare(host: Host, inputs: readonly DocumentInput[], result: CompressResult): Promise<void> {
  const original = await originalOf(host, inputs, result);
  const name = nameOf(inputs);
  const saved = formatSavedPercent(result.savedPercent, vscode.env.language);
  const title = vscode.l10n.t('{0}: original ↔ compressed ({1})', name, saved);
  const [left, right] = [host.drilldown.hold(original, name), host.drilldown.hold(result.text, name)];
  await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
}

export async function copyOriginal(
  host: Host,
  inputs: readonly DocumentInput[],
  result: CompressResult,
): Promise<void> {
  await vscode.env.clipboard.writeText(await originalOf(host, inputs, result));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Pith: the original text is on the clipboard.'), 5_000);
}

/** The text as it was chosen; for files that the server read, what the handles of their blocks give. */
async function originalOf(host: Host, inputs: readonly DocumentInput[], result: CompressResult): Promise<string> {
  const held = originalText(inputs);
  if (held !== undefined) return held;
  return withProgress(
    () => vscode.l10n.t('Pith: reading the original…'),
    async (token) => {
      const parts: string[] = [];
      for (const { handle } of result.blocks) {
        if (handle === undefined) throw notKept();
        parts.push((await host.server.request('expand', { handle }, token)).text);
      }
      return parts.join('\n');
    },
  );
}

const notKept = () =>
  new Failure(
    'handle-unknown',
    vscode.l10n.t('The originals could not be kept. Open the files themselves; the log says what is wrong.'),
  );

/** The last part of the only input's label: its ending gives both sides their language. */
function nameOf(inputs: readonly DocumentInput[]): string {
  const [first] = inputs;
  if (first === undefined || inputs.length > 1) return vscode.l10n.t('{0} texts', inputs.length);
  const label = first.label ?? first.uri;
  return label.slice(label.lastIndexOf('/') + 1);
}
