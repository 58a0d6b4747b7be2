import { expect, test } from 'vitest';
import { formatHandle, parseHandle } from '../../../server/src/model/handle.js';

const check = (text: string, expected: string | undefined) => {
  const handle = parseHandle(text);
  expect(handle && formatHandle(handle)).toBe(expected);
};

test('handles are found in the text around them', () => {
  check('pith:482913750216:120-161', 'pith:482913750216:120-161');
  check('  // … 42 lines pith:482913750216:120-161\n', 'pith:482913750216:120-161');
  check('/* … 1 line pith:482913750216:c12-90 */', 'pith:482913750216:c12-90');
  check('pith:482913750216', 'pith:482913750216');
});

test('what is not a handle is refused, never guessed', () => {
  check('', undefined);
  check('pith:4829137502:1-2', undefined);
  check('pith:4829137502161', undefined);
  check('pith:482913750216:9-2', undefined);
  check('pith:482913750216:0-2', undefined);
  check('pith:482913750216:c9-2', undefined);
});
