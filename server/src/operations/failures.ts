// Errors as tools know them: the shared code for each of ours that has one, and what can be done about it. Limits of time
// and rate are no errors here but parts of answers, and there are no aliases, so four codes are never given.

import { t } from '@vscode/l10n';
import type { UserErrorCode } from '../base/errors.js';
import type { Failure, Fix } from '../model/failure.js';

interface Known {
  readonly failure: Failure;
  readonly fixes: () => readonly Fix[];
}

const KNOWN: Readonly<Partial<Record<UserErrorCode, Known>>> = {
  'symbol-not-found': { failure: 'SYMBOL_NOT_FOUND', fixes: () => [lookAtStatus()] },
  'symbol-gone': { failure: 'SYMBOL_DELETED', fixes: () => [updateIndex()] },
  'scope-invalid': { failure: 'SCOPE_INVALID', fixes: () => [listModules()] },
  'index-missing': { failure: 'INDEX_MISSING', fixes: () => [updateIndex()] },
  'workspace-not-ready': { failure: 'WORKSPACE_NOT_READY', fixes: () => [updateIndex(), lookAtStatus()] },
  'cursor-invalid': { failure: 'INDEX_STALE', fixes: () => [] },
  'changed-while-read': { failure: 'INDEX_STALE', fixes: () => [updateIndex()] },
  'budget-too-small': { failure: 'BUDGET_EXCEEDED', fixes: () => [] },
  storage: { failure: 'BACKEND_UNAVAILABLE', fixes: () => [checkStorage()] },
};

/** The shared code, absent where there is none, and the fixes, of which the first is the likeliest. */
export function failureOf(code: UserErrorCode): { readonly failure?: Failure; readonly fixes: readonly Fix[] } {
  const known = KNOWN[code];
  return known ? { failure: known.failure, fixes: known.fixes() } : { fixes: [] };
}

const updateIndex = (): Fix => ({
  description: t('Bring the index up to date'),
  command: 'pith index',
  safe: true,
  editorCommand: 'pith.rebuildIndex',
});

const lookAtStatus = (): Fix => ({
  description: t('See what is indexed'),
  command: 'pith status',
  safe: true,
  editorCommand: 'pith.showStatus',
});

const listModules = (): Fix => ({ description: t('List the modules'), command: 'pith module', safe: true });

const checkStorage = (): Fix => ({
  description: t('Check where Pith keeps its data'),
  command: 'pith doctor --check storage',
  safe: true,
  editorCommand: 'pith.runDoctor',
});
