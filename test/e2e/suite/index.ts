// The door by which VS Code (headless or desktop) runs our suites: `run` resolves when all tests pass.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { REPORT_VARIABLE, type TestReport } from './report.js';

const TEST_LIMIT_MS = 60_000;

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: TEST_LIMIT_MS, color: false });
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(join(__dirname, file));
  return new Promise((done, fail) => {
    const tests: TestReport[] = [];
    const runner = mocha.run((failures) => {
      const file = process.env[REPORT_VARIABLE];
      if (file) writeFileSync(file, JSON.stringify({ tests }));
      if (failures > 0 || tests.length === 0) fail(new Error(`${failures} of ${tests.length} tests failed.`));
      else done();
    });
    runner.on('pass', (test) => tests.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0 }));
    runner.on('fail', (test, error) => {
      const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tests.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0, error: details });
    });
  });
}
