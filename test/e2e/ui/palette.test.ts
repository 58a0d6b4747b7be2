// The commands are where a user looks for them first.

import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';

const window = useWindow({ files: { 'src/sample.ts': 'export function sample() {\n  return 1;\n}\n' } });

test('the palette offers the commands of Pith', async () => {
  const { workbench } = window;
  await workbench.open('src/sample.ts');
  await workbench.page.keyboard.press('F1');
  await workbench.quickInput.locator('input.input').waitFor();
  await workbench.page.keyboard.insertText('Pith: ');
  await expect.poll(() => workbench.rows()).toContainEqual(expect.stringContaining('Pith: Compress Selection'));
  await workbench.shot('palette');
  await workbench.page.keyboard.press('Escape');
});
