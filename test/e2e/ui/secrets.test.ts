// Secrets stay masked until the user agrees, for this workspace, that they may leave.

import { setTimeout as sleep } from 'node:timers/promises';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';

const window = useWindow({ files: { 'sample.ts': 'export const sample = 1;\n' } });

/** Two busy cores are slow to draw. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });
const dialog = () => window.workbench.page.locator('.monaco-dialog-box');
const settingsFile = () => join(window.folder, '.vscode', 'settings.json');
const readMask = () => JSON.parse(readFileSync(settingsFile(), 'utf8'))['pith.secrets.mask'];

const STATE_IS_WRITTEN_MS = 3_000;

function writeMask(mask: boolean): void {
  mkdirSync(join(window.folder, '.vscode'), { recursive: true });
  writeFileSync(settingsFile(), JSON.stringify({ 'pith.secrets.mask': mask }));
}

test('declining puts the setting back', async () => {
  const { workbench } = window;
  await workbench.statusBar.getByText('saved').waitFor();
  writeMask(false);
  await dialog().getByText('Let secrets leave this workspace unmasked?').waitFor();
  await workbench.shot('secrets');
  await workbench.page.keyboard.press('Escape');
  await eventually(readMask).toBe(true);
});

test('agreeing is remembered', async () => {
  const { workbench } = window;
  writeMask(false);
  await dialog().locator('.monaco-button', { hasText: 'Turn Off Masking' }).click();
  await dialog().waitFor({ state: 'hidden' });
  // VS Code keeps the state of extensions in the browser, and writes it there when it finds the time.
  await sleep(STATE_IS_WRITTEN_MS);
  await window.restart();
  await workbench.statusBar.getByText('saved').waitFor();
  expect(readMask()).toBe(false);
  expect(await dialog().count()).toBe(0);
  expect(await workbench.notifications.filter({ hasText: 'Secrets are still masked' }).count()).toBe(0);
});
