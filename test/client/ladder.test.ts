import { expect, test } from 'vitest';
import { ladderRows } from '../../client/src/ladder.js';
import type { LadderRung } from '../../server/src/protocol.js';

const check = (
  before: number,
  exact: boolean,
  sizes: readonly Omit<LadderRung, 'elapsedMs'>[],
  expected: readonly string[],
) => {
  const rungs = sizes.map((size) => ({ ...size, elapsedMs: 1 }));
  const rows = ladderRows({ before, exact, rungs, tokenizer: 'o200k_base' }, 'en');
  expect(rows.map(({ level, tokens, saved }) => [level, tokens, saved].join(' ').trim())).toEqual(expected);
};

test('a row says what its level costs and saves', () => {
  check(
    1204,
    true,
    [
      { level: 'full', tokens: 1204, savedPercent: 0 },
      { level: 'tidy', tokens: 1080, savedPercent: 10.3 },
      { level: 'focus', tokens: 380, savedPercent: 68.4 },
    ],
    ['full 1,204', 'tidy 1,080 −10 %', 'focus 380 −68 %'],
  );
});

test('estimates are marked, and a level that saves nothing promises nothing', () => {
  check(12, false, [{ level: 'outline', tokens: 12, savedPercent: 0 }], ['outline ~12']);
});
