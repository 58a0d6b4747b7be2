// The benchmark's judges must be able to say no: damaged texts, wrong bytes and broken syntax are all found.

import { describe, expect, test } from 'vitest';
import { proveRestorable } from './restore.js';
import { openSyntax } from './syntax.js';

const original = 'a\nfunction f() {\n  one;\n  two;\n}\nlast  \n';
const lines = 'pith:123456789012:3-4';
const blanks = 'pith:123456789012:c37-39';
const text = `a\nfunction f() {\n  // … 2 lines ${lines}\n}\nlast\n`;

describe('an original is made up of the text and what its handles give', () => {
  const check = (changed: { text?: string; expansions?: [string, string][] }, reason?: string) => {
    const expansions = new Map(
      changed.expansions ?? [
        [lines, '  one;\n  two;\n'],
        [blanks, '  '],
      ],
    );
    const prove = () => proveRestorable(original, changed.text ?? text, expansions);
    if (reason === undefined) prove();
    else expect(prove).toThrow(reason);
  };

  test('nothing is lost', () => check({}));
  test('the original itself', () => check({ text: original, expansions: [] }));
  test('a kept line is gone', () => check({ text: text.replace('a\n', '') }, 'is not in the text'));
  test('the end is gone', () => check({ text: text.slice(0, -6) }, 'is not in the text'));
  test('a handle gives other bytes', () =>
    check(
      {
        expansions: [
          [lines, '  one;\n'],
          [blanks, '  '],
        ],
      },
      'do not make up the original',
    ));
  test('a change without an omission', () => check({ expansions: [] }, 'says of no omission'));
  test('omissions overlap', () =>
    check(
      {
        expansions: [
          [lines, '  one;\n  two;\n'],
          ['pith:123456789012:4-4', '  two;\n'],
        ],
      },
      'overlaps',
    ));
  test('a marker names what is not omitted', () =>
    check({ text: text.replace('last', 'last pith:123456789012:9-9') }, 'is no omission'));
});

describe('syntax faults', () => {
  const check = async (source: string, lines: readonly number[]) => {
    const { errors } = await openSyntax('typescript');
    expect(errors(source).map(({ line }) => line)).toEqual(lines);
  };

  test('none', () => check('const a = 1;\n', []));
  test('an error and a missing token', () => check('function a() {}\nx = = 1;\nfunction b() {}\ny = (2;\n', [2, 4]));
});
