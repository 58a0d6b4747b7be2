// The full status as a document in Markdown: for reading, searching and pasting into a report of a bug. What is too long
// for a list to choose from is in here whole.

import * as vscode from 'vscode';
import type { FolderStatus, StatusResult } from '../../../server/src/protocol.js';
import { formatBytes, formatShare } from '../format.js';
import { bullets, code, plain } from './markdown.js';
import {
  completenessReason,
  count,
  filesText,
  leftOutText,
  nothingIndexed,
  openDocumentsText,
  progressText,
  scipText,
  stateWord,
  symbolsText,
  withoutSymbolsText,
} from './words.js';

export function statusReport(status: StatusResult): string {
  const head = [
    `# ${vscode.l10n.t('Pith: status of the index')}`,
    vscode.l10n.t('Version {0}', plain(status.version)),
    ...status.notes.map(plain),
    ...(status.folders.length === 0 ? [plain(nothingIndexed())] : []),
  ];
  return `${[...head, ...status.folders.flatMap(folderSections)].join('\n\n')}\n`;
}

function folderSections(folder: FolderStatus): string[] {
  const { withoutSymbols, leftOut, leftOutCount, languages } = folder;
  const missing = leftOutCount - leftOut.length;
  return [
    `## ${plain(folder.name)}`,
    code(folder.root),
    bullets([...facts(folder), ...folder.notes.map(plain)]),
    ...section(
      vscode.l10n.t('Languages'),
      languages.map(
        ({ language, files, symbols }) => `${plain(language)}: ${filesText(files)}, ${symbolsText(symbols)}`,
      ),
    ),
    ...section(withoutSymbolsText(withoutSymbols.length), withoutSymbols.map(fileLine)),
    ...section(leftOutText(leftOutCount), [
      ...leftOut.map(fileLine),
      ...(missing > 0 ? [vscode.l10n.t('and {0} more', count(missing))] : []),
    ]),
  ];
}

function facts(folder: FolderStatus): string[] {
  const { state, done, total, indexPath, indexBytes, sourceBytes, scip, openDocuments } = folder;
  const locale = vscode.env.language;
  const share = formatShare(folder.completeness.score, locale);
  const why = completenessReason(folder.completeness);
  const place = indexPath === undefined ? vscode.l10n.t('in memory only') : code(indexPath);
  return [
    vscode.l10n.t(
      'State: {0}',
      state === 'indexing' ? `${stateWord(state)}, ${progressText(done, total)}` : stateWord(state),
    ),
    vscode.l10n.t('Completeness: {0}', [share, ...(why === undefined ? [] : [plain(why)])].join('. ')),
    vscode.l10n.t('Files: {0} ({1})', count(folder.files), formatBytes(sourceBytes, locale)),
    vscode.l10n.t('Symbols: {0}', count(folder.symbols)),
    vscode.l10n.t('Tokens: {0}', count(folder.tokens)),
    vscode.l10n.t('Chunks of text: {0}', count(folder.chunks)),
    vscode.l10n.t('Modules: {0}', count(folder.modules)),
    vscode.l10n.t('Size of the index: {0}', formatBytes(indexBytes, locale)),
    vscode.l10n.t('Where it is: {0}', place),
    vscode.l10n.t('Generation: {0}', count(folder.generation)),
    ...(openDocuments > 0 ? [openDocumentsText(openDocuments)] : []),
    ...(scip === undefined ? [] : [vscode.l10n.t('SCIP index {0}: {1}', code(scip.path), plain(scipText(scip)))]),
  ];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`### ${title}`, bullets(lines)];

const fileLine = ({ path, reason }: { readonly path: string; readonly reason: string }): string =>
  `${code(path)}: ${plain(reason)}`;
