// How much of an answer there may be, counted in things and in tokens (CKB's response budget, features A1–A2, H2.3).

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';

export interface BudgetLimits {
  /** Tokens of a text; CKB names it `estimatedMaxTokens` and reads it nowhere, here it is held. */
  readonly tokens: number;
  readonly maxModules: number;
  readonly maxSymbolsPerModule: number;
  readonly maxImpactItems: number;
  readonly maxDrilldowns: number;
}

export const DEFAULT_LIMITS: BudgetLimits = {
  tokens: 4_000,
  maxModules: 10,
  maxSymbolsPerModule: 5,
  maxImpactItems: 20,
  maxDrilldowns: 5,
};

/**
 * What is missing or 0 takes its default, each field for itself: 0 cannot mean "none" where it also means "not said".
 * Throws a UserError `usage` that names a field that is negative or no whole number.
 */
export function resolveLimits(given: Partial<BudgetLimits> = {}): BudgetLimits {
  const names = Object.keys(DEFAULT_LIMITS) as (keyof BudgetLimits)[];
  const limits = { ...DEFAULT_LIMITS };
  for (const name of names) limits[name] = limitOf(name, given[name]);
  return limits;
}

function limitOf(name: keyof BudgetLimits, value: number | undefined): number {
  if (value === undefined || value === 0) return DEFAULT_LIMITS[name];
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new UserError(
    'usage',
    t('{0} is {1}; it takes a whole number, and 0 stands for {2}.', name, value, DEFAULT_LIMITS[name]),
  );
}
