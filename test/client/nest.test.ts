import { expect, test } from 'vitest';
import { nest } from '../../client/src/nest.js';
import { parseSettings } from '../../server/src/config.js';

const check = (entries: Record<string, unknown>, expected: unknown) =>
  expect(nest(Object.entries(entries))).toEqual(expected);

test('dots become objects', () => {
  check(
    { model: 'gpt-5', 'compress.level': 'tidy', 'meter.inline': false, 'meter.delayMs': 100 },
    {
      model: 'gpt-5',
      compress: { level: 'tidy' },
      meter: { inline: false, delayMs: 100 },
    },
  );
});

test('what has no value is left to the server', () => {
  check({ model: undefined, 'compress.level': undefined }, {});
});

test('a later value counts', () => {
  expect(
    nest([
      ['secrets.mask', false],
      ['secrets.mask', true],
    ]),
  ).toEqual({ secrets: { mask: true } });
});

test('the server reads what the client nests', () => {
  expect(parseSettings(nest([['store.maxMegabytes', 7]])).store.maxMegabytes).toBe(7);
});
