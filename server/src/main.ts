// Picks a host: `lsp` serves an editor, anything else is a command of the terminal.
// The only file that reads the environment; it finds what the build put beside it and hands it down.

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { t } from '@vscode/l10n';
import envPaths from 'env-paths';
import { UserError } from './base/errors.js';
import { type Log, silentLog, traceOf } from './base/log.js';
import { runCli, type Terminal } from './cli/run.js';
import { defaultSettings, type Settings } from './config.js';
import { globalIgnoreFileOf } from './indexing/list.js';
import { openEngine } from './openEngine.js';

/**
 * Grammars are megabytes of WebAssembly, and V8's optimising compiler takes hundreds of megabytes for the large ones
 * (600 MB for a Bash file of ten lines, 120 MB without it). A budget nothing reaches keeps to the baseline compiler.
 */
setFlagsFromString('--wasm-tiering-budget=1000000000');

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Data of all hosts of one user lies together, so that a handle from the editor opens in the terminal. */
const defaultDataDirectory = (): string => process.env.PITH_HOME || envPaths('pith', { suffix: '' }).data;

/** What can be made again; beside the data where that has a place of its own. */
const cacheDirectory = (): string =>
  process.env.PITH_HOME ? join(process.env.PITH_HOME, 'cache') : envPaths('pith', { suffix: '' }).cache;

const open = (settings: Settings, dataDirectory: string, log: Log, l10n?: Record<string, string>) =>
  openEngine({
    settings,
    version: version(),
    dataDirectory,
    cacheDirectory: cacheDirectory(),
    globalIgnoreFile: globalIgnoreFileOf(homedir(), process.env.XDG_CONFIG_HOME),
    workerFile: beside('./worker.js'),
    ...(l10n && { l10n }),
    log,
    grammarsDirectory: beside('../../grammars'),
    runtimeWasm: beside('./web-tree-sitter.wasm'),
    nativeBinding: beside('./better_sqlite3.node'),
    now: () => new Date(),
  });

const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(beside('../../package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
};

const terminal: Terminal = {
  directory: process.cwd(),
  stdinIsTerminal: process.stdin.isTTY === true,
  stderrIsTerminal: process.stderr.isTTY === true,
  readStdin: async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  },
  write: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(outputError(error)) : resolve()));
    }),
  say: (text) => process.stderr.write(text),
};

function outputError(error: NodeJS.ErrnoException): UserError {
  // A reader that has seen enough (`pith … | head`) is no error.
  if (error.code === 'EPIPE') process.exit(0);
  return new UserError(
    'output',
    t('Standard output cannot be written ({0}). Write it where there is room.', String(error.code)),
    { cause: error },
  );
}

const ignored = (): void => undefined;
// Told by `write`.
process.stdout.on('error', ignored);
// Notices are for people; where nobody can be told (closed, full disk) the result still counts.
process.stderr.on('error', ignored);

/** Last resort: where it died, without the message, which may quote the input, and without our bundle's source. */
process.on('uncaughtException', (error) => {
  process.stderr.write(`pith: this is a bug in Pith, your input is untouched.\n${traceOf(error)}\n`);
  process.exit(1);
});

const [host, ...rest] = process.argv.slice(2);
if (host === 'lsp') {
  const { serve } = await import('./lsp/server.js');
  serve(({ settings, dataDirectory, log, l10n }) => open(settings, dataDirectory ?? defaultDataDirectory(), log, l10n));
} else {
  const openForTerminal = () => open(defaultSettings, defaultDataDirectory(), silentLog);
  const argv = host === undefined ? [] : [host, ...rest];
  process.exitCode = await runCli(argv, { version: version(), terminal, openEngine: openForTerminal });
}
