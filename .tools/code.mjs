// VS Code with Pith in it: the desktop one where `code` is on PATH, else the one of test/e2e in a browser.
// The folder to open may be named; Ctrl+C ends it.

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setUp } from '../test/e2e/setup.mjs';
import { bundle } from './e2e.mjs';
import { ensurePackage } from './package.mjs';
import { cache, giveUp, root, say } from './toolchain.mjs';

// npm runs scripts in the repository; INIT_CWD is where the user typed.
const folder = resolve(process.env.INIT_CWD ?? root, process.argv[2] ?? '.');

if (hasDesktop()) openDesktop();
else await serve();

function hasDesktop() {
  const options = { stdio: 'ignore', shell: process.platform === 'win32' };
  return spawnSync('code', ['--version'], options).status === 0;
}

function openDesktop() {
  const options = { stdio: 'inherit', shell: process.platform === 'win32' };
  const { status } = spawnSync('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder], options);
  process.exitCode = status ?? 1;
}

async function serve() {
  const installation = await setUp();
  if (installation.missing) giveUp(`${installation.missing}. Or install VS Code so that \`code\` is on PATH.`);
  const vsix = await ensurePackage();
  if (!vsix) giveUp('the extension could not be packaged; what vsce said is above.');
  const { startServer } = await harness();
  const server = await startServer({
    installation,
    vsix,
    dataFolder: join(cache, 'code'),
    // Other users of this machine must not get a terminal as this user.
    connectionToken: randomBytes(16).toString('hex'),
  });
  const url = server.url(folder);
  process.stdout.write(`${url}\n`);
  say('VS Code is served at the address above; Ctrl+C ends it');
  openInBrowser(url);
  // Ctrl+C arrives from the terminal and from npm: the second must not cut the first one short.
  let stopping = false;
  const stop = () => {
    if (!stopping) void server.stop().then(() => process.exit(0));
    stopping = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
}

async function harness() {
  await bundle([join(root, 'test', 'e2e', 'launch', 'server.ts')], join(cache, 'e2e', 'launch'), 'esm');
  return import(pathToFileURL(join(cache, 'e2e', 'launch', 'server.mjs')).href);
}

function openInBrowser(url) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const opener = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
  opener.once('error', () => say('no xdg-open: open the address in a browser yourself'));
  opener.unref();
}
