// Symbols of a name as a list in the view: where a way to go on leads to.

import * as vscode from 'vscode';
import type { SearchSymbolsResult, SymbolInfo } from '../../../server/src/protocol.js';
import { symbolsText } from '../index/words.js';
import { type Contexts, type Params, present } from './contexts.js';
import { fileGroups, type Found, type Place } from './found.js';
import { lastName, linesText } from './words.js';

export async function showSymbols(contexts: Contexts, params: Params<'searchSymbols'>): Promise<void> {
  const { query } = params;
  await present(contexts, {
    title: () => vscode.l10n.t('Pith: looking for {0}…', query),
    verb: 'searchSymbols',
    params,
    foundOf: (result) => foundOf(query, result),
  });
}

function foundOf(query: string, { symbols, truncation, completeness, drilldowns }: SearchSymbolsResult): Found {
  return {
    title: vscode.l10n.t('Symbols like {0}', query),
    summary: symbolsText(symbols.length),
    subject: query,
    groups: fileGroups(symbols.map((symbol) => symbolPlace(symbol))),
    truncations: truncation === undefined ? [] : [truncation],
    completeness,
    notes: [],
    drilldowns,
  };
}

/** At its declaration, with what it costs in full. */
export const symbolPlace = (symbol: SymbolInfo, details: readonly string[] = []): Place => ({
  label: lastName(symbol.qualifiedName),
  details: [symbol.kind, linesText(symbol.startLine, symbol.endLine), ...details],
  path: symbol.path,
  line: symbol.startLine,
  tokens: symbol.tokens.full,
});
