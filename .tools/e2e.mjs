// Pith inside a real VS Code: mocha in the extension host, then what a user sees, driven by Playwright.
// `npm run test:e2e -- host` or `-- ui [vitest arguments]` runs one half.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { setUp } from '../test/e2e/setup.mjs';
import { ensurePackage } from './package.mjs';
import { bin, cache, environment, root, runNode, say } from './toolchain.mjs';

const built = join(cache, 'e2e');
const sources = join(root, 'test', 'e2e');

/** True or false for the outcome, 'skipped' where this machine cannot have a headless VS Code. */
export async function endToEnd(args = []) {
  const installation = await setUp();
  if (installation.missing) return refuse(installation.missing);
  const [half, ...rest] = args;
  const vsix = await ensurePackage();
  if (!vsix) return false;
  const env = { ...environment(process.execPath), PITH_E2E: JSON.stringify({ installation, vsix }) };
  const host = half === 'ui' || (await runHost(env));
  const ui = half === 'host' || (await runUi(env, rest));
  return host && ui;
}

/** Bundles a file of the harness so that Node can run it; packages stay where they are. */
export async function bundle(entryPoints, outdir, format) {
  const options = { bundle: true, platform: 'node', packages: 'external', logLevel: 'warning' };
  const outExtension = { '.js': format === 'esm' ? '.mjs' : '.js' };
  await build({ ...options, absWorkingDir: root, format, outExtension, entryPoints, outdir });
}

/** VS Code loads the suites with require. */
export async function bundleSuite() {
  const suite = join(sources, 'suite');
  const tests = readdirSync(suite).filter((file) => file.endsWith('.test.ts'));
  await bundle(
    ['index.ts', ...tests].map((file) => join(suite, file)),
    join(built, 'suite'),
    'cjs',
  );
}

async function runHost(env) {
  await bundleSuite();
  await bundle([join(sources, 'host.ts')], join(built, 'host'), 'esm');
  return (await runNode(process.execPath, [join(built, 'host', 'host.mjs')], { env })) === 0;
}

async function runUi(env, args) {
  const vitest = [bin('vitest'), 'run', '--config', 'test/e2e/vitest.config.ts', ...args];
  return (await runNode(process.execPath, vitest, { env })) === 0;
}

function refuse(reason) {
  const demanded = Boolean(process.env.CI || process.env.PITH_REQUIRE_E2E);
  const line = '!'.repeat(100);
  say(
    `${line}\n  NOT TESTED IN VS CODE: ${reason}.\n  ${demanded ? 'CI demands it, so this fails.' : 'Skipped.'}\n${line}`,
  );
  return demanded ? false : 'skipped';
}

if (import.meta.filename === process.argv[1]) {
  process.exitCode = (await endToEnd(process.argv.slice(2))) === false ? 1 : 0;
}
