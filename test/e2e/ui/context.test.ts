// From a question to a context that its user has looked through, changed and copied.

import { expect, test } from 'vitest';
import { useWindow } from '../launch/window.js';
import { contextView } from './contextView.js';

/** Two busy cores are slow to draw. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

const upload = `import { backoff } from './backoff.js';
import { send } from './http.js';

export class UploadQueue {
  private readonly waiting: string[] = [];

  add(path: string): void {
    this.waiting.push(path);
  }

  /** Sends a file, and again when the server is busy. */
  async uploadWithRetry(path: string, most = 5): Promise<void> {
    for (let attempt = 0; attempt < most; attempt++) {
      if (await send(path)) return;
      await backoff(attempt);
    }
    throw new Error('the upload was given up');
  }
}
`;

const backoff = `/** Waits twice as long after each attempt. */
export function backoff(attempt: number): Promise<void> {
  const pauseMs = 100 * 2 ** attempt;
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}
`;

const http = `/** Puts a file on the server; false where the server is busy. */
export async function send(path: string): Promise<boolean> {
  const response = await fetch('https://example.org/files', { method: 'PUT', body: path });
  if (response.status === 503) return false;
  if (!response.ok) throw new Error('the server said ' + response.status);
  return true;
}

export const unrelated = () => 'nothing to do with it';
`;

const main = `import { UploadQueue } from './upload.js';

