// Lists of places as text.
import { expect, test } from 'vitest';
import { fileGroups, filled, type Group, listText, type Place } from '../../../client/src/context/found.js';

const place = (path: string, line: number, label: string, ...details: string[]): Place => ({
  label,
  details,
  path,
  line,
});
const check = (groups: readonly Group[], ...lines: string[]) =>
  expect(listText({ subject: 'send', groups })).toBe(`${['send', ...lines].join('\n')}\n`);

test('a path is written once for all its places', () =>
  check(
    fileGroups([place('a.ts', 1, 'one', 'call'), place('b.ts', 2, 'two'), place('a.ts', 30, 'three', 'call', '90 %')]),
    'a.ts',
    '  1 one call',
    '  30 three call 90 %',
    'b.ts',
    '  2 two',
  ));

test('outside of files each place has its path', () =>
  check([{ title: 'Calls it', isFile: false, places: [place('a.ts', 1, 'one')] }], 'Calls it', '  a.ts:1 one'));

test('a file as a whole has no line', () =>
  check(
    [{ title: 'Modules', isFile: false, places: [{ label: 'io', details: [], path: 'src/io' }] }],
    'Modules',
    '  src/io io',
  ));

test('groups without places are left out', () => {
  const group = { title: 'Calls it', isFile: false };
  expect(
    filled([
      { ...group, places: [] },
      { ...group, places: [place('a.ts', 1, 'one')] },
    ]),
  ).toHaveLength(1);
});
