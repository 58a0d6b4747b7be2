import { expect, test } from 'vitest';
import { cutOut } from '../../../server/src/context/expand.js';
import { parseHandle } from '../../../server/src/model/handle.js';

const expanded = (range: string, text: string) => {
  const name = `pith:123456789012${range}`;
  const handle = parseHandle(name);
  if (!handle) throw new Error(`${name} is not a handle`);
  return cutOut(handle, name, { state: 'found', text, from: 'store' });
};
const check = (range: string, text: string, expected: string, startLine: number, endLine: number) =>
  expect(expanded(range, text)).toMatchObject({ text: expected, startLine, endLine });

test('lines come back with the line ends they had', () => {
  check(':1-1', 'a\nb\n', 'a\n', 1, 1);
  check(':2-3', 'a\r\nb\r\nc', 'b\r\nc', 2, 3);
  check('', 'a\nb', 'a\nb', 1, 2);
  check(':c2-5', 'a\nb\nc', 'b\nc', 2, 3);
});

test('a range outside of its original is refused', () => {
  expect(() => expanded(':3-3', 'a\nb\n')).toThrow(/has 2 lines/);
  expect(() => expanded(':c0-9', 'abc')).toThrow(/past the end/);
});

test('what cannot be given back is said, never guessed', () => {
  const handle = { sourceId: '123456789012', range: { unit: 'all' } } as const;
  expect(() => cutOut(handle, 'pith:1', { state: 'unknown' })).toThrow(/Compress the text again/);
  expect(() => cutOut(handle, 'pith:1', { state: 'gone', path: 'a.ts' })).toThrow(/a\.ts.*maxMegabytes/s);
  expect(() => cutOut(handle, 'pith:1', { state: 'ambiguous' })).toThrow(/two stored originals/);
});
