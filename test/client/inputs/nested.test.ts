import { expect, test } from 'vitest';
import { withoutNested } from '../../../client/src/inputs/nested.js';

const check = (chosen: readonly string[], expected: readonly string[]) =>
  expect(withoutNested(chosen, (name) => name)).toEqual(expected);

test('a folder stands for what is in it, and the order of clicks does not matter', () => {
  check(['file:///w/b.ts', 'file:///w/a.ts'], ['file:///w/a.ts', 'file:///w/b.ts']);
  check(['file:///w/src/deep/a.ts', 'file:///w/src', 'file:///w/src-old'], ['file:///w/src', 'file:///w/src-old']);
  check(['file:///w/a.ts', 'file:///w/a.ts'], ['file:///w/a.ts']);
});
