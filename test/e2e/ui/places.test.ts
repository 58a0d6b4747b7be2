// Text is everywhere in VS Code: explorer, tabs, terminal, notebooks, source control, unsaved documents.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';
import { code } from './sample.js';

const cell = (name: string) => ({
  cell_type: 'code',
  execution_count: null,
  metadata: {},
  outputs: [],
  source: code(name, 3),
});
const notebook = {
  cells: [cell('first'), cell('second')],
  metadata: { language_info: { name: 'typescript' } },
  nbformat: 4,
  nbformat_minor: 5,
};

const window = useWindow({
  files: {
    'one.ts': code('one'),
    'two.ts': code('two'),
    'lib/three.ts': code('three'),
    'book.ipynb': JSON.stringify(notebook),
  },
  settings: { 'terminal.integrated.copyOnSelection': false },
});

/** Two busy cores are slow to draw. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });
const COUNTS = /→ [\d,]+ tokens/;

async function compressed(): Promise<string> {
  await window.workbench.notification(COUNTS);
  await window.workbench.run('Notifications: Clear All Notifications');
  return window.workbench.clipboard();
}

const row = (name: string) => window.workbench.page.locator('.explorer-viewlet .monaco-list-row', { hasText: name });
const menuItem = (title: string) => window.workbench.page.locator('.monaco-menu .action-item', { hasText: title });

test('files and folders chosen in the explorer', async () => {
  const { workbench } = window;
  // Menus have our entries once the extension is known.
  await workbench.statusBar.getByText('saved').waitFor();
  await row('one.ts').click();
  await row('lib').click({ modifiers: ['Control'] });
  await row('lib').click({ button: 'right' });
  await workbench.shot('explorer menu');
  await menuItem('Compress to Clipboard').click();
  const toast = await workbench.notification(COUNTS);
  const text = await workbench.clipboard();
  expect(text).toContain('one0');
  expect(text).toContain('three0');
  expect(text).not.toContain('two0');
  await workbench.choose(toast, 'Undo');
  await eventually(() => workbench.clipboard()).toBe([code('three'), code('one')].join('\n'));
});

test('open editors, an unsaved one among them', async () => {
  const { workbench } = window;
  await workbench.page.keyboard.press('Control+Alt+N');
  await workbench.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
  await workbench.page.keyboard.insertText(code('unsaved'));
  await workbench.open('two.ts');
  await workbench.run('Pith: Compress Open Editors to Clipboard…');
  await eventually(() => workbench.rows()).toHaveLength(3);
  await workbench.shot('open editors');
  await workbench.page.keyboard.press('Enter');
  const text = await compressed();
  expect(text).toContain('unsaved0');
  expect(text).toContain('two0');
  await workbench.run('View: Close All Editors');
  await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" }).click();
});

test('a notebook, cell by cell', async () => {
  const { workbench } = window;
  await row('book.ipynb').dblclick();
  await workbench.page.locator('.notebook-editor .cell-list-container .monaco-list-row').nth(1).waitFor();
  await workbench.page.locator('.notebook-editor .monaco-list-row').nth(1).click();
  await workbench.page.keyboard.press('Escape');
  await workbench.run('Pith: Compress Selection to Clipboard');
  const text = await compressed();
  expect(text).toContain('second0');
  expect(text).not.toContain('first0');
  await workbench.run('View: Close All Editors');
});

test('the selection of a terminal', async () => {
  const { workbench } = window;
  await workbench.setClipboard('kept');
  await workbench.run('Terminal: Create New Terminal');
  await workbench.page.locator('.terminal-wrapper.active .xterm-screen').waitFor();
  await workbench.run('Pith: Compress Terminal Selection to Clipboard');
  await workbench.notification('Nothing is selected in the terminal.');
  expect(await workbench.clipboard()).toBe('kept');
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.page.locator('.terminal-wrapper.active').click();
  await workbench.page.keyboard.insertText(
    'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "line $i of what the terminal says"; done',
  );
  await workbench.page.keyboard.press('Enter');
  await workbench.run('Terminal: Select All');
  await workbench.run('Pith: Compress Terminal Selection to Clipboard');
  expect(await compressed()).toContain('terminal says');
  await workbench.run('Terminal: Kill All Terminals');
});

test('a change in the source-control view', async () => {
  const { workbench } = window;
  const git = (...args: string[]) => execFileSync('git', ['-C', window.folder, ...args]);
  git('init', '-q');
  git('add', 'lib');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'lib');
  writeFileSync(join(window.folder, 'lib', 'three.ts'), code('four'));
  await workbench.run('Source Control: Focus on Changes View');
  const change = workbench.page.locator('.scm-view .monaco-list-row', { hasText: 'three.ts' });
  await change.click({ button: 'right' });
  await workbench.shot('source control menu');
  await menuItem('Compress to Clipboard').click();
  expect(await compressed()).toContain('four0');
});
