import * as fc from 'fast-check';
import { countTokens as gptCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as gptO200k } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, loadEncoder } from '../../../server/src/tokens/encodings.js';
import { anyText, everyCodePoint, referenceTokens } from './reference.js';

const gptTokenizer = { o200k_base: gptO200k, cl100k_base: gptCl100k };

describe.each(ENCODINGS)('%s', async (encoding) => {
  const encoder = await loadEncoder(encoding);
  const check = (text: string): void => {
    const tokens = referenceTokens(encoding, text);
    expect(encoder.encode(text)).toEqual(tokens);
    expect(encoder.count(text)).toBe(tokens.length);
    // The second count comes from what the first one remembered.
    expect(encoder.count(text)).toBe(tokens.length);
  };

  it('agrees with js-tiktoken token for token on any text', () => {
    fc.assert(fc.property(anyText, check), { numRuns: 1_500 });
  });

  // Around the 128 bytes at which merging goes over from scanning to a heap.
  it('agrees with js-tiktoken on long words, which are merged from bytes', () => {
    const wordOf = (letters: string, longest: number): fc.Arbitrary<string> =>
      fc.string({ unit: fc.constantFrom(...letters), maxLength: longest, size: 'max' });
    const word = fc.oneof(
      wordOf('abcdefgxyzABC', 250),
      wordOf('etaoin', 250),
      wordOf('漢字仮名交文日本語中国', 80),
      wordOf('=-+#/', 250),
      fc.nat(260).map((length) => ' '.repeat(length)),
    );
    fc.assert(fc.property(word, check), { numRuns: 150 });
  });

  it('agrees with js-tiktoken on every code point', () => {
    let at = 0;
    for (const text of everyCodePoint(512)) if (at++ % 8 === 0) check(text);
  });

  it('agrees with gpt-tokenizer on special-token look-alikes as text', () => {
    const text = 'a <|endoftext|> b <|fim_prefix|><|im_start|>system';
    expect(encoder.count(text)).toBe(gptTokenizer[encoding](text, { disallowedSpecial: new Set() }));
  });

  it.each([
    ['', 0],
    ['Hello', 1],
    ['Hello, world!', 4],
    ['The quick brown fox', 4],
    ['<|endoftext|>', 7],
  ])('counts %j as %i', (text, tokens) => {
    expect(encoder.count(text)).toBe(tokens);
  });

  it('takes a lone surrogate for U+FFFD', () => {
    expect(encoder.encode('a\ud800b\udc00')).toEqual(encoder.encode('a\ufffdb\ufffd'));
  });

  it('counts more different words than it remembers', () => {
    const letter = (value: number): string => String.fromCharCode(97 + (value % 26));
    const word = (at: number): string => ` ${letter(at / 17_576)}${letter(at / 676)}q${letter(at / 26)}${letter(at)}`;
    const text = Array.from({ length: 150_000 }, (_, at) => word(at)).join('');
    const tokens = encoder.encode(text).length;
    expect(encoder.count(text)).toBe(tokens);
    expect(encoder.count(text)).toBe(tokens);
  });

  it.each(['a', ' ', '=', '漢', 'ab', 'q'])('merges a long run of %j in steps that grow with its length', (unit) => {
    const stepsOf = (times: number): number => {
      const before = encoder.mergeSteps;
      encoder.count(unit.repeat(times));
      return encoder.mergeSteps - before;
    };
    expect(stepsOf(160_000)).toBeLessThan(4.5 * stepsOf(40_000));
  });
});
