// Contexts and places in words: the same in the tree, in messages and for screen readers.

import * as vscode from 'vscode';
import type {
  BlockRole,
  Completeness,
  ContextBlock,
  Omission,
  SignalShare,
  Truncation,
} from '../../../server/src/protocol.js';
import { formatSavedPercent, formatShare, formatTokens, savedPercent } from '../format.js';
import { completenessReason, count, filesText } from '../index/words.js';
import { type Asked, isOverBudget, type Pack } from './pack.js';
import { titleOf } from './question.js';

export const tokens = (value: number, isExact: boolean): string => formatTokens(value, isExact, vscode.env.language);

export const tokensText = (value: number, isExact: boolean): string =>
  value === 1 && isExact ? vscode.l10n.t('1 token') : vscode.l10n.t('{0} tokens', tokens(value, isExact));

export const percent = (share: number): string => formatShare(share, vscode.env.language);

/** What the context is for. */
export function askedTitle({ query, anchors }: Asked): string {
  if (query.trim() !== '') return titleOf(query);
  return (anchors?.selections?.length ?? 0) > 0
    ? vscode.l10n.t('Selection with its dependencies')
    : vscode.l10n.t('Chosen code');
}

/** `3,812 of 4,000 tokens` */
export function totalText(pack: Pack): string {
  const total = tokens(pack.tokens, pack.isCounted && pack.result.exact);
  const budget = tokens(pack.budgetTokens, true);
  return isOverBudget(pack)
    ? vscode.l10n.t('{0} of {1} tokens – over budget', total, budget)
    : vscode.l10n.t('{0} of {1} tokens', total, budget);
}

/** `41,203 → 3,812 tokens (−91 %) from 7 files`: against the whole files it is from. */
export function savedText({ result, tokens: now }: Pick<Pack, 'result' | 'tokens'>): string {
  const { files, filesTokens } = result.compared;
  const [was, is, from] = [tokens(filesTokens, result.exact), tokens(now, result.exact), filesText(files)];
  if (now >= filesTokens) return vscode.l10n.t('{0} tokens from {1}', is, from);
  const less = formatSavedPercent(savedPercent(filesTokens, now), vscode.env.language);
  return vscode.l10n.t('{0} → {1} tokens ({2}) from {3}', was, is, less, from);
}

export const completeText = ({ score }: Completeness): string => vscode.l10n.t('{0} complete', percent(score));

/** `62 % complete: files are still being read` */
export function incompleteText(completeness: Completeness): string {
  const why = completenessReason(completeness);
  const share = completeText(completeness);
  return why === undefined ? share : vscode.l10n.t('{0}: {1}', share, why);
}

export function roleText(role: BlockRole): string {
  switch (role) {
    case 'match':
      return vscode.l10n.t('found for the question');
    case 'selection':
      return vscode.l10n.t('selected');
    case 'dependency':
      return vscode.l10n.t('used by what was found');
    case 'outline':
      return vscode.l10n.t('shows where found code sits');
  }
}

export const linesText = (startLine: number, endLine: number): string =>
  startLine === endLine ? vscode.l10n.t('line {0}', startLine) : vscode.l10n.t('lines {0}–{1}', startLine, endLine);

export const blockName = ({ symbol, startLine, endLine }: ContextBlock): string =>
  symbol ?? linesText(startLine, endLine);

/** `names 0.82 × 0.4` */
export const signalText = ({ signal, value, weight }: SignalShare): string => {
  const format = new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 2 });
  return vscode.l10n.t('{0}: {1} × {2}', signal, format.format(value), format.format(weight));
};

export function reasonText(reason: Omission['reason']): string {
  switch (reason) {
    case 'whitespace':
      return vscode.l10n.t('blank space');
    case 'licence':
      return vscode.l10n.t('licence');
    case 'commented-out':
      return vscode.l10n.t('commented-out code');
    case 'comment':
      return vscode.l10n.t('comment');
    case 'body':
      return vscode.l10n.t('body');
    case 'statements':
      return vscode.l10n.t('statements');
    case 'markup':
      return vscode.l10n.t('markup');
    case 'repeated':
      return vscode.l10n.t('repeated');
    case 'low-relevance':
      return vscode.l10n.t('matters less');
    case 'unchanged-context':
      return vscode.l10n.t('unchanged');
    case 'reencoded':
      return vscode.l10n.t('written another way');
    case 'outputs':
      return vscode.l10n.t('outputs');
    case 'budget-exceeded':
      return vscode.l10n.t('did not fit');
  }
}

export function truncationText({ reason, droppedCount, originalCount }: Truncation): string {
  const [dropped, all] = [count(droppedCount), count(originalCount)];
  switch (reason) {
    case 'max-modules':
      return vscode.l10n.t('{0} of {1} modules: over the limit', dropped, all);
    case 'max-symbols':
      return vscode.l10n.t('{0} of {1} symbols: over the limit', dropped, all);
    case 'max-items':
      return vscode.l10n.t('{0} of {1} results: over the limit', dropped, all);
    case 'max-refs':
      return vscode.l10n.t('{0} of {1} references: over the limit', dropped, all);
    case 'timeout':
      return vscode.l10n.t('{0} of {1}: there was no more time', dropped, all);
    case 'budget-exceeded':
      return vscode.l10n.t('{0} of {1}: did not fit into the budget', dropped, all);
  }
}

/** `12 in 3 files` */
export const placesText = (places: number, files: number): string =>
  vscode.l10n.t('{0} in {1}', count(places), filesText(files));

export const referencesText = (references: number): string =>
  references === 1 ? vscode.l10n.t('1 reference') : vscode.l10n.t('{0} references', count(references));

/** `Upload.send` → `send` */
export const lastName = (qualifiedName: string): string => qualifiedName.split(/\.|::|#/).at(-1) || qualifiedName;
