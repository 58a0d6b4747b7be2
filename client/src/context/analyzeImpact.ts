// `Pith: Impact of This Symbol`: what a change of it touches, the closest first, in the view.

import * as vscode from 'vscode';
import type { AnalyzeImpactResult, ImpactItem } from '../../../server/src/protocol.js';
import { count } from '../index/words.js';
import { type Contexts, type Params, present } from './contexts.js';
import type { Found, Group, Place } from './found.js';
import { symbolHere } from './symbolHere.js';
import { lastName, percent, placesText } from './words.js';

export async function analyzeImpact(contexts: Contexts): Promise<void> {
  const symbol = await symbolHere(contexts, vscode.l10n.t('Pith: Impact of This Symbol'));
  if (symbol !== undefined) await showImpact(contexts, { symbol });
}

export async function showImpact(contexts: Contexts, params: Params<'analyzeImpact'>): Promise<void> {
  const title = () => vscode.l10n.t('Pith: looking for what depends on it…');
  await present(contexts, { title, verb: 'analyzeImpact', params, foundOf });
}

function foundOf(result: AnalyzeImpactResult): Found {
  const { symbol, items, truncations, completeness, notes, drilldowns } = result;
  return {
    title: vscode.l10n.t('Impact of {0}', symbol.qualifiedName),
    summary: placesText(items.length, new Set(items.map(({ path }) => path)).size),
    subject: symbol.qualifiedName,
    groups: groupsOf(items),
    truncations,
    completeness,
    notes: [riskText(result), ...notes],
    drilldowns,
  };
}

/** In the order of the answer: the closest kind first. */
function groupsOf(items: readonly ImpactItem[]): Group[] {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    title: kindText(kind),
    isFile: false,
    places: items.filter((item) => item.kind === kind).map(placeOf),
  }));
}

function placeOf({ name, path, line, confidence, uses, via }: ImpactItem): Place {
  const details = [
    ...(confidence < 1 ? [percent(confidence)] : []),
    ...(uses > 1 ? [vscode.l10n.t('{0} uses', count(uses))] : []),
    ...(via === undefined ? [] : [vscode.l10n.t('through {0}', lastName(via))]),
  ];
  return { label: lastName(name), details, path, line };
}

function kindText(kind: ImpactItem['kind']): string {
  switch (kind) {
    case 'direct-caller':
      return vscode.l10n.t('Calls it');
    case 'implements-interface':
      return vscode.l10n.t('Implements it');
    case 'transitive-caller':
      return vscode.l10n.t('Calls what calls it');
    case 'type-dependency':
      return vscode.l10n.t('Uses its type');
    case 'test-dependency':
      return vscode.l10n.t('Tests it');
    case 'unknown':
      return vscode.l10n.t('Uses it otherwise');
  }
}

function riskText({ risk, visibility, directCount, transitiveCount, modules }: AnalyzeImpactResult): string {
  const counts = vscode.l10n.t(
    '{0} direct, {1} indirect, {2} modules',
    count(directCount),
    count(transitiveCount),
    count(modules.length),
  );
  return vscode.l10n.t('Risk: {0} ({1}; {2})', levelText(risk.level), counts, visibilityText(visibility.level));
}

function levelText(level: AnalyzeImpactResult['risk']['level']): string {
  switch (level) {
    case 'high':
      return vscode.l10n.t('high');
    case 'medium':
      return vscode.l10n.t('medium');
    case 'low':
      return vscode.l10n.t('low');
  }
}

function visibilityText(level: AnalyzeImpactResult['visibility']['level']): string {
  switch (level) {
    case 'public':
      return vscode.l10n.t('public');
    case 'internal':
      return vscode.l10n.t('internal');
    case 'private':
      return vscode.l10n.t('private');
  }
}
