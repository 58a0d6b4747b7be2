import { expect, test } from 'vitest';
import { originalText } from '../../../client/src/inputs/original.js';
import type { DocumentInput } from '../../../server/src/protocol.js';

const check = (inputs: readonly DocumentInput[], expected: string | undefined) =>
  expect(originalText(inputs)).toBe(expected);

test('selections are joined as a copy would join them', () => {
  check(
    [
      {
        uri: 'a',
        text: 'one two three',
        spans: [
          { start: 0, end: 3 },
          { start: 8, end: 13 },
        ],
      },
    ],
    'one\nthree',
  );
  check(
    [
      { uri: 'a', text: 'one', spans: [] },
      { uri: 'b', text: 'two' },
    ],
    'one\ntwo',
  );
  check([{ uri: 'a', text: '' }], '');
});

test('what the server reads is not known here', () => {
  check([{ uri: 'a', text: 'one' }, { uri: 'file:///b' }], undefined);
});
