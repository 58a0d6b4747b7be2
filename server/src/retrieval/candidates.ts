// What a use may mean, and how sure that is: what the kinds of evidence are worth, and which declarations fit which use.

import type { Place } from '../model/facts.js';
import type { DeclarationKind } from '../model/source.js';
import type { StoredSymbol } from '../storage/indexStore.js';
import { TYPES } from './declared.js';
import type { Member } from './members.js';

/** How an answer was found. */
export type Evidence = 'scope' | 'member' | 'import' | 'package' | 'name';

export interface Candidate {
  readonly symbol: StoredSymbol;
  /** 0–1. */
  readonly confidence: number;
  readonly by: Evidence;
}

export interface Use {
  readonly name: string;
  readonly place: Place;
}

/**
 * How often each kind of evidence is right, as measured against the TypeScript language service (`test/bench`), rounded:
 * a name in scope hides all others, a class knows its members, a name alone says little.
 */
export const SURE = {
  scope: 0.95,
  member: 0.9,
  import: 0.9,
  inherited: 0.85,
  package: 0.8,
  wildcard: 0.75,
  name: 0.3,
} as const;

/** More declarations of one name than these tell nothing of which is meant. */
export const MOST_OF_A_NAME = 8;

const CALLABLE: ReadonlySet<DeclarationKind> = new Set(['function', 'method', 'class', 'constant', 'field', 'type']);

export const candidateOf = ({ symbol, among, isInherited }: Member): Candidate => ({
  symbol,
  confidence: (isInherited ? SURE.inherited : SURE.member) / Math.max(1, among),
  by: 'member',
});

export function fits(kind: DeclarationKind, use: Place['kind']): boolean {
  if (use === 'call' || use === 'new') return CALLABLE.has(kind);
  if (use === 'type' || use === 'extends' || use === 'implements') return TYPES.has(kind) || kind === 'constant';
  return kind !== 'section';
}

export function shared(found: readonly StoredSymbol[], confidence: number, by: Evidence): readonly Candidate[] {
  if (found.length === 0 || found.length > MOST_OF_A_NAME) return [];
  return found.map((symbol) => ({ symbol, confidence: confidence / found.length, by }));
}
