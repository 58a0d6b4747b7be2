import { expect, test } from 'vitest';
import { type Folder, labelOf } from '../../../client/src/inputs/label.js';

const check = (path: string, folders: readonly Folder[], expected: string) =>
  expect(labelOf(path, folders)).toBe(expected);

const app = { name: 'app', path: '/home/me/app' };
const lib = { name: 'lib', path: '/home/me/lib/' };
const inner = { name: 'inner', path: '/home/me/app/inner' };

test('a label is the path in the workspace', () => {
  check('/home/me/app/src/a.ts', [app], 'src/a.ts');
  check('/home/me/app', [app], 'app');
});

test('several folders give their names', () => {
  check('/home/me/app/src/a.ts', [app, lib], 'app/src/a.ts');
  check('/home/me/lib/b.ts', [app, lib], 'lib/b.ts');
  check('/home/me/app/inner/c.ts', [app, inner], 'inner/c.ts');
});

test('outside the workspace nothing of the machine is told', () => {
  check('/home/me/notes/secret-plan.md', [app], 'secret-plan.md');
  check('/home/me/apple/a.ts', [app], 'a.ts');
  check('Untitled-1', [], 'Untitled-1');
});
