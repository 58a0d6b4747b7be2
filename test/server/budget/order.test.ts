import { expect, test } from 'vitest';
import { byImpact, byModule, byPlace, byRelevance, bySeverity, bySymbol } from '../../../server/src/budget/order.js';
import { IMPACT_KINDS, type ImpactKind } from '../../../server/src/model/insights.js';

/** In every order that two neighbours can come, the expected one comes out. */
const check = <Item>(order: (a: Item, b: Item) => number, expected: readonly Item[]) => {
  expect([...expected].reverse().sort(order)).toEqual(expected);
  expect([...expected].sort(order)).toEqual(expected);
};

test('modules: the most depended on, then the largest, then by id', () => {
  const module = (impactCount: number, symbolCount: number, id: string) => ({ impactCount, symbolCount, id });
  check(byModule, [module(10, 1, 'c'), module(8, 9, 'a'), module(8, 2, 'a'), module(8, 2, 'b'), module(5, 3, 'a')]);
});

test('symbols: the surest, then the most used, then by id', () => {
  const symbol = (confidence: number, referenceCount: number, id: string) => ({ confidence, referenceCount, id });
  check(bySymbol, [symbol(0.9, 1, 'c'), symbol(0.5, 4, 'a'), symbol(0.5, 2, 'a'), symbol(0.5, 2, 'b')]);
});

test('places: as they stand', () => {
  const place = (path: string, line: number, column: number) => ({ path, line, column });
  check(byPlace, [place('a', 1, 2), place('a', 2, 1), place('a', 10, 1), place('b', 1, 1)]);
});

test('impact: the closest kind, then the surest, then by id', () => {
  const item = (kind: ImpactKind, confidence: number, id: string) => ({ kind, confidence, id });
  expect([...IMPACT_KINDS]).toEqual([
    'direct-caller',
    'implements-interface',
    'transitive-caller',
    'type-dependency',
    'test-dependency',
    'unknown',
  ]);
  check(byImpact, [
    item('direct-caller', 0.4, 'b'),
    item('implements-interface', 0.9, 'a'),
    item('transitive-caller', 0.9, 'a'),
    item('transitive-caller', 0.9, 'b'),
    item('transitive-caller', 0.8, 'a'),
    item('unknown', 1, 'a'),
  ]);
});

test('drilldowns: the most relevant, then by label', () => {
  const drilldown = (relevance: number, label: string) => ({ relevance, label });
  check(byRelevance, [drilldown(0.9, 'z'), drilldown(0.8, 'a'), drilldown(0.8, 'b'), drilldown(0.1, 'a')]);
});

test('warnings: errors first; what nobody knows is an info', () => {
  const warning = (severity: string, text: string) => ({ severity, text });
  check(bySeverity, [
    warning('error', 'b'),
    warning('warning', 'a'),
    warning('strange', 'a'),
    warning('info', 'b'),
    warning('strange', 'c'),
  ]);
});
