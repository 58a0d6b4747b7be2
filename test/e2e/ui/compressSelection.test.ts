// The first thing a user does: select code, press a key, paste a fraction of it, and look at what was left out.

import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';
import { functions, LINES } from './sample.js';

const adders = functions('add', 12);
const sample = adders.join('\n');
const COUNTS = /[\d,]+ → [\d,]+ tokens \(−\d+ %\)/;
const HANDLE = /pith:\d{12}(?::c?\d+-\d+)?/;

/** Two busy cores are slow to draw. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

const window = useWindow({ files: { 'src/sample.ts': sample } });

test('a key puts the smaller text on the clipboard and says what it saved', async () => {
  const { workbench } = window;
  await workbench.open('src/sample.ts');
  await workbench.page.keyboard.press('Shift+Alt+C');
  const toast = await workbench.notification(COUNTS);
  await workbench.shot('compressed');
  const text = await workbench.clipboard();
  expect(text.length).toBeLessThan(sample.length);
  expect(text).toMatch(HANDLE);

  await workbench.choose(toast, 'Compare');
  await workbench.diffEditor.locator('.view-line').first().waitFor();
  await workbench.shot('compare');
  expect(await workbench.page.locator('.tab.active').textContent()).toContain('sample.ts: original ↔ compressed');
  await workbench.run('View: Close All Editors');
});

test('Undo puts the selection on the clipboard as it was', async () => {
  const { workbench } = window;
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.open('src/sample.ts');
  await workbench.selectLines(1, 5 * LINES);
  await workbench.run('Pith: Compress Selection to Clipboard');
  await workbench.choose(await workbench.notification(COUNTS), 'Undo');
  await eventually(() => workbench.clipboard()).toBe(`${adders.slice(0, 5).join('\n')}\n`);
});

test('the ladder shows what each level costs, and its choice is what is copied', async () => {
  const { workbench } = window;
  await workbench.open('src/sample.ts');
  await workbench.run('Pith: Compress Selection…');
  await eventually(() => workbench.rows()).toHaveLength(5);
  const outline = (await workbench.rows()).find((row) => row.startsWith('Outline')) ?? '';
  const [count = ''] = /[\d,]+(?= tokens)/.exec(outline) ?? [];
  await workbench.shot('ladder');
  for (let row = 0; row < 5 && !(await focusedRow())?.startsWith('Outline'); row++) {
    await workbench.page.keyboard.press('ArrowDown');
  }
  await workbench.page.keyboard.press('Enter');
  await workbench.notification(`→ ${count} tokens`);
  await workbench.run('Notifications: Clear All Notifications');
});

test('the last level is preselected, and what the question names stays in full', async () => {
  const { workbench } = window;
  await workbench.run('Pith: Compress Selection…');
  await eventually(focusedRow).toMatch(/^Outline/);
  await workbench.page.keyboard.insertText('Why does add3 log the sum?');
  // Typing must not move the choice.
  await eventually(focusedRow).toMatch(/^Outline/);
  await workbench.shot('ladder with a question');
  await workbench.page.keyboard.press('ArrowUp');
  await workbench.page.keyboard.press('ArrowUp');
  await eventually(focusedRow).toMatch(/^Focus/);
  await workbench.page.keyboard.press('Enter');
  await workbench.notification(COUNTS);
  expect(await workbench.clipboard()).toContain('const sum = value + 3;');
  await workbench.run('Notifications: Clear All Notifications');
});

test('a handle opens the original at the lines that were left out', async () => {
  const { workbench } = window;
  await workbench.open('src/sample.ts');
  await workbench.run('Pith: Compress Selection to Clipboard');
  await workbench.notification(COUNTS);
  const [handle = ''] = HANDLE.exec(await workbench.clipboard()) ?? [];
  await workbench.run('Pith: Open Handle…');
  const input = workbench.quickInput.locator('input.input');
  await eventually(() => input.inputValue()).toBe(handle);
  await workbench.shot('open handle');
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.tab.active[data-resource-name="sample.ts"]').waitFor();
  await eventually(() => workbench.page.locator('.tab.active').getAttribute('aria-label')).toContain('sample.ts');
  await workbench.page.locator('.editor-instance .selected-text').first().waitFor();
  await workbench.shot('handle opened');
});

const focusedRow = () => window.workbench.quickInput.locator('.monaco-list-row.focused').getAttribute('aria-label');
