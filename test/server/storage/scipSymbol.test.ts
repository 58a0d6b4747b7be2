// The grammar of SCIP's symbols, and the ways to count columns.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PositionEncoding } from '../../../server/src/model/scip.js';
import { fromUtf16Column, toUtf16Column } from '../../../server/src/storage/scipColumns.js';
import { lastName, parseSymbol } from '../../../server/src/storage/scipSymbol.js';

/** `scheme|manager|package|version` and each descriptor as `kind name`. */
function check(symbol: string, expected: readonly string[] | undefined): void {
  const parsed = parseSymbol(symbol);
  const shown = parsed && [
    [parsed.scheme, parsed.manager, parsed.package, parsed.version].join('|'),
    ...parsed.descriptors.map(({ kind, name, disambiguator }) =>
      [kind, name, ...(disambiguator === undefined ? [] : [disambiguator])].join(' '),
    ),
  ];
  expect(shown).toEqual(expected);
}

describe('symbols', () => {
  test.each([
    ['a b c d namespace/', 'namespace namespace'],
    ['a b c d Type#', 'type Type'],
    ['a b c d term.', 'term term'],
    ['a b c d method().', 'method method'],
    ['a b c d method(+1).', 'method method +1'],
    ['a b c d [T]', 'typeParameter T'],
    ['a b c d (id)', 'parameter id'],
    ['a b c d macro!', 'macro macro'],
    ['a b c d meta:', 'meta meta'],
    ['a b c d `e f`.', 'term e f'],
    ['a b c d `a``b`#', 'type a`b'],
    ['a b c d `F⃗🚀`.', 'term F⃗🚀'],
    ['a b c d $_+-9.', 'term $_+-9'],
    ['a b c d (`a-)`)', 'parameter a-)'],
  ])('%s', (symbol, descriptor) => check(symbol, ['a|b|c|d', descriptor]));

  test.each([
    [
      'lsif-java maven package 1.0.0 java/io/File#Entry.method(+1).(param)[TypeParam]',
      'lsif-java|maven|package|1.0.0',
      'namespace java, namespace io, type File, term Entry, method method +1, parameter param, typeParameter TypeParam',
    ],
    [
      'scip-typescript npm @a/b 0.1.0 src/`upload.ts`/Upload#`<constructor>`().',
      'scip-typescript|npm|@a/b|0.1.0',
      'namespace src, namespace upload.ts, type Upload, method <constructor>',
    ],
    ['cxx . . $ `<external>/assert.h:92:11`!', 'cxx|||$', 'macro <external>/assert.h:92:11'],
    ['a b  c d e f.', 'a|b c|d|e', 'term f'],
    ['a b   c d e.', 'a|b |c|d', 'term e'],
    ['local 12', 'local|||', 'local 12'],
    ['local a-b', 'local|||', 'local a-b'],
  ])('%s', (symbol, head, descriptors) => check(symbol, [head, ...descriptors.split(', ')]));

  test.each([
    '',
    'a',
    'a b c',
    'lsif-java maven package 1.0.0',
    'lsif-java maven package 1.0.0 ',
    'lsif-java maven package 1.0.0 java/io/File#Entry.trailingstring',
    'lsif-java maven package 1.0.0 java/io/File#Entry.unrecognizedSuffix@',
    'lsif-java maven package 1.0.0 java/io/File#Entry.nonSimpλeIdentifier.',
    'lsif-java maven package 1.0.0 java/io/File#Entry.`unterminatedEscapedIdentifier',
    'lsif-java maven package 1.0.0 java/io/File#Entry.[UnterminatedDescriptorSuffix',
    'a b c d ``.',
    'a b c d method(',
    'a b c d method()',
    'local 🧠',
    'local ',
    'local &&&',
    `a b c d ${'x'.repeat(20_000)}.`,
  ])('is no symbol: %.80s', (symbol) => check(symbol, undefined));

  test('of any text, a name or none, and soon', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '`',
      '``',
      '#',
      '/',
      '.',
      '(',
      ')',
      '[',
      ']',
      '!',
      ':',
      'λ',
      'local ',
      '+1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const parsed = parseSymbol(pieces.join(''));
        return parsed === undefined || parsed.descriptors.length > 0;
      }),
    );
    const before = performance.now();
    parseSymbol(`a b c d ${'`'.repeat(9_000)}`);
    parseSymbol(`a b c d ${'a('.repeat(4_000)}`);
    expect(performance.now() - before).toBeLessThan(200);
  });

  test('local symbols are numbers and have no name', () => {
    expect(lastName('a b c d Upload#send().')).toBe('send');
    expect(lastName('local 4')).toBeUndefined();
    expect(lastName('nonsense')).toBeUndefined();
  });
});

describe('columns', () => {
  const LINE = 'a é 🚀 z';

  test.each<[PositionEncoding, number]>([
    ['utf-8', 10],
    ['utf-16', 7],
    ['utf-32', 6],
  ])('of z in %s', (encoding, column) => {
    expect(LINE[7]).toBe('z');
    expect(toUtf16Column(LINE, column, encoding)).toBe(7);
    expect(fromUtf16Column(LINE, 7, encoding)).toBe(column);
  });

  test('inside of a character is its start, behind the line is its end', () => {
    expect(toUtf16Column(LINE, 6, 'utf-8')).toBe(4);
    expect(fromUtf16Column(LINE, 5, 'utf-8')).toBe(5);
    for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
      expect(toUtf16Column(LINE, 99, encoding)).toBe(8);
      expect(toUtf16Column(LINE, fromUtf16Column(LINE, 99, encoding), encoding)).toBe(8);
    }
  });

  test('of any line, there and back', () => {
    const encoding = fc.constantFrom<PositionEncoding>('utf-8', 'utf-16', 'utf-32');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), encoding, (line, seed, of) => {
        const prefix = [...line].slice(0, seed % (line.length + 1)).join('');
        const bytes = { 'utf-8': Buffer.byteLength(prefix), 'utf-16': prefix.length, 'utf-32': [...prefix].length }[of];
        expect(fromUtf16Column(line, prefix.length, of)).toBe(bytes);
        expect(toUtf16Column(line, bytes, of)).toBe(prefix.length);
      }),
    );
  });
});
