// `Pith: Find References (compact)`: every use of a symbol as a line each, with how sure it is, in the view.

import * as vscode from 'vscode';
import type { FindReferencesParams, FindReferencesResult } from '../../../server/src/protocol.js';
import { withProgress } from '../progress.js';
import type { Contexts } from './contexts.js';
import type { Found } from './found.js';
import { symbolHere } from './symbolHere.js';

export async function findReferences(contexts: Contexts): Promise<void> {
  const symbol = await symbolHere(contexts, vscode.l10n.t('Pith: Find References'));
  if (symbol !== undefined) await showReferences(contexts, { symbol });
}

export async function showReferences(contexts: Contexts, params: FindReferencesParams): Promise<void> {
  const result = await withProgress(
    () => vscode.l10n.t('Pith: looking for references…'),
    (token) => contexts.host.server.request('findReferences', params, token),
  );
  contexts.session.showFound(foundOf(result));
  await contexts.view.reveal('found');
}

function foundOf({ symbol, references, truncation, completeness, notes, drilldowns }: FindReferencesResult): Found {
  return {
    what: 'references',
    symbol: symbol.qualifiedName,
    places: references.map(({ path, line, column, endColumn, from, kind, confidence }) => ({
      path,
      line,
      columns: [column, endColumn] as const,
      kind,
      confidence,
      ...(from !== undefined && { name: from }),
    })),
    ...(truncation !== undefined && { truncation }),
    completeness,
    notes,
    drilldowns,
  };
}
