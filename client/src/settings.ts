// Reads `pith.*` for the server and sends changes on. The keys are those of the manifest; what they accept is checked
// by the server alone. Turning the masking of secrets off counts only where the user confirmed it for the workspace.

import * as vscode from 'vscode';
import { settled } from './commands/command.js';
import type { Host } from './host.js';
import { nest, type Settings } from './nest.js';

const SECTION = 'pith';
const MASK = 'secrets.mask';
/** In `workspaceState`: the user agreed that text leaves this workspace unmasked. */
const UNMASKED = 'pith.unmaskedConfirmed';

/** All settings as the server wants them. */
export function readSettings(context: vscode.ExtensionContext): Settings {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  const entries = settingKeys(context).map((key) => [key, configuration.get(key)] as const);
  return nest([...entries, [MASK, masks(configuration) || !context.workspaceState.get<boolean>(UNMASKED)]]);
}

export function meterSettings(): { readonly inline: boolean; readonly delayMs: number } {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  return { inline: configuration.get('meter.inline', true), delayMs: configuration.get('meter.delayMs', 250) };
}

/** Forwards changes, and asks before the first text leaves unmasked. */
export function settings(host: Host): vscode.Disposable {
  void settled(host, remindUnconfirmed(host));
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SECTION)) void settled(host, changed(host, event));
  });
}

async function changed(host: Host, event: vscode.ConfigurationChangeEvent): Promise<void> {
  if (event.affectsConfiguration(`${SECTION}.${MASK}`)) await maskChanged(host);
  await host.server.settingsChanged();
}

async function maskChanged(host: Host): Promise<void> {
  if (masks(vscode.workspace.getConfiguration(SECTION))) return host.context.workspaceState.update(UNMASKED, undefined);
  if (!host.context.workspaceState.get<boolean>(UNMASKED)) await confirmUnmasked(host);
}

async function confirmUnmasked(host: Host): Promise<void> {
  const agree: vscode.MessageItem = { title: vscode.l10n.t('Turn Off Masking') };
  const detail = vscode.l10n.t(
    'Passwords, tokens and keys in your text will then reach the clipboard as they are. This counts for this workspace only; everywhere else secrets stay masked.',
  );
  const question = vscode.l10n.t('Let secrets leave this workspace unmasked?');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, agree);
  if (chosen === agree) await host.context.workspaceState.update(UNMASKED, true);
  else await maskAgain();
}

/** Puts the setting back to true wherever it says false. */
async function maskAgain(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  const { workspaceValue, globalValue } = configuration.inspect<boolean>(MASK) ?? {};
  if (workspaceValue === false) await configuration.update(MASK, true, vscode.ConfigurationTarget.Workspace);
  if (globalValue === false) await configuration.update(MASK, true, vscode.ConfigurationTarget.Global);
}

/** A workspace opened with masking off, but never confirmed: it stays masked, and the user learns why. */
async function remindUnconfirmed(host: Host): Promise<void> {
  if (masks(vscode.workspace.getConfiguration(SECTION)) || host.context.workspaceState.get<boolean>(UNMASKED)) return;
  const decide: vscode.MessageItem = { title: vscode.l10n.t('Decide…') };
  const message = vscode.l10n.t(
    'Secrets are still masked here: pith.secrets.mask is off, but not confirmed for this workspace.',
  );
  if ((await vscode.window.showInformationMessage(message, decide)) !== decide) return;
  await confirmUnmasked(host);
  await host.server.settingsChanged();
}

const masks = (configuration: vscode.WorkspaceConfiguration): boolean => configuration.get<boolean>(MASK, true);

/** Keys of the manifest without the section, e.g. `compress.level`. */
function settingKeys(context: vscode.ExtensionContext): string[] {
  const { properties } = context.extension.packageJSON.contributes.configuration as { properties: object };
  return Object.keys(properties).map((key) => key.slice(SECTION.length + 1));
}
