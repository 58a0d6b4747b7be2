// With several folders, and with text that is in none of them.

import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';
import { contextView } from './contextView.js';

/** Two busy cores are slow to draw. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

const invoice = `export function invoiceTotal(prices: readonly number[], taxRate: number): number {
  const net = prices.reduce((sum, price) => sum + price, 0);
  return Math.round(net * (1 + taxRate) * 100) / 100;
}
`;
const parcel = `export function parcelWeight(items: readonly { grams: number }[]): number {
  return items.reduce((sum, { grams }) => sum + grams, 0);
}
`;

const window = useWindow({
  files: { 'shop/src/total.ts': invoice, 'mail/src/total.ts': parcel },
  roots: ['shop', 'mail'],
});

const boxWith = (placeholder: RegExp) => window.workbench.quickInput.getByPlaceholder(placeholder).waitFor();

test('a piece opens in its own folder', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  await workbench.statusBar.getByText('saved').waitFor();
  await view.open();
  await workbench.run('Pith: Show Status');
  await eventually(async () => (await workbench.rows()).filter((row) => /1 file/.test(row))).toHaveLength(2);
  await workbench.page.keyboard.press('Escape');
  await workbench.run('Pith: Copy Context for a Question');
  await boxWith(/Words, an error message/);
  await workbench.answer('how is the weight of a parcel computed?');
  await workbench.notification(/tokens/);
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/^total\.ts, .*mail\/src/));
  await view.click(/^parcelWeight, /);
  await eventually(() => workbench.page.locator('.breadcrumbs-control').innerText()).toMatch(/mail/);
  await workbench.shot('context of two folders');
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.run('View: Close All Editors');
});

test('text that is selected in an unsaved document is part of the question', async () => {
  const { workbench } = window;
  await workbench.page.keyboard.press('Control+Alt+N');
  await workbench.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
  await workbench.page.keyboard.insertText('TypeError: net is not a number\n    at invoiceTotal (src/total.ts:2:9)\n');
  await workbench.page.keyboard.press('Control+A');
  await workbench.run('Pith: Copy Selection with its Dependencies');
  await workbench.notification(/is in no open folder/);
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.run('Pith: Copy Context for a Question');
  await boxWith(/Words, an error message/);
  await workbench.quickInput.getByText('The selected text counts as part of the question.').waitFor();
  await workbench.page.keyboard.press('Control+A');
  await workbench.answer('why?');
  await workbench.notification(/tokens/);
  expect(await workbench.clipboard()).toContain('invoiceTotal');
  await workbench.run('View: Close All Editors');
  await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" }).click();
});

test('a question that nothing answers leaves the clipboard alone', async () => {
  const { workbench } = window;
  await workbench.setClipboard('kept');
  await workbench.run('Pith: Copy Context for a Question');
  await boxWith(/Words, an error message/);
  await workbench.page.keyboard.press('Control+A');
  await workbench.answer('xyzzyplugh');
  await workbench.notification(/Nothing was found for this/);
  await workbench.shot('context of nothing');
  expect(await workbench.clipboard()).toBe('kept');
  expect(await contextView(workbench).rows()).toContainEqual(expect.stringContaining('invoiceTotal'));
});
