// The index of a workspace as its user sees it: what is in it, what is not and why, and that it follows what is typed.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';
import { code } from './sample.js';

/** Two busy cores are slow to draw. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 });

const window = useWindow({
  roots: ['app', 'lib'],
  settings: { 'files.autoSave': 'off' },
  files: {
    'app/main.ts': code('main', 5),
    'app/view.py': 'def draw():\n    return 1\n\n\ndef erase():\n    return 2\n',
    'app/.gitignore': 'build/\n',
    'app/build/out.ts': code('built', 5),
    'app/package-lock.json': '{ "lockfileVersion": 3 }\n',
    'lib/three.ts': code('three', 3),
    'lib/notes.md': '# Notes\n\nWhat the library is for.\n',
  },
});

/** `2 files, 7 symbols` of each folder, in their order, from the open status. */
async function counts(): Promise<string[]> {
  const rows = await window.workbench.rows();
  return rows.flatMap((row) => /Ready.*?([\d,]+ files?) · ([\d,]+ symbols?)/.exec(row)?.slice(1).join(', ') ?? []);
}

async function openStatus(): Promise<void> {
  await window.workbench.run('Pith: Show Status');
  await window.workbench.quickInput.getByText('Pith: Status', { exact: true }).waitFor();
}

const close = () => window.workbench.page.keyboard.press('Escape');

test('the status shows both folders when they are ready', async () => {
  const { workbench } = window;
  // The palette has our commands once the extension is known.
  await workbench.statusBar.getByText('saved').waitFor();
  await openStatus();
  await eventually(counts).toHaveLength(2);
  expect(await counts()).toEqual(['3 files, 7 symbols', '2 files, 3 symbols']);
  const rows = (await workbench.rows()).join('\n');
  expect(rows).toMatch(/kB on disk/);
  expect(rows).toMatch(/2 files and folders are left out/);
  await workbench.shot('status');
  await close();
});

test('the tooltip of the status bar has a line on it', async () => {
  const { workbench } = window;
  await workbench.statusBar.locator('[id="pith.pith.pith.savings"]').hover();
  await workbench.page.locator('.workbench-hover', { hasText: /Index:\sready,\s5\sfiles,\s10\ssymbols/ }).waitFor();
  await workbench.shot('status tooltip');
  await workbench.page.mouse.move(400, 300);
});

test('what is typed counts before it is saved, while the status is open', async () => {
  const { workbench } = window;
  await workbench.open('view.py');
  await workbench.page.keyboard.press('Control+End');
  await workbench.page.keyboard.insertText('\n\ndef repeat():\n    return 3\n');
  await openStatus();
  await eventually(async () => (await counts())[0]).toBe('3 files, 8 symbols');
  await eventually(async () => (await workbench.rows()).join('\n')).toMatch(/1 open document counts/);
  await workbench.shot('status of an edit');
  await close();
  await workbench.run('File: Revert File');
  await openStatus();
  await eventually(async () => (await counts())[0]).toBe('3 files, 7 symbols');
  await close();
});

test('a file that appears on the disk is found', async () => {
  writeFileSync(join(window.folder, 'lib', 'four.ts'), code('four', 2));
  await openStatus();
  await eventually(async () => (await counts())[1]).toBe('3 files, 5 symbols');
  await close();
});

test('the report names every file that is left out, and why', async () => {
  const { workbench } = window;
  await openStatus();
  await workbench.pick('Open full report');
  await workbench.page.locator('.tab.active', { hasText: 'Pith status' }).waitFor();
  await eventually(shownText).toMatch(/package-lock.json`: lock file/);
  await workbench.shot('status report');
  await workbench.run('View: Close All Editors');
});

test('rebuilding gives the same again', async () => {
  const { workbench } = window;
  await workbench.run('Pith: Rebuild Index');
  await workbench.notification(/The index is rebuilt in .*: ready, 6 files, 12 symbols/);
  await workbench.shot('rebuilt');
  await workbench.run('Notifications: Clear All Notifications');
});

test('the doctor says what it looked at', async () => {
  const { workbench } = window;
  await workbench.run('Pith: Run Doctor');
  await workbench.quickInput.getByText(/Pith: Doctor/).waitFor();
  await eventually(async () => (await workbench.rows()).join('\n')).toMatch(/Index/);
  await workbench.shot('doctor');
  await close();
});

/** The lines on the screen; the editor draws spaces that do not break. */
async function shownText(): Promise<string> {
  const text = await window.workbench.editor.locator('.view-lines').innerText();
  return text.replaceAll('\u00a0', ' ');
}
