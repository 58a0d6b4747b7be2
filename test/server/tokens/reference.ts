// js-tiktoken as the reference, and texts that try every rule of the pre-tokenizers.
// Its merging takes quadratic time and more, so generated texts are short.

import * as fc from 'fast-check';
import { Tiktoken } from 'js-tiktoken/lite';
import cl100k from 'js-tiktoken/ranks/cl100k_base';
import o200k from 'js-tiktoken/ranks/o200k_base';
import type { Encoding } from '../../../server/src/tokens/encodings.js';

export const tables = { o200k_base: o200k, cl100k_base: cl100k };
const references = { o200k_base: new Tiktoken(o200k), cl100k_base: new Tiktoken(cl100k) };

/** The tokens of `text`, special-token look-alikes as text. */
export const referenceTokens = (encoding: Encoding, text: string): number[] =>
  references[encoding].encode(text, [], []);

/** The pieces of `text` by the published expression, with U+FFFD for lone surrogates as in TextEncoder. */
export function referencePieces(encoding: Encoding, text: string): string[] {
  const pieces = text.match(new RegExp(tables[encoding].pat_str, 'gu')) ?? [];
  return pieces.map((piece) => Buffer.from(piece).toString());
}

/** Pieces of text that meet the rules where they are narrow: cases, contractions, line ends, slashes, marks. */
const SCRAPS = [
  ...["'s", "'S", "'re", "'rE", "'ll", "'LL", "'v", "'ve", "'d", "'", '’s', "'ſ"],
  ...[' ', '  ', '    ', '\t', '\n', '\n\n', '\r\n', '\r', '\u00a0', '\u3000', '\u2028', '\u0085', '\ufeff', '\v\f'],
  ...['/', '//', '/*', '*/', ';', '{', '}', '()', '=>', '====', '<|endoftext|>', '<|fim_prefix|>', '<|endofprompt|>'],
  ...['a', 'A', 'word', 'Word', 'WORD', 'camelCase', 'ABCdef', 'ß', 'É', 'ǅ', 'ʰ', 'İ', 'ﬁ', 'don', 'antidisestablish'],
  ...['0', '12', '345', '67890', '٣', '½', '²', 'Ⅷ', '１２'],
  ...[
    '漢',
    '漢字',
    'かな',
    '한글',
    'กำ',
    'न\u094dन',
    'ـ',
    'שָׁ',
    'ا\u064e',
    '\u0301',
    'e\u0301',
    '\u20dd',
    '\u200d',
    '\ufe0f',
  ],
  ...['😀', '👩‍👩‍👧', '🇩🇪', '☃️', '𝔘', '𐐀', '𠀀', '\ud800', '\udc00', '\ufffd', '\u0000', '\u00ad', '\uffff'],
];

/** Texts made of scraps, of all of Unicode, and of both. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...SCRAPS) }, fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 24,
    size: 'max',
  })
  .map((scraps) => scraps.join(''));

/** Every code point once, shuffled by a fixed stride so that all classes meet, in short texts. */
export function* everyCodePoint(length: number): Generator<string> {
  const codePoints = 0x110000;
  const stride = 611_953;
  let text = '';
  for (let step = 0; step < codePoints; step++) {
    text += String.fromCodePoint((step * stride) % codePoints);
    if (text.length >= length) {
      yield text;
      text = '';
    }
  }
  yield text;
}
