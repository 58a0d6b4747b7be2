// What only single paths can be asked for; that they are judged as lists are is checked beside the lists.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PathRules } from '../../../server/src/indexing/pathRules.js';

const root = mkdtempSync(join(tmpdir(), 'pith-rules-'));
beforeAll(() => {
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, '.gitignore'), '/gone/\n*.log\n');
});
afterAll(() => rmSync(root, { recursive: true }));

const rules = () => new PathRules(root, { maxFileBytes: 1_000 });

test.each([
  ['new.ts', undefined],
  ['new.log', 'ignored'],
  ['src/a/b/new.ts', undefined],
  ['gone/a.ts', 'ignored'],
  ['vendor/a.ts', 'vendored'],
  ['node_modules/a/index.js', 'dependencies or tool data'],
  ['yarn.lock', 'lock file'],
  ['src', undefined],
  ['src/', undefined],
])('%s, which need not be there: %s', async (name, reason) => expect(await rules().reason(name)).toBe(reason));

test.each(['', '../a', '/a', 'a//b', './a', 'a/../../b'])('%s is not below the root', (name) =>
  expect(rules().reason(name)).rejects.toThrow(RangeError),
);

test('rules are remembered until they are said to have changed', async () => {
  const asked = rules();
  expect(await asked.reason('src/a.ts')).toBe(undefined);
  writeFileSync(join(root, 'src/.aiignore'), '*');
  expect(await asked.reason('src/a.ts')).toBe(undefined);
  asked.forget();
  expect(await asked.reason('src/a.ts')).toBe('private');
});

test.each([
  ['.gitignore', true],
  ['a/b/.aiignore', true],
  ['.git/info/exclude', true],
  ['a/.git', true],
  ['a/gitignore', false],
  ['.git/index', false],
])('%s is a rule file: %s', (name, isRuleFile) => expect(PathRules.isRuleFile(name)).toBe(isRuleFile));
