import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, loadEncoder } from '../../../server/src/tokens/encodings.js';
import { isExactCut, SegmentCounter, segmentsOf } from '../../../server/src/tokens/segments.js';
import { anyText } from './reference.js';

/** Lines of scraps: with the ends, indents and first characters that decide whether a cut is exact. */
const edge = fc.constantFrom(
  '',
  ' ',
  '\t',
  '  ',
  '\r',
  '/',
  '//',
  ';',
  '}',
  '\u00a0',
  '\u2028',
  '\ufeff',
  'x',
  '漢',
  "'",
);
const ends = fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r', '\n\r', ' \n');
const lines = fc
  .array(fc.tuple(edge, anyText, edge, ends), { maxLength: 8 })
  .map((parts) => parts.map((line) => line.join('')).join(''));

describe.each(ENCODINGS)('counting by segments with %s', async (encoding) => {
  const encoder = await loadEncoder(encoding);

  it('adds up at every exact cut of any text', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const whole = encoder.count(text);
        for (let at = 0; at <= text.length; at++) {
          if (!isExactCut(text, at)) continue;
          expect(encoder.count(text.slice(0, at)) + encoder.count(text.slice(at))).toBe(whole);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('counts any text as the encoder does, also the second time', () => {
    const counter = new SegmentCounter((text) => encoder.count(text));
    fc.assert(
      fc.property(lines, (text) => {
        expect(counter.count(text)).toBe(encoder.count(text));
        expect(counter.count(text)).toBe(encoder.count(text));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('an exact cut', () => {
  it.each([
    ['a\n', 'b', true],
    ['a;\n', '    b', true],
    ['}\n\n', 'b', true],
    ['a \r\n', '\tb', true],
    ['a\n', '  // b', true],
    ['', 'a', false],
    ['a', 'b', false],
    ['a\n', '', false],
    ['a\n', '   ', false],
    ['a;\n', '/b', false],
    ['a\n', '\nb', false],
    ['a\n', '  \nb', false],
    ['a\n', ' \r\nb', false],
    ['a\r', '\nb', false],
  ])('between %j and %j: %j', (before, after, expected) => {
    expect(isExactCut(before + after, before.length)).toBe(expected);
  });

  it.each([
    ['//\n', '//'],
    ['a\n', '\nb'],
    ['a\n', '   \nb'],
  ])('is refused between %j and %j, whose counts do not add up', async (before, after) => {
    const encoder = await loadEncoder('o200k_base');
    expect(encoder.count(before) + encoder.count(after)).not.toBe(encoder.count(before + after));
  });
});

describe('segments', () => {
  it('are the text', () => {
    const check = (text: string): void => {
      expect([...segmentsOf(text)].join('')).toBe(text);
    };
    fc.assert(fc.property(lines, check));
  });

  it('of the same lines are the same in another text', () => {
    const body = Array.from({ length: 60 }, (_, line) => `  const value${line} = ${line ** 5};\n`).join('');
    const counted: string[] = [];
    const counter = new SegmentCounter((segment) => {
      counted.push(segment);
      return 1;
    });
    counter.count(`class A {\n${body}}\n`);
    counted.length = 0;
    counter.count(`// Another head.\nclass Other extends A {\n${body}  more();\n}\n`);
    expect(counted.join('').length).toBeLessThan(body.length / 4);
  });

  it('never grow the memory without bound', () => {
    let counted = 0;
    const counter = new SegmentCounter(() => ++counted);
    for (let line = 0; line < 100_000; line++) counter.count(`${line}\n`);
    counted = 0;
    counter.count('0\n');
    expect(counted).toBe(1);
  });

  it('that are asked for again are not forgotten', () => {
    const counted: string[] = [];
    const counter = new SegmentCounter((segment) => counted.push(segment));
    for (let line = 0; line < 100_000; line++) {
      counter.count(`${line}\n`);
      if (line % 1_000 === 0) counter.count('const kept = 1;\n');
    }
    expect(counted.filter((segment) => segment === 'const kept = 1;\n')).toHaveLength(1);
  });

  it('keep their count when a generation ends between two questions', () => {
    const counter = new SegmentCounter((segment) => segment.length);
    for (let line = 0; line < 40_000; line++) expect(counter.count(`${line}\n`)).toBe(`${line}\n`.length);
    for (let line = 39_999; line >= 0; line--) expect(counter.count(`${line}\n`)).toBe(`${line}\n`.length);
  });

  it('of a text longer than a generation are forgotten only as far as it is longer', () => {
    let counted = 0;
    const counter = new SegmentCounter(() => ++counted);
    const text = Array.from({ length: 100_000 }, (_, line) => `  const value${line} = table.at(${line});\n`).join('');
    counter.count(text);
    const first = counted;
    counter.count(text);
    // A generation holds 3,145,728 characters.
    expect((counted - first) / first).toBeLessThan(1 - 3_145_728 / text.length + 0.01);
  });
});
