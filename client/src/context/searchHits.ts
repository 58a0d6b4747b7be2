// Ranked hits as a list in the view, the best first: where a way to go on leads to. Searching as one types is
// `searchCode.ts`.

import * as vscode from 'vscode';
import type { CodeHit, SearchCodeResult } from '../../../server/src/protocol.js';
import { type Contexts, type Params, present } from './contexts.js';
import { filled, type Found, type Place } from './found.js';
import { titleOf } from './question.js';
import { lastName, linesText, percent, placesText } from './words.js';

export async function showHits(contexts: Contexts, params: Params<'searchCode'>): Promise<void> {
  await present(contexts, {
    title: () => vscode.l10n.t('Pith: searching…'),
    verb: 'searchCode',
    params,
    foundOf: (result) => foundOf(params.query, result),
  });
}

function foundOf(query: string, { hits, truncation, completeness, drilldowns, notes }: SearchCodeResult): Found {
  const places = hits.map(placeOf);
  return {
    title: vscode.l10n.t('Code for “{0}”', titleOf(query)),
    summary: placesText(hits.length, new Set(hits.map(({ path }) => path)).size),
    subject: titleOf(query),
    groups: filled([{ title: vscode.l10n.t('The best first'), isFile: false, places }]),
    truncations: truncation === undefined ? [] : [truncation],
    completeness,
    notes,
    drilldowns,
  };
}

function placeOf({ path, startLine, endLine, score, tokens, symbol }: CodeHit): Place {
  const lines = linesText(startLine, endLine);
  const details = [percent(score), ...(symbol === undefined ? [] : [lines])];
  return { label: symbol === undefined ? lines : lastName(symbol), details, path, line: startLine, tokens };
}
