// The VS Code server as a child process: started on a free port of 127.0.0.1, stopped with all that it forked.
// Each instance has a data folder of its own, and a home inside it, so that nothing of the user's is touched.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `setup.mjs` found or installed. */
export interface Installation {
  readonly node: string;
  readonly browser: string;
  readonly server: string;
}

export interface ServerOptions {
  readonly installation: Installation;
  /** Holds everything this instance writes; the same folder again is the same user again. */
  readonly dataFolder: string;
  readonly vsix?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Without one, anybody on this machine can open the window: right for tests alone. */
  readonly connectionToken?: string;
  /** A free one where absent. */
  readonly port?: number;
}

export interface RunningServer {
  readonly port: number;
  /** Address of a window on a folder or a `.code-workspace` file, with optional workbench parameters. */
  url(path: string, payload?: readonly (readonly [string, string])[]): string;
  stop(): Promise<void>;
}

/** No network, no first-run pages, no prompts: what is on the screen is ours. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  prepareData(options);
  if (options.vsix) installExtension(options, options.vsix);
  const port = options.port ?? (await freePort());
  const { connectionToken: token } = options;
  const access = token ? ['--connection-token', token] : ['--without-connection-token'];
  const log = join(options.dataFolder, 'server.log');
  const output = openSync(log, 'a');
  const flags = ['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-experiments'];
  const address = ['--host', '127.0.0.1', '--port', String(port), ...access];
  const child = spawn(
    options.installation.node,
    [...commonArguments(options), ...address, ...flags, ...(options.arguments ?? [])],
    // A group of its own: the server forks the extension host and others, and all of them must go with it.
    { env: environmentOf(options), stdio: ['ignore', output, output], detached: true },
  );
  await untilReady(child, port, log);
  return { port, url: urlOf(port, token), stop: () => stop(child) };
}

function urlOf(port: number, token: string | undefined): RunningServer['url'] {
  return (path, payload = []) => {
    const kind = path.endsWith('.code-workspace') ? 'workspace' : 'folder';
    const query = new URLSearchParams({ ...(token ? { tkn: token } : {}), [kind]: path });
    if (payload.length > 0) query.set('payload', JSON.stringify(payload));
    return `http://127.0.0.1:${port}/?${query}`;
  };
}

function prepareData({ dataFolder, settings }: ServerOptions): void {
  const json = JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2);
  for (const owner of ['User', 'Machine']) {
    const folder = join(dataFolder, 'data', owner);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), json);
  }
  mkdirSync(join(dataFolder, 'home'), { recursive: true });
}

function installExtension(options: ServerOptions, vsix: string): void {
  const install = [...commonArguments(options), '--install-extension', vsix, '--force'];
  const run = spawnSync(options.installation.node, install, { env: environmentOf(options), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`VS Code refused ${vsix}:\n${run.stdout}\n${run.stderr}`);
}

function commonArguments({ installation, dataFolder }: ServerOptions): string[] {
  const accepted = ['--accept-server-license-terms', '--telemetry-level', 'off'];
  return [installation.server, ...accepted, '--server-data-dir', dataFolder];
}

function environmentOf({ installation, dataFolder, environment }: ServerOptions): NodeJS.ProcessEnv {
  const own = /^(XDG_|VSCODE_|ELECTRON_|npm_|PITH_)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  const path = `${dirname(installation.node)}:${process.env.PATH ?? ''}`;
  return { ...Object.fromEntries(kept), HOME: join(dataFolder, 'home'), PATH: path, ...environment };
}

async function untilReady(child: ChildProcess, port: number, log: string): Promise<void> {
  const started = Date.now();
  while (Date.now() - started < START_LIMIT_MS && child.exitCode === null) {
    // Refused connections are what waiting looks like.
    const answer = await fetch(`http://127.0.0.1:${port}/version`).catch((error: unknown) => error);
    if (answer instanceof Response && answer.ok) return;
    await sleep(50);
  }
  await stop(child);
  throw new Error(`VS Code did not start:\n${readFileSync(log, 'utf8')}`);
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    const force = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_LIMIT_MS);
    child.once('exit', () => {
      clearTimeout(force);
      // Whatever the server left behind shares its group.
      signalGroup(child, 'SIGKILL');
      done();
    });
    signalGroup(child, 'SIGTERM');
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? done(address.port) : fail(new Error('no free port')),
      );
    });
  });
}
