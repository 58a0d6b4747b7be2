import { expect, test } from 'vitest';
import { type BudgetLimits, DEFAULT_LIMITS, resolveLimits } from '../../../server/src/budget/limits.js';
import { defaultSettings, parseSettings } from '../../../server/src/config.js';

const check = (given: Partial<BudgetLimits> | undefined, expected: Partial<BudgetLimits>) =>
  expect(resolveLimits(given)).toEqual({ ...DEFAULT_LIMITS, ...expected });

test('what is missing or 0 takes its default, each field for itself', () => {
  const defaults = { tokens: 4000, maxModules: 10, maxSymbolsPerModule: 5, maxImpactItems: 20, maxDrilldowns: 5 };
  check(undefined, defaults);
  check({}, defaults);
  check({ maxModules: 5, maxSymbolsPerModule: 3 }, { maxModules: 5, maxSymbolsPerModule: 3 });
  check({ maxModules: 0, maxDrilldowns: 1 }, { maxModules: 10, maxDrilldowns: 1 });
});

test.each([
  ['maxModules', -1],
  ['tokens', 1.5],
  ['maxDrilldowns', Number.NaN],
] as const)('%s: %s is an error that names the field', (name, value) => {
  expect(() => resolveLimits({ [name]: value })).toThrow(name);
});

test('the settings are the same limits', () => {
  expect(defaultSettings.budget).toEqual(DEFAULT_LIMITS);
  check(parseSettings({ budget: { tokens: 0 } }).budget, {});
  expect(() => parseSettings({ budget: { maxImpactItems: -1 } })).toThrow('pith.budget.maxImpactItems');
});
