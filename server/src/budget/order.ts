// The orders of lists in answers (features A33–A35): each is total, so that the same list always comes out the same.

import type { Drilldown } from '../model/drilldown.js';
import { IMPACT_KINDS, type ImpactKind } from '../model/insights.js';

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The most depended on first, then the largest. */
export function byModule(a: RankedModule, b: RankedModule): number {
  return b.impactCount - a.impactCount || b.symbolCount - a.symbolCount || byText(a.id, b.id);
}

interface RankedModule {
  readonly impactCount: number;
  readonly symbolCount: number;
  readonly id: string;
}

/** The surest first, then the most used. */
export function bySymbol(a: RankedSymbol, b: RankedSymbol): number {
  return b.confidence - a.confidence || b.referenceCount - a.referenceCount || byText(a.id, b.id);
}

interface RankedSymbol {
  readonly confidence: number;
  readonly referenceCount: number;
  readonly id: string;
}

/** As they stand in the files. */
export function byPlace(a: Placed, b: Placed): number {
  return byText(a.path, b.path) || a.line - b.line || a.column - b.column;
}

interface Placed {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** CKB's order of kinds lacks `implements-interface`: what implements an interface breaks with it as what calls a function does. */
export function byImpact(a: RankedImpact, b: RankedImpact): number {
  return (
    IMPACT_KINDS.indexOf(a.kind) - IMPACT_KINDS.indexOf(b.kind) || b.confidence - a.confidence || byText(a.id, b.id)
  );
}

interface RankedImpact {
  readonly kind: ImpactKind;
  readonly confidence: number;
  readonly id: string;
}

type RankedDrilldown = Pick<Drilldown, 'relevance' | 'label'>;

export function byRelevance(a: RankedDrilldown, b: RankedDrilldown): number {
  return b.relevance - a.relevance || byText(a.label, b.label);
}

const SEVERITIES: readonly string[] = ['error', 'warning', 'info'];

/** A severity that nobody knows is an `info`. */
export function bySeverity(a: RankedWarning, b: RankedWarning): number {
  return severityOf(a) - severityOf(b) || byText(a.text, b.text);
}

interface RankedWarning {
  readonly severity: string;
  readonly text: string;
}

function severityOf({ severity }: RankedWarning): number {
  const at = SEVERITIES.indexOf(severity);
  return at === -1 ? SEVERITIES.length - 1 : at;
}
