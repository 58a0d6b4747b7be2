// Chromium, without a window, as the screen of VS Code.

import { type Browser, chromium, type Page } from 'playwright-core';
import type { Installation } from './server.js';

export interface OpenBrowser {
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
}

const ARGUMENTS = [
  // The tests run as root in containers, where the sandbox of Chromium cannot start.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser({ browser: executablePath }: Installation): Promise<OpenBrowser> {
  const browser = await chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-US',
  });
  const page = await context.newPage();
  return { browser, page, close: () => browser.close() };
}
