import { expect, test } from 'vitest';
import { choiceOf } from '../../../server/src/context/choice.js';
import type { CompressRequest } from '../../../server/src/model/verbs.js';

const check = (asked: Partial<CompressRequest>, isExact: boolean, expected: object) =>
  expect(choiceOf({ inputs: [], purpose: 'preview', ...asked }, 'focus', isExact, 1_000)).toEqual(expected);

test('a level, or the configured one', () => {
  check({}, true, { by: 'level', level: 'focus' });
  check({ level: 'outline' }, true, { by: 'level', level: 'outline' });
});

test('a rate is a share of what there is, auto the smallest that is faithful', () => {
  check({ rate: 0.3 }, true, { by: 'budget', budget: { tokens: 300, safetyMargin: 0 } });
  check({ rate: 0.0001 }, true, { by: 'budget', budget: { tokens: 1, safetyMargin: 0 } });
  check({ rate: 'auto' }, true, { by: 'faithfulness', least: 0.85 });
});

test('a budget counted by estimate keeps a margin: a quarter, 300 tokens at most', () => {
  check({ budgetTokens: 400 }, false, { by: 'budget', budget: { tokens: 400, safetyMargin: 100 } });
  check({ budgetTokens: 4_000 }, false, { by: 'budget', budget: { tokens: 4_000, safetyMargin: 300 } });
  check({ budgetTokens: 400, question: 'why' }, true, {
    by: 'budget',
    budget: { tokens: 400, safetyMargin: 0 },
    question: 'why',
  });
});
