// The view of Pith in the side bar: its rows, their actions and those beside its title.

import type { Locator } from 'playwright-core';
import type { Workbench } from '../launch/workbench.js';

export interface ContextView {
  readonly pane: Locator;
  open(): Promise<void>;
  /** What a screen reader says of each row. */
  rows(): Promise<string[]>;
  /** Opens what a row stands for, and has the keys go to the tree. */
  click(label: RegExp): Promise<void>;
  /** Presses a button of a row. */
  action(label: RegExp, title: string): Promise<void>;
  /** Presses a button beside the title. */
  titleAction(title: string): Promise<void>;
}

/** Where nothing has a tooltip: the middle of the editors. */
const EMPTY = { x: 900, y: 500 };

/** The tree is drawn again when the exact count is there; a click on a row that is just replaced is lost. */
const REDRAW_MS = 400;

export function contextView({ page }: Workbench): ContextView {
  const sideBar = page.locator('.part.sidebar');
  const rows = sideBar.locator('.pane-body .monaco-list-row');
  const row = (label: RegExp) => sideBar.getByRole('treeitem', { name: label }).first();
  /** A tooltip covers the rows below its own. */
  const clear = async () => {
    await page.mouse.move(EMPTY.x, EMPTY.y);
    await page.locator('.workbench-hover').first().waitFor({ state: 'hidden' });
    await page.waitForTimeout(REDRAW_MS);
  };
  return {
    pane: sideBar,
    open: () => page.locator('.activitybar .action-item [aria-label^="Pith"]').first().click(),
    rows: () => rows.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? '')),
    click: async (label) => {
      await clear();
      await row(label).click();
    },
    action: async (label, title) => {
      const found = row(label);
      await clear();
      await found.hover();
      await found.locator(`.action-label[aria-label^="${title}"]`).click();
    },
    titleAction: async (title) => {
      await clear();
      await sideBar.locator(`.title-actions .action-label[aria-label^="${title}"]`).click();
    },
  };
}
