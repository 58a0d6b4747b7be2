// The rows of `Pith: Show Status`: facts of each folder, what is left out, and what one can do about it.

import * as vscode from 'vscode';
import type { FolderStatus, StatusResult } from '../../../server/src/protocol.js';
import { formatBytes, formatShare } from '../format.js';
import type { IndexState } from './summary.js';
import {
  completenessReason,
  filesText,
  leftOutText,
  nothingIndexed,
  openDocumentsText,
  progressText,
  scipText,
  stateWord,
  symbolsText,
  tokensText,
  withoutSymbolsText,
} from './words.js';

export type StatusAct =
  | { readonly kind: 'command'; readonly command: string; readonly argument?: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'report' };

export interface StatusRow extends vscode.QuickPickItem {
  /** The same in every drawing, so that the focus stays where it is. */
  readonly id: string;
  /** What choosing it does; the report where absent. */
  readonly act?: StatusAct;
}

const ICONS: Readonly<Record<IndexState, string>> = {
  ready: '$(pass)',
  indexing: '$(sync~spin)',
  incomplete: '$(warning)',
  failed: '$(error)',
};

export function statusRows(status: StatusResult): StatusRow[] {
  const isOne = status.folders.length === 1;
  return [
    ...(status.folders.length === 0 ? [{ id: 'none', label: `$(circle-slash) ${nothingIndexed()}` }] : []),
    ...status.notes.map((note, index) => noteRow(`note ${index}`, note)),
    ...status.folders.flatMap((folder) => [...(isOne ? [] : [separator(folder.name)]), ...folderRows(folder)]),
    separator(vscode.l10n.t('Actions')),
    ...actions(),
  ];
}

function folderRows(folder: FolderStatus): StatusRow[] {
  const { root, notes, leftOutCount, withoutSymbols, openDocuments, scip } = folder;
  const rows = [
    stateRow(folder),
    placeRow(folder),
    completenessRow(folder),
    leftOutCount > 0 && {
      id: 'left out',
      label: `$(circle-slash) ${leftOutText(leftOutCount)}`,
      ...some(folder.leftOut),
    },
    withoutSymbols.length > 0 && {
      id: 'text only',
      label: `$(file) ${withoutSymbolsText(withoutSymbols.length)}`,
      ...some(withoutSymbols),
    },
    openDocuments > 0 && { id: 'open', label: `$(edit) ${openDocumentsText(openDocuments)}` },
    scip !== undefined && { id: 'scip', label: `$(references) SCIP`, description: scip.path, detail: scipText(scip) },
    ...notes.map((note, index) => noteRow(`note ${index}`, note)),
  ];
  return rows.filter((row) => row !== false).map((row) => ({ ...row, id: `${root} ${row.id}` }));
}

function stateRow(folder: FolderStatus): StatusRow {
  const { state, languages } = folder;
  const busiest = [...languages].sort((a, b) => b.files - a.files).map(({ language }) => language);
  return {
    id: 'state',
    label: `${ICONS[state]} ${capitalized(stateWord(state))}`,
    description: counts(folder).join(' · '),
    ...(busiest.length > 0 && { detail: busiest.join(', ') }),
  };
}

/** As much as a line has room for: while files are indexed, the row below says how complete the index is. */
function counts(folder: FolderStatus): string[] {
  const { state, done, total, files, symbols, tokens } = folder;
  return state === 'indexing' && total > 0
    ? [progressText(done, total), symbolsText(symbols), tokensText(tokens)]
    : [filesText(files), symbolsText(symbols), tokensText(tokens), completeText(folder)];
}

function completenessRow(folder: FolderStatus): StatusRow | false {
  const detail = completenessReason(folder.completeness);
  return detail !== undefined && { id: 'completeness', label: `$(pie-chart) ${completeText(folder)}`, detail };
}

const completeText = ({ completeness }: FolderStatus): string =>
  vscode.l10n.t('{0} complete', formatShare(completeness.score, vscode.env.language));

function placeRow({ indexBytes, indexPath }: FolderStatus): StatusRow {
  const id = 'place';
  if (indexPath === undefined) return { id, label: `$(database) ${vscode.l10n.t('The index is in memory only')}` };
  const size = formatBytes(indexBytes, vscode.env.language);
  return {
    id,
    label: `$(database) ${vscode.l10n.t('{0} on disk', size)}`,
    description: vscode.l10n.t('choose to copy the path'),
    detail: indexPath,
    act: { kind: 'copy', text: indexPath },
  };
}

/** The first files, as many as a line has room for. */
function some(files: readonly { readonly path: string; readonly reason: string }[]): { readonly detail?: string } {
  if (files.length === 0) return {};
  return {
    detail: files
      .slice(0, 3)
      .map(({ path, reason }) => `${path} (${reason})`)
      .join(', '),
  };
}

const noteRow = (id: string, note: string): StatusRow => ({
  id,
  label: `$(info) ${vscode.l10n.t('Note')}`,
  detail: note,
});

function actions(): StatusRow[] {
  const command = (icon: string, label: string, id: string, argument?: string): StatusRow => ({
    id,
    label: `$(${icon}) ${label}`,
    act: { kind: 'command', command: id, ...(argument !== undefined && { argument }) },
  });
  return [
    {
      id: 'report',
      label: `$(list-unordered) ${vscode.l10n.t('Open full report')}`,
      description: vscode.l10n.t('every file that is left out, and why'),
      act: { kind: 'report' },
    },
    command('refresh', vscode.l10n.t('Rebuild index'), 'pith.rebuildIndex'),
    command('checklist', vscode.l10n.t('Run doctor'), 'pith.runDoctor'),
    command('gear', vscode.l10n.t('Open settings'), 'workbench.action.openSettings', 'pith.index'),
    command('output', vscode.l10n.t('Show log'), 'pith.showLog'),
  ];
}

const separator = (label: string): StatusRow => ({ id: '', label, kind: vscode.QuickPickItemKind.Separator });

const capitalized = (word: string): string => word.charAt(0).toLocaleUpperCase(vscode.env.language) + word.slice(1);
