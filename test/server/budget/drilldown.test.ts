import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answered, drilldownsFor } from '../../../server/src/budget/drilldown.js';
import { formatDrilldown, parseDrilldown } from '../../../server/src/budget/drilldownText.js';
import { truncationOf } from '../../../server/src/budget/truncation.js';
import { DRILLDOWN_COMMANDS } from '../../../server/src/model/drilldown.js';

const complete = { score: 1, reason: 'full-backend' } as const;
const asked = { command: 'searchCode', args: { query: 'retry' } } as const;
const topModule = { id: 'mod:1', name: 'Core Module' };

const check = (answered: Partial<Answered>, expected: readonly string[], maxDrilldowns = 5) => {
  const found = drilldownsFor({ asked, truncations: [], completeness: complete, ...answered }, { maxDrilldowns });
  expect(found.map((each) => `${each.relevance} ${each.label} → ${formatDrilldown(each)}`)).toEqual(expected);
};

const poor = {
  truncations: [truncationOf('max-modules', 12, 10)],
  topModule,
  completeness: { score: 0.7, reason: 'workspace-not-ready' },
  symbolId: '0a',
} as const;

describe('drilldowns', () => {
  test('go on from what was cut and what is not sure, the most relevant first', () => {
    const four = [
      '0.9 Explore top module: Core Module → getModuleOverview mod:1',
      '0.8 Retry after warmup → findReferences 0a --wait-for-ready',
      '0.7 Check workspace status → getStatus',
      '0.65 Get maximum results (slower) → findReferences 0a --merge=union',
    ];
    check(poor, four);
    check({ ...poor, isStale: true }, [...four, '0.6 See how to make the SCIP index again → doctor --check=scip']);
    check({ ...poor, isStale: true }, four.slice(0, 3), 3);
  });

  test('are none where there is nothing to go on from', () => {
    check({}, []);
    check({ truncations: [undefined] }, []);
    expect(drilldownsFor(undefined, { maxDrilldowns: 5 })).toEqual([]);
    expect(drilldownsFor({ asked, ...poor }, undefined)).toEqual([]);
    check({ truncations: [truncationOf('max-modules', 12, 10)] }, []);
    check({ truncations: [truncationOf('max-symbols', 12, 10)] }, []);
  });

  test('ask other sources below a score of 0.8 only', () => {
    check({ completeness: { score: 0.8, reason: 'best-effort' }, symbolId: '0a' }, [
      '0.7 Check workspace status → getStatus',
    ]);
  });

  test('keep what was asked for where the same verb is asked again', () => {
    const references = { command: 'findReferences', args: { symbol: 'send', scope: 'lib' } } as const;
    const cut = { asked: references, symbolId: '0a', nextCursor: 'c' };
    check({ ...cut, truncations: [truncationOf('max-refs', 500, 20)] }, [
      '0.82 Next page → findReferences send --scope=lib --cursor=c',
      '0.8 Get first page of references → findReferences 0a --scope=lib --limit=100',
    ]);
    check({ ...cut, truncations: [truncationOf('max-refs', 500, 100)] }, [
      '0.82 Next page → findReferences send --scope=lib --cursor=c',
    ]);
    check({ asked: references, symbolId: '0a', truncations: [truncationOf('timeout', 5, 1)] }, [
      '0.75 Retry with the index alone → findReferences 0a --scope=lib --backend=index',
    ]);
    const waiting = { command: 'findReferences', args: { symbol: '0a', waitForReady: true, merge: 'union' } } as const;
    check({ ...poor, truncations: [], asked: waiting }, ['0.7 Check workspace status → getStatus']);
  });

  test('scope to the top module, and ask for all where there is a limit', () => {
    const impact = { command: 'analyzeImpact', args: { symbol: 'send' } } as const;
    check(
      { asked: impact, truncations: [truncationOf('max-items', 30, 20)], topModule, symbolId: '0a', takesLimit: true },
      [
        '0.85 Scope to module Core Module → findReferences 0a --scope=mod:1',
        '0.78 Show all 30 → analyzeImpact send --limit=30',
      ],
    );
  });

  test('raise a budget to what is needed, or to twice as much', () => {
    const outline = { command: 'getOutline', args: { path: 'lib' } } as const;
    const cut = { asked: outline, truncations: [truncationOf('budget-exceeded', 9, 4)], budgetTokens: 1_000 };
    check(cut, ['0.72 Raise the budget to 2000 tokens → getOutline lib --budget=2000']);
    check({ ...cut, neededTokens: 1_234 }, ['0.72 Raise the budget to 1234 tokens → getOutline lib --budget=1234']);
  });

  test('do not send long questions back', () => {
    const long = { command: 'searchCode', args: { query: 'x'.repeat(10_000) } } as const;
    check({ asked: long, nextCursor: 'c', truncations: [truncationOf('max-items', 20, 10)] }, []);
  });
});

describe('as text', () => {
  test.each([
    ['findReferences sym123', { symbol: 'sym123' }],
    ['getModuleOverview src/app --limit=5', { module: 'src/app', limit: 5 }],
    ['findReferences sym --wait-for-ready', { symbol: 'sym', waitForReady: true }],
    ['findReferences sym --no-tests', { symbol: 'sym', includeTests: false }],
    ['searchCode sym --tests', { query: 'sym', includeTests: true }],
    ["searchCode 'why does it --retry?' --budget=10", { query: 'why does it --retry?', budgetTokens: 10 }],
    ["findReferences sym --scope='2024'", { symbol: 'sym', scope: '2024' }],
    ['getStatus', {}],
  ])('%s', (text, args) => {
    const parsed = parseDrilldown(text);
    expect(parsed?.args).toEqual(args);
    expect(parsed && formatDrilldown(parsed)).toBe(text);
  });

  test('says nothing where it is empty or names no verb, and keeps words that are too many', () => {
    expect(parseDrilldown('')).toBeUndefined();
    expect(parseDrilldown('explainFile a.ts')).toBeUndefined();
    expect(parseDrilldown('getStatus now')?.args).toEqual({ arg: 'now' });
    expect(parseDrilldown('getOutline "a b" c\\ d')?.args).toEqual({ path: 'a b', arg: 'c d' });
  });

  test('comes back as it was', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
    const names = fc.constantFrom(
      'scope',
      'limit',
      'cursor',
      'waitForReady',
      'budgetTokens',
      'depth',
      'model',
      'includeTests',
    );
    const call = fc.record({
      command: fc.constantFrom(...DRILLDOWN_COMMANDS),
      args: fc.dictionary(names, value),
    });
    fc.assert(
      fc.property(call, (it) => {
        expect(parseDrilldown(formatDrilldown(it))).toEqual({ ...it, args: { ...it.args } });
      }),
    );
  });
});
