// The lock files install on every platform and from every registry.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type LockFile, lockProblems } from '../support/lockFile.js';
import { root } from '../support/sourceFacts.js';

test.each(['package-lock.json', 'test/e2e/package-lock.json'])('%s', (path) => {
  const lock: LockFile = JSON.parse(readFileSync(join(root, path), 'utf8'));
  expect(lockProblems(lock)).toEqual([]);
});

test('what is missing and what is too much is named', () => {
  const packages = {
    '': { dependencies: { a: '1' } },
    'node_modules/a': { dependencies: { b: '1', c: '1' }, optionalDependencies: { 'a-win32': '1' } },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/c': { resolved: 'https://registry.example/c.tgz' },
  };
  expect(lockProblems({ packages })).toEqual([
    'node_modules/a misses a-win32',
    'node_modules/c holds the address of a registry',
  ]);
});
