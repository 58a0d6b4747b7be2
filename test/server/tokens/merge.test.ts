import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENCODINGS } from '../../../server/src/tokens/encodings.js';
import { Merger, sharedToken } from '../../../server/src/tokens/merge.js';
import { Ranks } from '../../../server/src/tokens/ranks.js';
import { tables } from './reference.js';

/** Far more than any text here, so that it is merged whole. */
const WHOLE = 1 << 16;

const unit = fc.constantFrom('a', ' ', '=', 'ab', 'aaab', '漢', '漢字', 'qzx', 'theand', 'Ã¼', 'Zs', '-', 'x9');
const runs = fc.array(fc.tuple(unit, fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 8 });
const noise = fc.string({ unit: fc.constantFrom(...'etaoinshrdluETAOIN0189+/'), minLength: 200, maxLength: 2_000 });
const longPiece = fc.oneof(
  noise,
  runs.map((parts) => parts.map(([scrap, times]) => scrap.repeat(times)).join('')),
);

describe.each(ENCODINGS)('merging long pieces with %s', (encoding) => {
  const ranks = new Ranks(tables[encoding].bpe_ranks);
  const whole = new Merger(ranks, WHOLE);

  // Small windows have few tokens to agree on, so these texts overlap more, or are merged whole in the end.
  it.each([160, 512, 4_096])('in windows of %i bytes gives the tokens of the whole', (window) => {
    const inWindows = new Merger(ranks, window);
    fc.assert(
      fc.property(longPiece, (text) => {
        const bytes = new TextEncoder().encode(text);
        const expected: number[] = [];
        const tokens: number[] = [];
        const count = whole.merge(bytes, 0, bytes.length, expected);
        expect(inWindows.merge(bytes, 0, bytes.length, tokens)).toBe(count);
        expect(tokens).toEqual(expected);
        expect(inWindows.merge(bytes, 0, bytes.length)).toBe(count);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the token that two windows share', () => {
  const check = (last: number[], next: number[], expected: ReturnType<typeof sharedToken>): void =>
    expect(sharedToken(Int32Array.from(last), Int32Array.from(next))).toEqual(expected);

  it('is the first with the same start and end', () => {
    check([0, 3, 5, 8], [0, 3, 5, 8], { last: 0, next: 0 });
    check([0, 3, 5, 8], [0, 2, 5, 8, 9], { last: 2, next: 2 });
    check([0, 3, 5, 8], [0, 1, 2, 3, 5], { last: 1, next: 3 });
  });

  it('is not one that only starts or ends alike', () => {
    check([0, 3, 5], [0, 2, 4, 5], undefined);
    check([0, 3, 5], [0, 2, 3, 6], undefined);
    check([0, 3, 5], [6, 7], undefined);
  });
});
