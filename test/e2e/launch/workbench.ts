// One VS Code window as a user has it: palette, editors, notifications, status bar, clipboard.
// Knows VS Code's own markup and nothing of Pith; scenarios are in `ui/`.

/// <reference lib="dom" /> -- the callbacks of `evaluate` run inside the page.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const ARTIFACTS = join(import.meta.dirname, '..', 'artifacts');
const WORKBENCH_LIMIT_MS = 60_000;
/** VS Code moves toasts by transitions of 300 ms. */
const TOAST_SLIDE_MS = 400;

export class Workbench {
  readonly quickInput: Locator;
  readonly notifications: Locator;
  readonly statusBar: Locator;
  readonly editor: Locator;
  readonly diffEditor: Locator;

  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    this.quickInput = page.locator('.quick-input-widget');
    this.notifications = page.locator('.notification-toast');
    this.statusBar = page.locator('.part.statusbar');
    this.editor = page.locator('.editor-instance .monaco-editor');
    this.diffEditor = page.locator('.monaco-diff-editor');
  }

  /** Opens the window, or opens it again as a reload does. */
  async load(): Promise<void> {
    await this.page.goto(this.url);
    await this.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: WORKBENCH_LIMIT_MS });
    await this.page.waitForSelector('.explorer-viewlet .monaco-list-row', { timeout: WORKBENCH_LIMIT_MS });
  }

  /** Opens a file of the workspace by its path in quick open, with the cursor at its start and nothing selected. */
  async open(path: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.pick(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
    // VS Code brings back the selection of a file that was open before, at times only after a restart.
    await this.page.keyboard.press('Control+Home');
  }

  /** Runs a command by its title in the palette, e.g. `Pith: Open Handle…`. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.pick(title);
  }

  /** Types into the open quick input and takes the first row, which must show what was typed. */
  async pick(text: string): Promise<void> {
    const input = this.quickInput.locator('input.input');
    await input.waitFor();
    await this.page.keyboard.insertText(text);
    await this.quickInput.locator('.monaco-list-row.focused', { hasText: text.replace(/^.*\//, '') }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Types into the open input box and accepts it. */
  async answer(text: string): Promise<void> {
    await this.quickInput.locator('input.input').waitFor();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
  }

  /** The rows of the open quick pick, each as the text on it. */
  async rows(): Promise<string[]> {
    const rows = this.quickInput.locator('.monaco-list-row');
    await rows.first().waitFor();
    return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
  }

  /** Selects whole lines, 1-based and inclusive, in the active editor. */
  async selectLines(first: number, last: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.answer(`${first}:1`);
    await this.quickInput.waitFor({ state: 'hidden' });
    for (let line = first; line <= last; line++) await this.page.keyboard.press('Shift+ArrowDown');
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async setClipboard(text: string): Promise<void> {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  /** The toast whose text matches; waits for it. */
  async notification(text: string | RegExp): Promise<Locator> {
    const toast = this.notifications.filter({ hasText: text }).first();
    await toast.waitFor();
    return toast;
  }

  /** Presses a button of a toast. */
  async choose(toast: Locator, button: string): Promise<void> {
    await toast.hover();
    await toast.locator('.monaco-button', { hasText: button }).click();
  }

  /** Keeps a picture for people: `test/e2e/artifacts/<name>.png`, not in the repository. */
  async shot(name: string): Promise<void> {
    mkdirSync(ARTIFACTS, { recursive: true });
    await this.page.waitForTimeout(TOAST_SLIDE_MS);
    await this.page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
  }
}
