// A path of an answer leads back to its file.
import { expect, test } from 'vitest';
import { candidatesOf } from '../../../client/src/context/candidates.js';

const check = (path: string, names: readonly string[], expected: readonly string[]) => {
  const roots = names.map((name, index) => ({ name, path: `/${index}` }));
  expect(candidatesOf(path, roots).map(({ root, rest }) => `${root.path}/${rest}`)).toEqual(expected);
};

test('of the only folder', () => check('src/a.ts', ['app'], ['/0/src/a.ts']));
test('of the only folder, whose name a folder in it has, too', () => check('app/a.ts', ['app'], ['/0/app/a.ts']));
test('of one of several', () => check('lib/src/a.ts', ['app', 'lib'], ['/1/src/a.ts']));
test('a folder’s name may hold a slash', () => check('lib/x/a.ts', ['lib', 'lib/x'], ['/1/a.ts', '/0/x/a.ts']));
test('folders of the same name are all looked into', () => check('app/a.ts', ['app', 'app'], ['/0/a.ts', '/1/a.ts']));
test('a path without a folder’s name is looked for in all', () =>
  check('a.ts', ['app', 'lib'], ['/0/a.ts', '/1/a.ts']));
test('of no folder', () => check('a.ts', [], []));
