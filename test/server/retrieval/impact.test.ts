import { describe, expect, test } from 'vitest';
import type { ImpactKind } from '../../../server/src/model/insights.js';
import type { DeclarationKind } from '../../../server/src/model/source.js';
import { classify, riskOf, visibilityOf } from '../../../server/src/retrieval/impact.js';

describe('visibility', () => {
  const check = (signature: string, uses: string, expected: string) => {
    const name = /#?\w+(?=\((?:\w+: \w+)?\)$)/.exec(signature)?.[0] ?? '';
    const seen = { name, signature, exported: /^[A-Z]/.test(name) };
    const { level, confidence, by } = visibilityOf(seen, { isUsedOutside: uses === 'out', isUsed: uses !== '' });
    expect(`${level} ${confidence} ${by}`).toBe(expected);
  };
  test.each([
    ['export function send()', '', 'public 0.95 modifiers'],
    ['private send()', 'out', 'private 0.95 modifiers'],
    ['pub(crate) fn send()', '', 'internal 0.95 modifiers'],
    ['pub fn send()', '', 'public 0.95 modifiers'],
    ['function send()', 'out', 'public 0.9 references'],
    ['function send()', 'in', 'internal 0.7 references'],
    ['def _send()', '', 'private 0.6 naming'],
    ['#send()', '', 'private 0.6 naming'],
    ['func Send()', '', 'public 0.5 naming'],
    ['func send()', '', 'internal 0.5 naming'],
    ['send(private: boolean)', '', 'internal 0.5 naming'],
  ])('%s, used %s: %s', check);
});

describe('a use', () => {
  test.each<[Parameters<typeof classify>[0], DeclarationKind, boolean, ImpactKind | undefined]>([
    ['call', 'function', false, 'direct-caller'],
    ['call', 'function', true, 'test-dependency'],
    ['new', 'class', false, 'direct-caller'],
    ['extends', 'class', false, 'direct-caller'],
    ['implements', 'interface', false, 'implements-interface'],
    ['type', 'interface', false, 'type-dependency'],
    ['value', 'function', false, 'type-dependency'],
    ['value', 'constant', false, 'direct-caller'],
    ['value', 'field', false, 'direct-caller'],
    ['unknown', 'function', false, 'unknown'],
    ['import', 'function', true, undefined],
  ])('%s of a %s (test: %s) is %s', (use, kind, isTest, expected) => {
    expect(classify(use, { isTest, kind })).toBe(expected);
  });
});

describe('risk', () => {
  const risk = (visibility: 'public' | 'internal' | 'private', callers: number, modules: number) =>
    riskOf({ visibility, callers, modules, kind: 'function' });

  test('grows with who sees it and how many use it where', () => {
    expect(risk('public', 5, 5)).toMatchObject({ level: 'high' });
    expect(risk('internal', 2, 1)).toMatchObject({ level: 'medium' });
    expect(risk('public', 0, 0)).toMatchObject({ level: 'low' });
    expect(risk('private', 0, 0)).toMatchObject({ level: 'low' });
  });

  test.each([
    [0, 0],
    [1, 0.23],
    [5, 0.59],
    [20, 1],
    [500, 1],
  ])('%s callers count %s', (callers, factor) => {
    expect(risk('public', callers, 1).factors.callers).toBeCloseTo(factor, 2);
  });

  test.each([
    [0, 0],
    [1, 0.2],
    [3, 0.477],
    [10, 1],
    [30, 1],
  ])('%s modules count %s', (modules, factor) => {
    expect(risk('public', 1, modules).factors.modules).toBeCloseTo(factor, 3);
  });

  test('is the weighted sum of its factors', () => {
    const { score, factors } = riskOf({ visibility: 'public', callers: 20, modules: 10, kind: 'class' });
    expect(factors).toEqual({ visibility: 1, callers: 1, modules: 1, kind: 0.9 });
    expect(score).toBeCloseTo(0.99, 6);
  });
});
