// The index in words: one line for a tooltip, the same words in the status and in its report.

import * as vscode from 'vscode';
import type { FolderStatus, StatusResult } from '../../../server/src/protocol.js';
import { formatCount, formatShort } from '../format.js';
import { type IndexState, type IndexSummary, summaryOf } from './summary.js';

/** `Index: ready, 1,204 files, 13,402 symbols` */
export function indexLine(status: StatusResult | undefined): string {
  if (status === undefined) return vscode.l10n.t('Index: its status is not known yet.');
  const summary = summaryOf(status.folders);
  return summary === undefined ? nothingIndexed() : vscode.l10n.t('Index: {0}', summaryText(summary));
}

export function nothingIndexed(): string {
  return isEnabled()
    ? vscode.l10n.t('Index: there is none, because no folder on this machine is open.')
    : vscode.l10n.t('Index: off. The setting pith.index.enabled turns it on.');
}

export const isEnabled = (): boolean => vscode.workspace.getConfiguration('pith').get('index.enabled', true);

export const summaryText = ({ state, done, total, files, symbols }: IndexSummary): string =>
  state === 'indexing' && total > 0
    ? vscode.l10n.t('{0}, {1}', stateWord(state), progressText(done, total))
    : vscode.l10n.t('{0}, {1}, {2}', stateWord(state), filesText(files), symbolsText(symbols));

export function stateWord(state: IndexState): string {
  switch (state) {
    case 'ready':
      return vscode.l10n.t('ready');
    case 'indexing':
      return vscode.l10n.t('indexing');
    case 'incomplete':
      return vscode.l10n.t('incomplete');
    case 'failed':
      return vscode.l10n.t('failed');
  }
}

export const progressText = (done: number, total: number): string =>
  vscode.l10n.t('{0} of {1} files', count(done), count(total));

export const filesText = (files: number): string =>
  files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', count(files));

export const symbolsText = (symbols: number): string =>
  symbols === 1 ? vscode.l10n.t('1 symbol') : vscode.l10n.t('{0} symbols', count(symbols));

export const tokensText = (tokens: number): string =>
  vscode.l10n.t('{0} tokens', formatShort(tokens, true, vscode.env.language));

/** Why the index is not complete, where it is not. */
export const completenessReason = ({ details, reason }: FolderStatus['completeness']): string | undefined =>
  details ?? reasonText(reason);

function reasonText(reason: FolderStatus['completeness']['reason']): string | undefined {
  switch (reason) {
    case 'workspace-not-ready':
      return vscode.l10n.t('files are still being read');
    case 'truncated':
      return vscode.l10n.t('there are more files than pith.index.maxFiles allows');
    case 'index-stale':
      return vscode.l10n.t('the index is older than the files');
    case 'no-results':
    case 'no-backend-available':
      return vscode.l10n.t('nothing is indexed');
    case 'best-effort':
      return vscode.l10n.t('some files are searched as text only');
    case 'full-backend':
    case 'timed-out':
      return undefined;
  }
}

/** `1,204 documents, 12 commits behind` */
export function scipText({ documents, commitsBehind = 0, isDirty, note }: ScipStatus): string {
  const parts = [
    documents === 1 ? vscode.l10n.t('1 document') : vscode.l10n.t('{0} documents', count(documents)),
    commitsBehind === 1 && vscode.l10n.t('1 commit behind'),
    commitsBehind > 1 && vscode.l10n.t('{0} commits behind', count(commitsBehind)),
    isDirty === true && vscode.l10n.t('files have changed since'),
    note,
  ];
  return parts.filter((part) => typeof part === 'string').join(', ');
}

type ScipStatus = NonNullable<FolderStatus['scip']>;

export const leftOutText = (files: number): string =>
  files === 1
    ? vscode.l10n.t('1 file or folder is left out')
    : vscode.l10n.t('{0} files and folders are left out', count(files));

export const withoutSymbolsText = (files: number): string =>
  files === 1
    ? vscode.l10n.t('1 file is searched as text only')
    : vscode.l10n.t('{0} files are searched as text only', count(files));

export const openDocumentsText = (documents: number): string =>
  documents === 1
    ? vscode.l10n.t('1 open document counts as it is in the editor')
    : vscode.l10n.t('{0} open documents count as they are in the editor', count(documents));

export const count = (value: number): string => formatCount(value, vscode.env.language);
