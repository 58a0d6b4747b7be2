// What a change of a symbol means for those who use it: who sees it, how a use depends on it, how risky it is
// (CKB's rules and weights, features B29). Pure: it is told what was found.

import type { ImpactKind, Risk, Visibility } from '../model/insights.js';
import type { DeclarationKind, ReferenceKind } from '../model/source.js';
import { TYPES } from './declared.js';

export interface Seen {
  readonly name: string;
  readonly signature: string;
  readonly exported: boolean;
}

/** Words of signatures that say who sees a symbol, the narrower ones first. */
const MODIFIERS: readonly (readonly [RegExp, Visibility['level']])[] = [
  [/\b(?:private|fileprivate|protected)\b/, 'private'],
  [/\binternal\b|\bpub\((?:crate|super|in [^)]*)\)/, 'internal'],
  [/\b(?:public|export|pub|open)\b/, 'public'],
];

/** Modifiers are sure, then who uses it, then how it is spelled. */
export function visibilityOf(
  { name, signature, exported }: Seen,
  uses: { readonly isUsedOutside: boolean; readonly isUsed: boolean },
): Visibility {
  const beforeName = signature.slice(0, Math.max(0, signature.indexOf(name)));
  const [, level] = MODIFIERS.find(([pattern]) => pattern.test(beforeName)) ?? [];
  if (level) return { level, confidence: 0.95, by: 'modifiers' };
  if (uses.isUsedOutside) return { level: 'public', confidence: 0.9, by: 'references' };
  if (uses.isUsed) return { level: 'internal', confidence: 0.7, by: 'references' };
  if (/^[_#]/.test(name)) return { level: 'private', confidence: 0.6, by: 'naming' };
  return { level: exported ? 'public' : 'internal', confidence: 0.5, by: 'naming' };
}

/** How a use depends on a symbol of a kind; undefined for an import, which its uses speak for. */
export function classify(
  use: ReferenceKind | 'import' | 'unknown',
  { isTest, kind }: { readonly isTest: boolean; readonly kind: DeclarationKind },
): ImpactKind | undefined {
  if (use === 'import') return undefined;
  if (isTest) return 'test-dependency';
  switch (use) {
    case 'call':
    case 'new':
    case 'extends':
      return 'direct-caller';
    case 'implements':
      return 'implements-interface';
    case 'type':
      return 'type-dependency';
    case 'value':
      // Who reads a variable depends on its value; who hands a function on, on what it looks like.
      return kind === 'field' || kind === 'constant' ? 'direct-caller' : 'type-dependency';
    case 'unknown':
      return 'unknown';
  }
}

export interface RiskFacts {
  readonly visibility: Visibility['level'];
  /** That use it directly. */
  readonly callers: number;
  /** In which they are. */
  readonly modules: number;
  readonly kind: DeclarationKind;
}

const WEIGHTS = { visibility: 0.3, callers: 0.35, modules: 0.25, kind: 0.1 } as const;
const VISIBLE: Readonly<Record<Visibility['level'], number>> = { public: 1, internal: 0.6, private: 0.2 };
/** So many callers are as many as there can be. */
const MANY_CALLERS = 20;
/** One module is no spread, but more than none. */
const ONE_MODULE = 0.2;
const HIGH = 0.7;
const MEDIUM = 0.4;

export function riskOf({ visibility, callers, modules, kind }: RiskFacts): Risk {
  const factors = {
    visibility: VISIBLE[visibility],
    callers: rounded(Math.min(1, Math.log10(callers + 1) / Math.log10(MANY_CALLERS + 1))),
    modules: rounded(modules <= 1 ? modules * ONE_MODULE : Math.min(1, Math.log10(modules))),
    kind: TYPES.has(kind) ? 0.9 : kind === 'function' || kind === 'method' ? 0.7 : 0.4,
  };
  const score = rounded(
    WEIGHTS.visibility * factors.visibility +
      WEIGHTS.callers * factors.callers +
      WEIGHTS.modules * factors.modules +
      WEIGHTS.kind * factors.kind,
  );
  return { level: score >= HIGH ? 'high' : score >= MEDIUM ? 'medium' : 'low', score, factors };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
