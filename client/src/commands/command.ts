// Registers commands and is the one guard behind them: what fails is told once, in words, with the next step as a
// button. Cancelling is an answer, not a failure.

import * as vscode from 'vscode';
import { traceOf } from '../crashLines.js';
import { Failure, INTERNAL, SERVER_STOPPED } from '../failures.js';
import type { Host } from '../host.js';

type Run = (...args: unknown[]) => Promise<void>;

export function registerCommand(host: Host, id: string, run: Run): vscode.Disposable {
  return vscode.commands.registerCommand(id, (...args: unknown[]) => settled(host, run(...args)));
}

/** Waits for `work` and reports its failure; never rejects. */
export async function settled(host: Host, work: PromiseLike<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof vscode.CancellationError)) detached(tell(host, error));
  }
}

/** Notifications stay until the user answers; a command is done before that. */
export function detached(shown: Thenable<unknown>): void {
  void shown;
}

async function tell(host: Host, error: unknown): Promise<void> {
  if (!(error instanceof Failure)) logBug(host, error);
  const message = error instanceof Failure ? error.message : unexpected();
  const buttons = error instanceof Failure ? [...fixesOf(error), ...buttonsFor(error.code)] : buttonsFor(INTERNAL);
  const chosen = await vscode.window.showErrorMessage(message, ...buttons);
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}

interface Button extends vscode.MessageItem {
  readonly command: string;
}

/** Those that VS Code can carry out without asking; what a terminal has to do is in the message. */
function fixesOf({ fixes }: Failure): Button[] {
  return fixes.flatMap(({ description, safe, editorCommand }) =>
    safe && editorCommand !== undefined ? [{ title: description, command: editorCommand }] : [],
  );
}

function buttonsFor(code: string): Button[] {
  const restart = { title: vscode.l10n.t('Restart Server'), command: 'pith.restartServer' };
  const log = { title: vscode.l10n.t('Show Log'), command: 'pith.showLog' };
  if (code === SERVER_STOPPED) return [restart, log];
  return code === INTERNAL ? [log] : [];
}

/** The message of an unforeseen error may quote what was being read, so only its name and its places are kept. */
function logBug(host: Host, error: unknown): void {
  host.log.error(traceOf(error));
}

const unexpected = (): string =>
  vscode.l10n.t('Pith could not do this because of an error of its own. The log says where it happened.');
