// Who calls a symbol and whom it calls, the nearest first, in the view.

import * as vscode from 'vscode';
import type { CallNode, GetCallGraphResult } from '../../../server/src/protocol.js';
import { symbolsText } from '../index/words.js';
import { type Contexts, type Params, present } from './contexts.js';
import { filled, type Found, type Place } from './found.js';
import { lastName, linesText } from './words.js';

export async function showCallGraph(contexts: Contexts, params: Params<'getCallGraph'>): Promise<void> {
  const title = () => vscode.l10n.t('Pith: following calls…');
  await present(contexts, { title, verb: 'getCallGraph', params, foundOf });
}

function foundOf({ symbol, nodes, truncations, completeness, notes, drilldowns }: GetCallGraphResult): Found {
  const others = nodes.filter(({ distance }) => distance !== 0);
  const [callers, callees] = [-1, 1].map((side) =>
    others.filter(({ distance }) => Math.sign(distance) === side).map(placeOf),
  );
  return {
    title: vscode.l10n.t('Calls around {0}', symbol.qualifiedName),
    summary: symbolsText(others.length),
    subject: symbol.qualifiedName,
    groups: filled([
      { title: vscode.l10n.t('Calls it'), isFile: false, places: callers ?? [] },
      { title: vscode.l10n.t('Is called by it'), isFile: false, places: callees ?? [] },
    ]),
    truncations,
    completeness,
    notes,
    drilldowns,
  };
}

function placeOf({ name, path, startLine, endLine, distance }: CallNode): Place {
  const steps = Math.abs(distance);
  const details = [linesText(startLine, endLine), ...(steps > 1 ? [vscode.l10n.t('{0} steps away', steps)] : [])];
  return { label: lastName(name), details, path, line: startLine };
}
