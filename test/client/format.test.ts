import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatBytes,
  formatElapsed,
  formatSavedPercent,
  formatShare,
  formatShort,
  formatTokens,
  savedPercent,
} from '../../client/src/format.js';

test('counts have separators of the language, and ~ where they are estimates', () => {
  const check = (tokens: number, exact: boolean, locale: string, expected: string) =>
    expect(formatTokens(tokens, exact, locale)).toBe(expected);
  check(1204, true, 'en', '1,204');
  check(1204, false, 'en', '~1,204');
  check(1204, true, 'de', '1.204');
  check(0, true, 'en', '0');
});

test('the status bar has room for a short number', () => {
  const check = (tokens: number, expected: string) => expect(formatShort(tokens, true, 'en')).toBe(expected);
  check(0, '0');
  check(999, '999');
  check(12_431, '12.4K');
  check(3_200_000, '3.2M');
});

test('a saved share is cut, never rounded up', () => {
  const check = (percent: number, expected: string) => expect(formatSavedPercent(percent, 'en')).toBe(expected);
  check(68.44, '−68 %');
  check(68.99, '−68 %');
  check(10.3, '−10 %');
  check(0.38, '−0.3 %');
  check(99.96, '−99.9 %');
  check(100, '−100 %');
  check(0, '−0 %');
  check(-3, '−0 %');
});

test('no share is promised that was not saved', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (before, after) => {
      const percent = savedPercent(before, Math.min(before, after));
      const shown = Number(formatSavedPercent(percent, 'en').slice(1, -2));
      expect(shown).toBeLessThanOrEqual(percent);
      expect(shown).toBeGreaterThan(percent - 1);
    }),
  );
});

test('the share of nothing is nothing', () => {
  expect(savedPercent(0, 0)).toBe(0);
});

test('sizes count in thousands', () => {
  const check = (bytes: number, expected: string) => expect(formatBytes(bytes, 'en')).toBe(expected);
  check(0, '0 byte');
  check(999, '999 byte');
  check(12_345, '12.3 kB');
  check(12_345_678, '12.3 MB');
  check(5e15, '5,000 TB');
});

test('a share is all only where nothing is missing', () => {
  const check = (share: number, expected: string) => expect(formatShare(share, 'en')).toBe(expected);
  check(1, '100 %');
  check(0.9999, '99 %');
  check(0.29, '29 %');
  check(0, '0 %');
});

test('times have the unit one thinks in', () => {
  const check = (ms: number, expected: string) => expect(formatElapsed(ms, 'en')).toBe(expected);
  check(35, '35 ms');
  check(1_449, '1.4 sec');
  check(12_345, '12 sec');
  check(180_000, '3 min');
});
