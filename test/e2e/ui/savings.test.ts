// What Pith saves is always in sight, survives a restart, and is never in the way.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';
import { code, LINES } from './sample.js';

/** Two busy cores are slow to draw. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

const window = useWindow({ files: { 'sample.ts': code('times', 10) } });
const item = () => window.workbench.statusBar.locator('[id="pith.pith.pith.savings"]');

test('a selection shows its count in the status bar and at its end', async () => {
  const { workbench } = window;
  await workbench.open('sample.ts');
  await workbench.selectLines(1, 3 * LINES);
  await eventually(() => item().textContent()).toMatch(/[\d,]+ → [\d,]+ tokens/);
  const counts = (await item().textContent())?.trim() ?? '';
  await eventually(() => noteAfterSelection(counts)).toBe(true);
  await workbench.shot('selection');
  await workbench.page.keyboard.press('ArrowLeft');
  await eventually(() => item().textContent()).toMatch(/saved/);
  expect(await noteAfterSelection(counts)).toBe(false);
});

test('the status bar counts up, and keeps its total over a restart', async () => {
  const { workbench } = window;
  await eventually(() => item().textContent()).toMatch(/saved/);
  const before = await item().textContent();
  await workbench.run('Pith: Compress Selection to Clipboard');
  await workbench.notification(/→ [\d,]+ tokens/);
  await eventually(() => item().textContent()).not.toBe(before);
  const saved = await item().textContent();
  await item().hover();
  await workbench.page.locator('.workbench-hover', { hasText: 'Today' }).waitFor();
  await workbench.shot('savings tooltip');
  await window.restart();
  await eventually(() => item().textContent()).toBe(saved);
});

test('a server that dies comes back, and says so once', async () => {
  const { workbench } = window;
  await workbench.open('sample.ts');
  process.kill(await serverProcess(), 'SIGKILL');
  await workbench.notification('The Pith server stopped and was started again.');
  await workbench.shot('server restarted');
  await workbench.run('Pith: Compress Selection to Clipboard');
  await workbench.notification(/→ [\d,]+ tokens/);
  const first = await serverProcess();
  process.kill(first, 'SIGKILL');
  await eventually(serverProcess).not.toBe(first);
  await workbench.run('Pith: Show Savings');
  await eventually(() => workbench.rows()).toContainEqual(expect.stringMatching(/Today: [\d,]+ tokens saved/));
  await workbench.shot('savings');
  await workbench.page.keyboard.press('Escape');
});

test('deleting asks twice and starts the count anew', async () => {
  const { workbench } = window;
  await workbench.run('Pith: Delete My Data…');
  await eventually(() => workbench.rows()).toHaveLength(4);
  await workbench.shot('delete');
  await workbench.page.keyboard.press('Enter');
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await workbench.shot('delete confirmed');
  await dialog.locator('.monaco-button', { hasText: /^Delete$/ }).click();
  await workbench.notification('Your data is deleted.');
  await eventually(() => item().textContent()).toMatch(/\b0 saved/);
});

/** Decorations are the content of a pseudo element. */
function noteAfterSelection(counts: string): Promise<boolean> {
  return window.workbench.editor
    .locator('.view-line span')
    .evaluateAll(
      (spans, text) =>
        spans.some((span) => getComputedStyle(span, '::after').content.replaceAll('\u00a0', ' ').includes(text)),
      counts,
    );
}

/** The server of this window: its files lie in this window's data folder. */
async function serverProcess(): Promise<number> {
  const home = dirname(window.folder);
  const find = () => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isServer(pid, home));
  await eventually(find).toHaveLength(1);
  return Number(find()[0]);
}

function isServer(pid: string, home: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes(home) && command.includes('/dist/server/main.js');
  } catch (error) {
    // It ended while we looked.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
