// What the indexes of a workspace say of themselves, for `getStatus` and for the completeness of answers.

import { t } from '@vscode/l10n';
import type { IndexedFolder } from '../indexing/workspace.js';
import type { Completeness, FolderStatus, StatusResult } from '../model/index.js';

const DEFAULT_LEFT_OUT = 20;

export function statusOf(
  folders: readonly IndexedFolder[],
  {
    version,
    leftOutLimit = DEFAULT_LEFT_OUT,
  }: { readonly version: string; readonly leftOutLimit?: number | undefined },
): StatusResult {
  const statuses = folders.map((folder) => folderStatus(folder, leftOutLimit));
  return {
    version,
    healthy: statuses.every(({ state }) => state !== 'failed'),
    folders: statuses,
    notes: folders.length === 0 ? [t('No folder is indexed.')] : [],
  };
}

function folderStatus(folder: IndexedFolder, leftOutLimit: number): FolderStatus {
  const { indexer, location } = folder;
  const { store, status } = indexer;
  const totals = store.totals();
  const files = store.files();
  const stored = files.flatMap(({ name, leftOut }) => (leftOut === undefined ? [] : [{ path: name, reason: leftOut }]));
  const byRules = status.leftOut.map(({ name, reason }) => ({ path: name, reason }));
  return {
    name: folder.name,
    root: folder.path,
    state: stateOf(folder),
    done: status.done,
    total: status.total,
    files: totals.files,
    symbols: totals.symbols,
    chunks: totals.chunks,
    tokens: totals.tokens,
    sourceBytes: totals.sourceBytes,
    indexBytes: store.bytes(),
    ...(store.path !== undefined && { indexPath: location.directory }),
    generation: store.generation(),
    languages: languagesOf(files),
    modules: store.modules().length,
    withoutSymbols: files
      .flatMap(({ name, note }) => (note === undefined ? [] : [{ path: name, reason: note }]))
      .slice(0, leftOutLimit),
    leftOut: [...stored, ...byRules].slice(0, leftOutLimit),
    leftOutCount: stored.length + status.leftOutCount,
    truncated: status.truncated,
    openDocuments: indexer.openDocuments.size,
    completeness: completenessOf([folder]),
    ...(folder.scip.status && { scip: folder.scip.status }),
    notes: notesOf(folder),
  };
}

function stateOf({ indexer }: IndexedFolder): FolderStatus['state'] {
  const { problem, phase, hasLooked } = indexer.status;
  if (problem !== undefined) return 'failed';
  if (phase !== 'idle') return 'indexing';
  return hasLooked ? 'ready' : 'incomplete';
}

function languagesOf(files: ReturnType<IndexedFolder['indexer']['store']['files']>): FolderStatus['languages'] {
  const counts = new Map<string, { files: number; symbols: number }>();
  for (const { language, symbols, leftOut } of files) {
    if (leftOut !== undefined) continue;
    const name = language ?? 'text';
    const count = counts.get(name) ?? { files: 0, symbols: 0 };
    counts.set(name, { files: count.files + 1, symbols: count.symbols + symbols });
  }
  return [...counts]
    .map(([language, count]) => ({ language, ...count }))
    .sort((a, b) => b.files - a.files || (a.language < b.language ? -1 : 1));
}

function notesOf({ indexer, scip }: IndexedFolder): string[] {
  const { problem, rebuilt, truncated } = indexer.status;
  return [
    ...(indexer.store.path === undefined
      ? [t('The cache folder cannot be written: the index is in memory and is built again next time.')]
      : []),
    ...(problem === 'storage'
      ? [t('The index cannot be written: the disk is full, or another process holds it. It stays as it was.')]
      : []),
    ...(problem === 'failed' ? [t('Indexing failed because of an error of Pith. The log says where.')] : []),
    ...(scip.problem !== undefined ? [t('The SCIP index is not used: {0}', scip.problem)] : []),
    ...(rebuilt ? [t('The index was damaged and was built anew.')] : []),
    ...(truncated ? [t('There are more files than pith.index.maxFiles: the rest is not indexed.')] : []),
  ];
}

/** How much of what could be answered is in the indexes; the least of all folders. */
export function completenessOf(folders: readonly IndexedFolder[]): Completeness {
  let least: Completeness = { score: 1, reason: 'full-backend' };
  if (folders.length === 0) return { score: 0, reason: 'workspace-not-ready', details: t('No folder is indexed.') };
  for (const { indexer, name } of folders) {
    const { missing, hasLooked, phase, problem } = indexer.status;
    const { files } = indexer.store.totals();
    const score =
      hasLooked && missing === 0
        ? 1
        : files / Math.max(1, files + missing + (hasLooked || phase === 'indexing' ? 0 : 1));
    if (problem !== undefined)
      least = {
        score: Math.min(least.score, score, 0.5),
        reason: 'index-stale',
        details: t('{0} is not up to date.', name),
      };
    else if (score < least.score)
      least = {
        score,
        reason: 'workspace-not-ready',
        details: t('{0}: {1} files are not indexed yet.', name, missing.toLocaleString('en-US')),
      };
  }
  return { ...least, score: Math.round(least.score * 1e6) / 1e6 };
}
