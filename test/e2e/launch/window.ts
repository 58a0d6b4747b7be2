// A VS Code window for the tests of one file: Pith installed from its package, a workspace made of strings.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.js';
import { endToEnd } from './environment.js';
import { type RunningServer, startServer } from './server.js';
import { Workbench } from './workbench.js';

export interface WindowOptions {
  /** Path to content. */
  readonly files: Readonly<Record<string, string>>;
  /** Folders of the files that are opened as a workspace with several roots; the folder of all files where absent. */
  readonly roots?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Window {
  readonly workbench: Workbench;
  /** Folder of the workspace. */
  readonly folder: string;
  /** Ends VS Code and starts it again with the same data, as a user does overnight. */
  restart(): Promise<void>;
}

/** VS Code needs some seconds to start on a busy machine with two cores. */
const START_LIMIT_MS = 120_000;

/** Declares a window for this file. What it gives may be used inside tests only. */
export function useWindow(options: WindowOptions): Window {
  const state = new WindowState(options);
  beforeAll(() => state.start(), START_LIMIT_MS);
  afterAll(() => state.end());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await state.workbench.shot(`failed ${task.name.replaceAll(/\W+/g, ' ').trim()}`);
  });
  return state;
}

class WindowState implements Window {
  private readonly home = mkdtempSync(join(tmpdir(), 'pith-e2e-'));
  readonly folder = join(this.home, 'workspace');
  private readonly workspaceFile = join(this.folder, 'test.code-workspace');
  private server: RunningServer | undefined;
  private browser: OpenBrowser | undefined;
  private current: Workbench | undefined;

  constructor(private readonly options: WindowOptions) {}

  get workbench(): Workbench {
    if (!this.current) throw new Error('The window is open inside tests only.');
    return this.current;
  }

  async start(): Promise<void> {
    for (const [path, content] of Object.entries(this.options.files)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    if (this.options.roots) writeFileSync(this.workspaceFile, workspaceOf(this.options.roots));
    const { installation, vsix } = endToEnd();
    this.browser = await openBrowser(installation);
    await this.open(vsix);
  }

  async restart(): Promise<void> {
    await this.server?.stop();
    await this.open();
  }

  async end(): Promise<void> {
    await this.browser?.close();
    await this.server?.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** The address stays the same, because what VS Code keeps in the browser belongs to it. */
  private async open(vsix?: string): Promise<void> {
    const { installation } = endToEnd();
    const { settings = {}, roots } = this.options;
    const extension = vsix ? { vsix } : {};
    const port = this.server ? { port: this.server.port } : {};
    const dataFolder = join(this.home, 'data');
    this.server = await startServer({ installation, dataFolder, settings, ...extension, ...port });
    if (!this.browser) throw new Error('A window needs a browser.');
    this.current = new Workbench(this.browser.page, this.server.url(roots ? this.workspaceFile : this.folder));
    await this.current.load();
  }
}

const workspaceOf = (roots: readonly string[]): string =>
  JSON.stringify({ folders: roots.map((path) => ({ path })), settings: {} });
