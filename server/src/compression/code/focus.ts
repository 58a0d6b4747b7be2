// Level `focus`: the units that matter stay in full, the others become signatures.
// With a question the best matches stay; without one, what the file itself uses and exports, up to a share of it.

import type { Structure } from '../../model/source.js';
import { scoresByUse, scoresForQuestion, type Subject } from './relevance.js';
import type { Unit } from './units.js';

/** Share of what could be left out that stays: two fifths keep a file readable at about half its tokens. */
const FOCUS_SHARE = 0.4;
/** Longest unit, in characters that are not blank, that stays although it is more than the share: about 1,500 tokens. */
const MOST_ALONE = 5_000;
/** A match weaker than this part of the best one is not what the question is about. */
const WEAK_MATCH = 0.35;
/** Cost counts with this power: one long unit is worth several short ones, but not as many as its length would buy. */
const COST_POWER = 0.2;

/** The units that stay in full. */
export function chooseUnits(
  text: string,
  structure: Structure,
  units: readonly Unit[],
  question: string | undefined,
): ReadonlySet<Unit> {
  const subjects = subjectsOf(structure, units);
  const asked = question?.trim() ? scoresForQuestion(text, subjects, question) : undefined;
  const isAsked = asked?.scores.some((score) => score > 0) ?? false;
  const scores = asked && isAsked ? asked.scores : scoresByUse(text, subjects);
  const weakest = asked && isAsked ? Math.max(WEAK_MATCH * asked.best, Number.MIN_VALUE) : 0;
  const priced = units.map((unit, index) => ({ unit, score: scores[index] ?? 0, cost: costOf(text, unit) }));
  const candidates = priced
    .filter(({ score, cost }) => cost > 0 && score >= weakest)
    .map((entry) => ({ ...entry, worth: isAsked ? entry.score : entry.score / entry.cost ** COST_POWER }))
    .sort((a, b) => b.worth - a.worth || a.unit.span.start - b.unit.span.start);
  const total = priced.reduce((sum, { cost }) => sum + cost, 0);
  return take(candidates, FOCUS_SHARE * total, isAsked);
}

interface Candidate {
  readonly unit: Unit;
  readonly cost: number;
}

/**
 * Takes candidates while they fit. The best answer to a question stays whatever it costs; without a question the best
 * candidate does where none fits, because of a function chosen by itself the signature is not what was wanted.
 */
function take(candidates: readonly Candidate[], share: number, isAsked: boolean): ReadonlySet<Unit> {
  const chosen = new Set<Unit>();
  let left = share;
  for (const { unit, cost } of candidates) {
    if (cost > left && !(isAsked && chosen.size === 0)) continue;
    chosen.add(unit);
    left -= cost;
  }
  const [best] = candidates;
  if (best && chosen.size === 0 && best.cost <= MOST_ALONE) chosen.add(best.unit);
  return chosen;
}

/**
 * What keeping a unit costs, in characters that are not blank: proportional to tokens within a few percent, and
 * free, where counting every body would cost as much as a third of the parse.
 */
function costOf(text: string, { pieces }: Unit): number {
  let cost = 0;
  for (const { span } of pieces) {
    for (let at = span.start; at < span.end; at++) if (text.charCodeAt(at) > 32) cost++;
  }
  return cost;
}

function subjectsOf(structure: Structure, units: readonly Unit[]): Subject[] {
  const numbers = new Map<number, number>();
  for (const [index, { declaration }] of units.entries())
    if (declaration !== undefined) numbers.set(declaration, index);
  return units.map((unit): Subject => {
    const declaration = unit.declaration === undefined ? undefined : structure.declarations[unit.declaration];
    if (!declaration)
      return { name: '', signature: { start: 0, end: 0 }, rest: [unit.span], exported: false, isData: false };
    const { kind, name, span, body, doc, exported, parent } = declaration;
    const container = parent === undefined ? undefined : numbers.get(parent);
    const signatureEnd = body?.start ?? signatureEndOf(structure, unit.declaration ?? 0, span.end);
    return {
      name,
      signature: { start: span.start, end: signatureEnd },
      rest: [...(doc ? [doc] : []), ...(body ? [body] : [])],
      exported,
      isData: kind === 'constant' || kind === 'field',
      ...(container !== undefined && { container }),
    };
  });
}

/** A container's signature ends where its first member begins. */
function signatureEndOf({ declarations }: Structure, index: number, end: number): number {
  const next = declarations[index + 1];
  return next?.parent === index ? Math.min(next.doc?.start ?? next.span.start, next.span.start) : end;
}
