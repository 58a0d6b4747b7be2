// What the editor hides becomes globs.
import { expect, test } from 'vitest';
import { type ExcludeSetting, excludedGlobs } from '../../../client/src/index/excludes.js';

const check = (files: ExcludeSetting | undefined, search: ExcludeSetting | undefined, globs: string[]) =>
  expect(excludedGlobs(files, search)).toEqual(globs);

test('what is on counts, wherever it stands', () => {
  check({ '**/.git': true, '**/kept': false }, { '**/node_modules': true }, ['**/.git', '**/node_modules']);
  check(undefined, undefined, []);
});

test('the search decides where both name a glob', () => {
  check({ '**/a': true, '**/b': false }, { '**/a': false, '**/b': true }, ['**/b']);
});

test('conditions on neighbours are for VS Code alone', () => check({ '**/*.js': { when: '$(basename).ts' } }, {}, []));