export async function main(): Promise<void> {
  const queue = new UploadQueue();
  queue.add('a.txt');
  await queue.uploadWithRetry('a.txt');
}
`;

const window = useWindow({
  files: { 'src/upload.ts': upload, 'src/backoff.ts': backoff, 'src/http.ts': http, 'src/main.ts': main },
});

/** `1,204` of `1,204 of 4,000 tokens`, the first row. */
async function shownTokens(): Promise<number> {
  const [first = ''] = await contextView(window.workbench).rows();
  return Number(/^([\d,]+) of [\d,]+ tokens/.exec(first)?.[1]?.replaceAll(',', '') ?? Number.NaN);
}

/** The palette that a command was chosen in is a box, too. */
const boxWith = (placeholder: RegExp) => window.workbench.quickInput.getByPlaceholder(placeholder).waitFor();

test('a question becomes a context on the clipboard, and its pieces a tree', async () => {
  const { workbench } = window;
  await workbench.statusBar.getByText('saved').waitFor();
  await workbench.run('Pith: Show Status');
  await eventually(async () => (await workbench.rows()).join('\n')).toMatch(/4 files/);
  await workbench.page.keyboard.press('Escape');
  const view = contextView(workbench);
  await view.open();
  await view.pane.getByText('Copy Context for a Question').waitFor();
  await workbench.shot('context welcome');
  await workbench.run('Pith: Copy Context for a Question');
  await boxWith(/Words, an error message/);
  await workbench.shot('context question');
  await workbench.answer('why does the upload retry and how long does the backoff wait?');
  await workbench.notification(/tokens/);
  await workbench.shot('context copied');
  expect(await workbench.clipboard()).toContain('uploadWithRetry');
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/^UploadQueue, .* Full/));
  expect(await shownTokens()).toBeGreaterThan(0);
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.run('View: Close All Editors');
  await workbench.shot('context tree');
});

test('another level, one piece less: the total follows', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  const whole = await shownTokens();
  await view.action(/^UploadQueue, .* Full/, 'Change Level…');
  await eventually(() => workbench.rows()).toContainEqual(expect.stringMatching(/Skeleton.*tokens/));
  await workbench.shot('context level');
  await workbench.pick('Skeleton');
  await eventually(shownTokens).toBeLessThan(whole);
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/^UploadQueue, .* Skeleton/));
  const smaller = await shownTokens();
  await view.action(/^main, /, 'Remove from the Context');
  await eventually(shownTokens).toBeLessThan(smaller);
  await view.click(/^Left out/);
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/^main, .*removed by you/));
  await workbench.shot('context changed');
  await view.action(/^main, .*removed by you/, 'Put Back into the Context');
  await eventually(shownTokens).toBe(smaller);
});

test('a piece is removed by key, and the changed context copied as it is shown', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  await workbench.setClipboard('');
  await view.click(/^main, .* Full/);
  await workbench.page.locator('.tab.active', { hasText: 'main.ts' }).waitFor();
  await workbench.page.keyboard.press('Delete');
  await eventually(() => view.rows()).not.toContainEqual(expect.stringMatching(/^main, .* Full/));
  await view.titleAction('Copy the Shown Context');
  await workbench.notification(/tokens/);
  const text = await workbench.clipboard();
  expect(text).toContain('class UploadQueue');
  expect(text).not.toContain('new UploadQueue()');
  await workbench.run('Notifications: Clear All Notifications');
  await workbench.run('View: Close All Editors');
});

test('what is left out opens at its lines', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  await view.click(/^upload\.ts, line/);
  await workbench.page.locator('.tab.active', { hasText: /\.ts/ }).waitFor();
  await eventually(() => workbench.page.locator('.part.statusbar').innerText()).toMatch(/selected/);
  await workbench.shot('left out');
  await workbench.run('View: Close All Editors');
});

test('a budget that is too small is kept', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  await view.titleAction('Change Budget of the Context…');
  await workbench.quickInput.getByText('Most tokens of the text').waitFor();
  await workbench.page.keyboard.press('Control+A');
  await workbench.answer('120');
  await workbench.quickInput.getByText('Keep the pieces as they are').waitFor();
  await workbench.shot('context over budget');
  await workbench.pick('Choose the pieces anew');
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/of 120 tokens/));
  await eventually(shownTokens).toBeLessThanOrEqual(120);
  await workbench.shot('context small budget');
});

test('code is searched as one types, and added to the context', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  await view.titleAction('Clear the Context');
  await view.pane.getByText('Copy Context for a Question').waitFor();
  await workbench.run('Pith: Search Code');
  await boxWith(/Search code by words/);
  await workbench.page.keyboard.insertText('send');
  await eventually(() => workbench.rows()).toContainEqual(expect.stringMatching(/send.*src\/http\.ts/));
  await workbench.shot('search code');
  const row = workbench.quickInput.locator('.monaco-list-row', { hasText: 'http.ts' }).first();
  await row.hover();
  await row.locator('[aria-label="Add to the context"]').click();
  await workbench.quickInput.getByText(/context: .* tokens/).waitFor();
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/send/));
  await workbench.shot('search code added');
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.tab.active', { hasText: 'http.ts' }).waitFor();
});

test('a selection is copied with what it depends on', async () => {
  const { workbench } = window;
  await workbench.open('src/upload.ts');
  await workbench.selectLines(11, 18);
  await workbench.setClipboard('');
  await workbench.run('Pith: Copy Selection with its Dependencies');
  await workbench.notification(/tokens/);
  await workbench.shot('context selection');
  const text = await workbench.clipboard();
  expect(text).toContain('uploadWithRetry');
  expect(text).toContain('backoff(attempt: number)');
  await workbench.run('Notifications: Clear All Notifications');
});

test('references are a list in the same view', async () => {
  const { workbench } = window;
  await workbench.open('src/backoff.ts');
  await workbench.page.keyboard.press('Control+G');
  await workbench.answer('2:18');
  await workbench.run('Pith: Find References (compact)');
  const view = contextView(workbench);
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/References of backoff/));
  await workbench.shot('references');
});

test('what a change touches is a list, too, and can be copied', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  await workbench.open('src/http.ts');
  await workbench.page.keyboard.press('Control+G');
  await workbench.answer('2:24');
  await workbench.run('Pith: Impact of This Symbol');
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/^Impact of send/));
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/^uploadWithRetry, .*src\/upload\.ts:14/));
  await workbench.shot('impact');
  await view.action(/^Impact of send/, 'Copy the List');
  await eventually(() => workbench.clipboard()).toMatch(/^send\n[\s\S]*src\/upload\.ts:14 uploadWithRetry/);
});

test('a way to go on does what it says', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  await workbench.run('Pith: Clear the Context');
  await workbench.run('Pith: Copy Context for a Question');
  await boxWith(/Words, an error message/);
  await workbench.page.keyboard.press('Control+A');
  await workbench.answer('where is the status 503 handled?');
  await workbench.notification(/tokens/);
  await workbench.run('Notifications: Clear All Notifications');
  await view.click(/^Find the uses of send/);
  await eventually(() => view.rows()).toContainEqual(expect.stringMatching(/^References of send/));
  await workbench.shot('context and how it went on');
});

test('a server that was restarted counts the context again', async () => {
  const { workbench } = window;
  const view = contextView(workbench);
  const before = await shownTokens();
  await workbench.run('Pith: Restart Server');
  await view.action(/^send, .* Full/, 'Change Level…');
  await eventually(() => workbench.rows()).toContainEqual(expect.stringMatching(/Skeleton.*tokens/));
  await workbench.pick('Skeleton');
  await eventually(shownTokens).toBeLessThan(before);
});
