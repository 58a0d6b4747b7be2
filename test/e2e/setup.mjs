// Installs a real VS Code that needs no screen: the VS Code server inside the npm package code-server, and Chromium
// from Debian to look at it with. It is a folder with its own lock file because it weighs 600 MB and its own
// postinstall wants headers that Pith has no use for; the lines below do the part of it that is needed.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cache, ensurePackages, ensurePinnedNode, npm, pinnedHeaders, readText, say } from '../../.tools/toolchain.mjs';
import { withLock } from '../../.tools/lock.mjs';

const folder = import.meta.dirname;
const server = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
const stamp = join(folder, 'node_modules', '.pith-set-up');

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** fonts: without any, Chromium draws boxes in the screenshots. */
const DEBIAN_PACKAGES = ['chromium', 'fonts-dejavu-core'];

/** What the tests need to start VS Code, or why this machine cannot have it. */
export async function setUp() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { missing: `the headless VS Code is for Linux x64 and this is ${process.platform} ${process.arch}` };
  }
  const node = await ensurePinnedNode();
  const browser = findBrowser() ?? installBrowser();
  if (!browser) {
    return { missing: `there is no Chromium; as root: apt-get install ${DEBIAN_PACKAGES.join(' ')}` };
  }
  await ensureServer(node);
  return { node, browser, server: join(server, 'out', 'server-main.js') };
}

async function ensureServer(node) {
  await withLock(join(cache, 'e2e.lock'), async () => {
    await ensurePackages(node, folder);
    const state = createHash('sha256')
      .update(readFileSync(join(folder, 'package-lock.json')))
      .digest('hex');
    if (readText(stamp) === state) return;
    say('setting up the headless VS Code');
    const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    npm(node, install, server);
    npm(node, install, join(server, 'extensions'));
    buildNativeParts(node);
    writeFileSync(stamp, state);
  });
}

/** Log files and the watchdog of the extension host. VS Code runs without them, so a missing compiler only costs these. */
function buildNativeParts(node) {
  if (!['g++', 'make', 'python3'].every(onPath)) {
    say('no C++ compiler: VS Code will run without its log files');
    return;
  }
  const rebuild = ['rebuild', '--ignore-scripts=false', '@vscode/spdlog', '@vscode/native-watchdog'];
  // A machine's own npm settings may name the headers of another Node.
  npm(node, rebuild, server, { npm_config_nodedir: pinnedHeaders });
}

const findBrowser = () => process.env.PITH_CHROMIUM ?? BROWSERS.map(onPath).find((path) => path !== undefined);

function installBrowser() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  say('installing Chromium with apt-get');
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES], options);
  return findBrowser();
}

function onPath(command) {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((path) => join(path, command));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
