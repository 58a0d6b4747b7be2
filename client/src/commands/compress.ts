// One compression from inputs to clipboard, with the notification that says what it saved. Every command that
// compresses ends here; where the inputs come from is theirs to know.

import * as vscode from 'vscode';
import type { CompressResult, DocumentInput } from '../../../server/src/protocol.js';
import { compare, copyOriginal } from './original.js';
import { formatSavedPercent, formatTokens } from '../format.js';
import type { Host } from '../host.js';
import { withProgress } from '../progress.js';
import { type Choice, chooseLevel } from './chooseLevel.js';
import { detached, settled } from './command.js';

/** Gathers inputs and compresses them to the clipboard; both under one progress notification. */
export async function compressFrom(
  host: Host,
  gather: (token: vscode.CancellationToken) => Promise<DocumentInput[]>,
  choice: Choice = {},
): Promise<void> {
  const { inputs, result } = await withProgress(
    () => titleOf(host),
    async (token) => {
      const inputs = await gather(token);
      return {
        inputs,
        result: await host.server.request('compress', { inputs, ...choice, purpose: 'clipboard' }, token),
      };
    },
  );
  await vscode.env.clipboard.writeText(result.text);
  host.savingsChanged.fire(result);
  detached(settled(host, announce(host, inputs, result)));
}

/** What a progress notification says while `host.server` works or is still coming up. */
export const titleOf = (host: Host): string =>
  host.server.isReady ? vscode.l10n.t('Pith: compressing…') : vscode.l10n.t('Pith: waiting for its server to start…');

async function announce(host: Host, inputs: readonly DocumentInput[], result: CompressResult): Promise<void> {
  const actions = [
    { title: vscode.l10n.t('Compare'), run: () => compare(host, inputs, result) },
    { title: vscode.l10n.t('Choose Level'), run: () => recompress(host, inputs) },
    { title: vscode.l10n.t('Undo'), run: () => copyOriginal(host, inputs, result) },
  ];
  const offered = isUnchanged(result) && result.masked === 0 ? actions.slice(1, 2) : actions;
  const chosen = await vscode.window.showInformationMessage(messageOf(result), ...offered);
  await chosen?.run();
}

async function recompress(host: Host, inputs: readonly DocumentInput[]): Promise<void> {
  const choice = await chooseLevel(host, inputs);
  if (choice !== undefined) await compressFrom(host, async () => [...inputs], choice);
}

const isUnchanged = (result: CompressResult): boolean => result.savedTokens <= 0;

function messageOf(result: CompressResult): string {
  const sentences = [isUnchanged(result) ? unchangedText(result) : savedText(result)];
  if (result.masked === 1) sentences.push(vscode.l10n.t('1 secret masked.'));
  if (result.masked > 1) sentences.push(vscode.l10n.t('{0} secrets masked.', result.masked));
  const [note] = result.notes;
  if (note !== undefined) sentences.push(note);
  if (result.notes.length > 1) sentences.push(vscode.l10n.t('(and {0} more notes)', result.notes.length - 1));
  return sentences.join(' · ');
}

function savedText({ tokens, savedPercent }: CompressResult): string {
  const locale = vscode.env.language;
  return vscode.l10n.t(
    '{0} → {1} tokens ({2})',
    formatTokens(tokens.before, tokens.exact, locale),
    formatTokens(tokens.after, tokens.exact, locale),
    formatSavedPercent(savedPercent, locale),
  );
}

function unchangedText({ tokens, masked }: CompressResult): string {
  const count = formatTokens(tokens.after, tokens.exact, vscode.env.language);
  return masked === 0
    ? vscode.l10n.t('Nothing to save: the text is on the clipboard unchanged ({0} tokens).', count)
    : vscode.l10n.t(
        'Nothing to save: the text is on the clipboard, unchanged but for masked secrets ({0} tokens).',
        count,
      );
}
