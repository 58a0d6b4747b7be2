// `Pith: Run Doctor`: what is wrong, what is right, and the fixes to click.

import * as vscode from 'vscode';
import type { DoctorCheck, DoctorFinding, DoctorFix, Verbs } from '../../../server/src/protocol.js';
import { detached, settled } from '../commands/command.js';
import type { Host } from '../host.js';
import { withProgress } from '../progress.js';
import { findingsText, inOrderOfUrgency } from './findings.js';
import { applyFix } from './fix.js';

interface DoctorRow extends vscode.QuickPickItem {
  readonly act?: () => Promise<void>;
}

/** All checks, or the one that is asked for. */
export async function runDoctor(host: Host, params: Verbs['doctor']['params'] = {}): Promise<void> {
  const { healthy, findings } = await withProgress(
    () => vscode.l10n.t('Pith: looking for problems…'),
    (token) => host.server.request('doctor', params, token),
  );
  const title = healthy ? vscode.l10n.t('Pith: Doctor – nothing has failed') : vscode.l10n.t('Pith: Doctor');
  const placeHolder = vscode.l10n.t('Choose a fix, or a finding to read all of it');
  const rows = [
    ...inOrderOfUrgency(findings).flatMap((finding) => findingRows(host, finding)),
    ...actions(host, findings, params),
  ];
  const picked = await vscode.window.showQuickPick(rows, { title, placeHolder, matchOnDetail: true });
  await picked?.act?.();
}

const ICONS: Readonly<Record<DoctorFinding['status'], string>> = {
  pass: '$(pass)',
  info: '$(info)',
  warn: '$(warning)',
  fail: '$(error)',
};

function findingRows(host: Host, finding: DoctorFinding): DoctorRow[] {
  const { check, status, message, fixes } = finding;
  return [
    {
      label: `${ICONS[status]} ${checkName(check)}`,
      detail: message,
      act: async () => detached(settled(host, tell(finding))),
    },
    ...fixes.map((fix) => ({
      label: `$(blank) $(wrench) ${fix.description}`,
      ...(fix.editorCommand === undefined && { description: fix.command }),
      act: () => applyFix(fix),
    })),
  ];
}

interface FixButton extends vscode.MessageItem {
  readonly fix: DoctorFix;
}

/** A row has room for one line; a notification has it for the whole message. */
async function tell({ check, status, message, fixes }: DoctorFinding): Promise<void> {
  const text = vscode.l10n.t('{0}: {1}', checkName(check), message);
  const chosen = await show(
    status,
    text,
    fixes.map((fix) => ({ title: fix.description, fix })),
  );
  if (chosen !== undefined) await applyFix(chosen.fix);
}

function show(status: DoctorFinding['status'], text: string, buttons: readonly FixButton[]) {
  if (status === 'fail') return vscode.window.showErrorMessage(text, ...buttons);
  if (status === 'warn') return vscode.window.showWarningMessage(text, ...buttons);
  return vscode.window.showInformationMessage(text, ...buttons);
}

function actions(host: Host, findings: readonly DoctorFinding[], params: Verbs['doctor']['params']): DoctorRow[] {
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(copy) ${vscode.l10n.t('Copy findings')}`,
      act: async () => vscode.env.clipboard.writeText(findingsText(findings)),
    },
    { label: `$(refresh) ${vscode.l10n.t('Run again')}`, act: () => runDoctor(host, params) },
  ];
}

function checkName(check: DoctorCheck): string {
  switch (check) {
    case 'config':
      return vscode.l10n.t('Settings');
    case 'storage':
      return vscode.l10n.t('Storage');
    case 'index':
      return vscode.l10n.t('Index');
    case 'watcher':
      return vscode.l10n.t('File watcher');
    case 'git':
      return vscode.l10n.t('Git');
    case 'scip':
      return vscode.l10n.t('SCIP');
    case 'grammars':
      return vscode.l10n.t('Grammars');
  }
}
