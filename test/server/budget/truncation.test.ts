import { describe, expect, test } from 'vitest';
import {
  firstOf,
  keptTotals,
  truncationBecause,
  truncationOf,
  truncationText,
  wasTruncated,
} from '../../../server/src/budget/truncation.js';

const items = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('a truncation', () => {
  test('is there only where something was dropped', () => {
    expect(truncationOf('max-items', 3, 3)).toBeUndefined();
    expect(truncationOf('max-items', 3, 5)).toBeUndefined();
    expect(truncationOf('max-items', 3, 1)).toEqual({
      reason: 'max-items',
      originalCount: 3,
      returnedCount: 1,
      droppedCount: 2,
    });
    expect(wasTruncated(undefined)).toBe(false);
    expect(wasTruncated({ reason: 'timeout', originalCount: 1, returnedCount: 1, droppedCount: 0 })).toBe(false);
    expect(wasTruncated(truncationOf('timeout', 2, 1))).toBe(true);
  });

  test('is told in words', () => {
    expect(truncationText(truncationOf('max-modules', 12, 10))).toBe('max-modules: dropped 2 of 12 items');
    expect(truncationText(undefined)).toBe('no truncation');
  });
});

test('the first of sorted items are kept, and the same list where all fit', () => {
  expect(firstOf(items(12), 10, 'max-modules')).toEqual({
    items: items(10),
    truncation: { reason: 'max-modules', originalCount: 12, returnedCount: 10, droppedCount: 2 },
  });
  const all = items(10);
  expect(firstOf(all, 10, 'max-modules').items).toBe(all);
  expect(firstOf(all, 10, 'max-modules').truncation).toBeUndefined();
});

test('totals say how much came through', () => {
  const cut = truncationOf('max-modules', 100, 20);
  const nothing = { reason: 'max-refs', originalCount: 5, returnedCount: 5, droppedCount: 0 } as const;
  expect(keptTotals(100, 20, [cut, undefined, nothing])).toEqual({
    inputCount: 100,
    outputCount: 20,
    keptRatio: 0.2,
    savedPercent: 80,
    droppedCount: 80,
    truncations: [cut],
  });
  expect(keptTotals(0, 0, [])).toMatchObject({ keptRatio: 0, savedPercent: 0 });
  expect(keptTotals(5, 0, [])).toMatchObject({ keptRatio: 0, savedPercent: 100 });
  const cuts = [cut, truncationOf('max-items', 9, 1), truncationOf('max-items', 5, 1)].filter((x) => x !== undefined);
  expect(keptTotals(114, 22, cuts).droppedCount).toBe(92);
  expect(truncationBecause(cuts, 'max-items')?.originalCount).toBe(9);
  expect(truncationBecause(cuts, 'timeout')).toBeUndefined();
});
