// The modules of a workspace, or what one of them is: what it offers, what it uses and who uses it, in the view.

import * as vscode from 'vscode';
import type { Drilldown, GetModuleOverviewResult, ModuleInfo } from '../../../server/src/protocol.js';
import { count, filesText, symbolsText } from '../index/words.js';
import { type Contexts, type Params, present } from './contexts.js';
import { filled, type Found, type Group, type Place } from './found.js';
import { symbolPlace } from './searchSymbols.js';
import { referencesText } from './words.js';

type Overview = NonNullable<GetModuleOverviewResult['overview']>;

export async function showModules(contexts: Contexts, params: Params<'getModuleOverview'>): Promise<void> {
  const title = () => vscode.l10n.t('Pith: looking at modules…');
  await present(contexts, { title, verb: 'getModuleOverview', params, foundOf });
}

function foundOf({ modules, overview, truncations, completeness, notes, drilldowns }: GetModuleOverviewResult): Found {
  const rest = { truncations, completeness, drilldowns };
  if (overview === undefined) {
    const title = vscode.l10n.t('Modules');
    const places = modules.map(modulePlace);
    return { title, summary: count(modules.length), subject: title, groups: [group(title, places)], notes, ...rest };
  }
  const { name, responsibility, fileCount, symbolCount } = overview;
  return {
    title: vscode.l10n.t('Module {0}', name),
    summary: `${filesText(fileCount)}, ${symbolsText(symbolCount)}`,
    subject: overview.path,
    groups: groupsOf(overview),
    notes: [...(responsibility === undefined ? [] : [responsibility]), ...notes],
    ...rest,
  };
}

function groupsOf({ topSymbols, imports, importedBy }: Overview): Group[] {
  const used = topSymbols.map(({ symbol, referenceCount }) => symbolPlace(symbol, [referencesText(referenceCount)]));
  return filled([
    group(vscode.l10n.t('Used most'), used),
    group(vscode.l10n.t('Imports from'), imports.map(usePlace)),
    group(vscode.l10n.t('Imported by'), importedBy.map(usePlace)),
  ]);
}

const group = (title: string, places: readonly Place[]): Group => ({ title, isFile: false, places });

const modulePlace = ({ id, path, name, fileCount, symbolCount, tokens }: ModuleInfo): Place => ({
  label: name,
  details: [filesText(fileCount), symbolsText(symbolCount)],
  path,
  tokens,
  drilldown: overviewOf(id, name),
});

const usePlace = ({ id, path, files }: Overview['imports'][number]): Place => ({
  label: path,
  details: [filesText(files)],
  path,
  drilldown: overviewOf(id, path),
});

const overviewOf = (module: string, name: string): Drilldown => ({
  command: 'getModuleOverview',
  args: { module },
  label: vscode.l10n.t('Module {0}', name),
  relevance: 1,
  reason: '',
});
