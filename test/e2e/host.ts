// Runs the mocha suites of `suite/` inside the extension host of a real VS Code and prints what they say.
// The workbench loads test code only under --enable-smoke-test-driver, which also switches notifications off:
// whatever needs to see one is a scenario of `ui/`.

import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from './launch/browser.js';
import { endToEnd } from './launch/environment.js';
import { startServer } from './launch/server.js';
import { REPORT_VARIABLE, type SuiteReport } from './suite/report.js';

const root = process.cwd();
const RUN_LIMIT_MS = 5 * 60_000;

process.exitCode = (await runSuites()) ? 0 : 1;

async function runSuites(): Promise<boolean> {
  const home = mkdtempSync(join(tmpdir(), 'pith-host-'));
  const reportFile = join(home, 'report.json');
  try {
    const code = await runInHost(home, reportFile);
    return printReport(reportFile) && code === 0;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function runInHost(home: string, reportFile: string): Promise<number> {
  const { installation } = endToEnd();
  const folder = join(home, 'workspace');
  mkdirSync(folder);
  writeFileSync(join(folder, 'sample.ts'), 'export function sample() {\n  return 1;\n}\n');
  const server = await startServer({
    installation,
    dataFolder: join(home, 'data'),
    arguments: ['--enable-smoke-test-driver'],
    environment: { [REPORT_VARIABLE]: reportFile },
  });
  const { page, close } = await openBrowser(installation);
  try {
    const exit = new Promise<number>((done) => page.exposeFunction('codeAutomationExit', done));
    await page.exposeFunction('codeAutomationLog', () => undefined);
    const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${path}`;
    await page.goto(
      server.url(folder, [
        ['extensionDevelopmentPath', remote(root)],
        ['extensionTestsPath', remote(join(root, '.cache', 'e2e', 'suite', 'index.js'))],
      ]),
    );
    return await Promise.race([exit, sleep(RUN_LIMIT_MS, Number.NaN, { ref: false })]);
  } finally {
    await close();
    await server.stop();
  }
}

function printReport(file: string): boolean {
  if (!existsSync(file)) {
    console.error('The suites did not finish: VS Code ended, or the extension host never ran them.');
    return false;
  }
  const { tests }: SuiteReport = JSON.parse(readFileSync(file, 'utf8'));
  for (const { title, milliseconds, error } of tests) {
    console.log(` ${error === undefined ? '✓' : '✗'} ${title} (${milliseconds} ms)`);
    if (error !== undefined) console.log(error.replaceAll(/^/gm, '     '));
  }
  const failed = tests.filter(({ error }) => error !== undefined).length;
  console.log(` ${tests.length - failed} passed, ${failed} failed in the extension host`);
  return tests.length > 0 && failed === 0;
}
