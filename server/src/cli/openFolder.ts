// The folder that a command is about: found, opened, and its index brought up to date, with progress on standard error.

import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Engine } from '../engine.js';
import { operations, runOperation } from '../operations/index.js';
import type { Arguments } from './args.js';
import type { Terminal } from './command.js';

/** Opens the folder and waits until its index is up to date. */
export async function openFolder(engine: Engine, args: Arguments, terminal: Terminal): Promise<string> {
  const folder = folderOf(args, terminal.directory);
  if (!existsSync(folder)) throw new UserError('not-found', t('{0} does not exist. Check the name.', folder));
  if (!statSync(folder).isDirectory())
    throw new UserError('usage', t('{0} is no folder. Name the folder it is in.', folder));
  const line = new ProgressLine(terminal);
  engine.index.onProgress(({ phase, done, total }) => line.show(phase, done, total));
  await engine.index.setFolders({
    folders: [{ uri: pathToFileURL(folder).href, name: basename(folder) }],
    exclude: [],
  });
  await runOperation(operations.index, engine, {});
  line.end();
  return folder;
}

/** The repository around the current folder, else that folder. */
function folderOf({ folder }: Arguments, directory: string): string {
  if (folder !== undefined) return resolve(directory, folder);
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return directory;
  }
}

/** One line on standard error that is written over; nothing where there is little to do. */
class ProgressLine {
  private shownAt = 0;
  private isShown = false;

  constructor(private readonly terminal: Terminal) {}

  show(phase: string, done: number, total: number): void {
    const now = Date.now();
    if (phase !== 'indexing' || total < FEW_FILES || now - this.shownAt < EVERY_MS) return;
    this.shownAt = now;
    this.isShown = true;
    const line = `indexing ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} files`;
    this.terminal.say(this.terminal.stderrIsTerminal ? `\r${line}\u001b[K` : `${line}\n`);
  }

  end(): void {
    if (this.isShown && this.terminal.stderrIsTerminal) this.terminal.say('\r\u001b[K');
  }
}

const FEW_FILES = 200;
const EVERY_MS = 500;
