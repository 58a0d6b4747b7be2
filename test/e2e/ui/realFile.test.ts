// One of our own sources, as a user would compress it with a question. Its pictures are the ones in README.md
// (media/screenshots): copy them there when the look has changed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';

const source = readFileSync(join(import.meta.dirname, '../../../server/src/budget/fit.ts'), 'utf8');
const window = useWindow({ files: { 'src/fit.ts': source } });

test('a question keeps what it asks about in full', async () => {
  const { workbench } = window;
  await workbench.open('src/fit.ts');
  await workbench.statusBar.getByText('saved').waitFor();
  await workbench.run('Pith: Compress Selection…');
  await expect.poll(() => workbench.rows()).toHaveLength(5);
  const before = await workbench.rows();
  await workbench.page.keyboard.insertText('in which order are the steps taken?');
  await expect.poll(() => workbench.rows()).not.toEqual(before);
  await workbench.shot('readme ladder');
  await workbench.page.keyboard.press('Enter');
  await workbench.notification(/[\d,]+ → [\d,]+ tokens \(−\d+ %\)/);
  await workbench.shot('readme compressed');
  const text = await workbench.clipboard();
  expect(text).toContain('return steps.sort((a, b) => b.density - a.density');
  expect(text).not.toContain('const chosen = rising.map');
});
