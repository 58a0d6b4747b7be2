import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, type Encoding } from '../../../server/src/tokens/encodings.js';
import { type Split, splitCl100k, splitO200k } from '../../../server/src/tokens/split.js';
import { anyText, everyCodePoint, referencePieces } from './reference.js';

const splits: Record<Encoding, Split> = { o200k_base: splitO200k, cl100k_base: splitCl100k };

function piecesOf(encoding: Encoding, text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = splits[encoding](bytes, start, bytes.length);
    pieces.push(Buffer.from(bytes.subarray(start, end)).toString());
    start = end;
  }
  return pieces;
}

/** Counts how often a scanner reads a byte. */
function readsOf(encoding: Encoding, text: string): number {
  let reads = 0;
  const source = new TextEncoder().encode(text);
  const bytes = new Proxy(source, {
    get(target, key) {
      reads++;
      return Reflect.get(target, key, target);
    },
  });
  for (let start = 0; start < source.length; ) start = splits[encoding](bytes, start, source.length);
  return reads;
}

describe.each(ENCODINGS)('the pre-tokenizer of %s', (encoding) => {
  const check = (text: string): void => {
    expect(piecesOf(encoding, text)).toEqual(referencePieces(encoding, text));
  };

  it('splits any text as the published expression does', () => {
    fc.assert(fc.property(anyText, check), { numRuns: 4_000 });
  });

  it('knows the class of every code point', () => {
    for (const text of everyCodePoint(4_096)) check(text);
  });

  it.each([
    "it's IT'S we'Re they'LL x'",
    'HTMLParser parseHTML ABCd Abc漢字DEF',
    'a  b   \n  \n\t c \r\n\r\n',
    '1234567 ٣٤٥٦٧',
    ';\n/\n//x\n /y',
    '\u0301ABC\u0301d ( \u0301(',
  ])('splits %j', check);

  it.each(['a', 'A', ' ', '\n', '\n ', '=', '\u0301', '漢A', 'aA', "'", "'s", '/\n', '1'])(
    'reads each byte of a long run of %j a fixed number of times',
    (unit) => {
      const length = 20_000;
      const text = `${unit.repeat(length / unit.length)}x`;
      expect(readsOf(encoding, text)).toBeLessThan(8 * new TextEncoder().encode(text).length);
    },
  );
});
