// A context keeps count while it is changed.
import { expect, test } from 'vitest';
import {
  answered,
  asAsked,
  canBeAsked,
  isOverBudget,
  type Pack,
  packOf,
  requestOf,
  withBack,
  withBudget,
  withHit,
  without,
  withRung,
} from '../../../client/src/context/pack.js';
import { answer, block } from './answers.js';

const [a, b] = [block('a.ts'), block('b.ts', 11)];
const pack = packOf({ query: 'why' }, answer([a, b]));

const check = (changed: Pack, expected: { tokens: number; blocks: string[] }) => {
  expect(changed).toMatchObject({ tokens: expected.tokens, isCounted: false, isEdited: true });
  expect(changed.blocks.map(({ path, rung }) => `${path} ${rung}`)).toEqual(expected.blocks);
};

test('as it was answered it is counted and the question alone asks for it', () => {
  expect(pack).toMatchObject({ tokens: 220, isCounted: true });
  expect(requestOf(pack, 'clipboard')).toEqual({ query: 'why', explain: true, purpose: 'clipboard' });
});

test('another rung costs what the rung costs', () =>
  check(withRung(pack, b, 'skeleton'), { tokens: 160, blocks: ['a.ts full', 'b.ts skeleton'] }));

test('a rung that is changed twice is counted once', () =>
  check(withRung(withRung(pack, b, 'skeleton'), b, 'outline'), { tokens: 125, blocks: ['a.ts full', 'b.ts outline'] }));

test('a block that is removed can be put back', () => {
  const less = without(pack, [a]);
  check(less, { tokens: 120, blocks: ['b.ts full'] });
  expect(less.removed).toEqual([a]);
  const back = withBack(less, a);
  check(back, { tokens: 220, blocks: ['b.ts full', 'a.ts full'] });
  expect(back.removed).toEqual([]);
});

test('without blocks there are no tokens', () => check(without(pack, [a, b]), { tokens: 0, blocks: [] }));

test('blocks of the same file are told apart by their lines', () => {
  const two = packOf({ query: '' }, answer([a, block('a.ts', 11)]));
  check(without(two, [a]), { tokens: 120, blocks: ['a.ts full'] });
});

test('a hit comes in full, in the place of a smaller rung', () => {
  const place = { path: 'b.ts', startLine: 11, endLine: 20, best: [11, 20] } as const;
  const hit = { ...place, score: 0.5, tokens: 90, symbol: 'send' };
  const small = withRung(pack, b, 'outline');
  check(withHit(small, hit), { tokens: 210, blocks: ['a.ts full', 'b.ts full'] });
  check(withHit(pack, { ...hit, path: 'c.ts' }), { tokens: 310, blocks: ['a.ts full', 'b.ts full', 'c.ts full'] });
});

test('a changed context asks for exactly its blocks', () => {
  expect(requestOf(without(withRung(pack, b, 'outline'), [a]), 'preview').blocks).toEqual([
    { path: 'b.ts', startLine: 11, endLine: 20, rung: 'outline' },
  ]);
});

test('the answer’s count takes the place of ours', () => {
  const counted = answered(without(pack, [a]), answer([b], { tokens: 117 }));
  expect(counted).toMatchObject({ tokens: 117, isCounted: true, isEdited: true, removed: [a] });
});

test('what the answer brings back is not removed any more', () => {
  expect(answered(without(pack, [a]), answer([a, b])).removed).toEqual([]);
});

test('a budget is asked for, and decides what is over', () => {
  expect(isOverBudget(pack)).toBe(false);
  const tight = withBudget(pack, 219);
  expect(isOverBudget(tight)).toBe(true);
  expect(requestOf(tight, 'preview')).toEqual({ query: 'why', budgetTokens: 219, explain: true, purpose: 'preview' });
});

test('blocks that are chosen are all there is, whatever the budget', () => {
  const chosen = withBudget(without(pack, [b]), 100);
  const blocks = [{ path: 'a.ts', startLine: 1, endLine: 10, rung: 'full' }];
  expect(requestOf(chosen, 'preview')).toEqual({ query: 'why', blocks, explain: true, purpose: 'preview' });
  const counted = answered(chosen, answer([a], { budgetTokens: 10_000_000 }));
  expect(counted).toMatchObject({ tokens: 120, budgetTokens: 100 });
  expect(isOverBudget(counted)).toBe(true);
});

test('changes are given up for what the question finds', () => {
  const again = asAsked(without(pack, [b]));
  expect(again).toMatchObject({ isEdited: false, removed: [] });
  expect(requestOf(again, 'preview')).toEqual({ query: 'why', explain: true, purpose: 'preview' });
});

test.each([
  [{ query: 'why' }, true],
  [{ query: ' ' }, false],
  [{ query: '', anchors: { open: ['file:///a.ts'] } }, false],
  [{ query: '', anchors: { selections: [{ uri: 'file:///a.ts', startLine: 1, endLine: 2 }] } }, true],
])('%j can be asked: %s', (asked, expected) => expect(canBeAsked(packOf(asked, answer([])))).toBe(expected));
