// `Pith: Find References (compact)`: every use of a symbol as a line, with how sure it is, in the view.

import * as vscode from 'vscode';
import type { FindReferencesResult, ReferenceInfo } from '../../../server/src/protocol.js';
import { type Contexts, type Params, present } from './contexts.js';
import { fileGroups, type Found, type Place } from './found.js';
import { symbolHere } from './symbolHere.js';
import { lastName, linesText, percent, placesText } from './words.js';

export async function findReferences(contexts: Contexts): Promise<void> {
  const symbol = await symbolHere(contexts, vscode.l10n.t('Pith: Find References'));
  if (symbol !== undefined) await showReferences(contexts, { symbol });
}

export async function showReferences(contexts: Contexts, params: Params<'findReferences'>): Promise<void> {
  const title = () => vscode.l10n.t('Pith: looking for references…');
  await present(contexts, { title, verb: 'findReferences', params, foundOf });
}

function foundOf({ symbol, references, truncation, completeness, notes, drilldowns }: FindReferencesResult): Found {
  const groups = fileGroups(references.map(placeOf));
  return {
    title: vscode.l10n.t('References of {0}', symbol.qualifiedName),
    summary: placesText(references.length, groups.length),
    subject: symbol.qualifiedName,
    groups,
    truncations: truncation === undefined ? [] : [truncation],
    completeness,
    notes,
    drilldowns,
  };
}

function placeOf({ path, line, column, endColumn, from, kind, confidence }: ReferenceInfo): Place {
  const at = linesText(line, line);
  const details = [kind, ...(confidence < 1 ? [percent(confidence)] : []), ...(from === undefined ? [] : [at])];
  return { label: from === undefined ? at : lastName(from), details, path, line, columns: [column, endColumn] };
}
