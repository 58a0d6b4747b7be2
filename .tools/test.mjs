// Every test there is: types and style, unit and contract tests, then Pith inside a real VS Code.
// All of them run even when one fails, so that one run shows everything that is wrong.

import { check } from './check.mjs';
import { endToEnd } from './e2e.mjs';
import { say } from './toolchain.mjs';
import { unit } from './unit.mjs';

const suites = [
  ['types and style', check],
  ['unit and contract tests', unit],
  ['end-to-end tests in VS Code', endToEnd],
];

const results = [];
for (const [name, run] of suites) {
  say(`${name} …`);
  const started = performance.now();
  const outcome = await run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  results.push({ name, outcome, seconds });
}

for (const { name, outcome, seconds } of results) {
  const word = outcome === 'skipped' ? 'SKIPPED' : outcome ? 'passed' : 'FAILED';
  say(`${word.padEnd(8)}${name} (${seconds} s)`);
}
if (results.some(({ outcome }) => outcome === false)) process.exitCode = 1;
