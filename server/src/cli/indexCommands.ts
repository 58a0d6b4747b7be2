// The commands about the index: each opens the folder, brings its index up to date while it tells of it on standard
// error, and then asks.

import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Engine } from '../engine.js';
import type { DoctorFinding, FolderStatus, StatusResult } from '../model/index.js';
import { operations, runOperation } from '../operations/index.js';
import type { Arguments } from './args.js';
import { table } from './format.js';
import type { Command, Terminal } from './command.js';
import { watchFolder } from './watch.js';

export const indexCommands: Readonly<Record<string, Command>> = {
  index: { takes: ['folder', 'rebuild', 'watch'], run: index },
  status: { takes: ['folder', 'limit'], run: status },
  doctor: { takes: ['folder', 'check'], run: doctor },
  symbols: { takes: ['folder', 'limit'], run: symbols },
  references: { takes: ['folder', 'limit', 'scope', 'merge', 'backend', 'noTests'], run: references },
};

/** Opens the folder and waits until its index is up to date. */
export async function openFolder(engine: Engine, args: Arguments, terminal: Terminal): Promise<string> {
  const folder = folderOf(args, terminal.directory);
  if (!existsSync(folder)) throw new UserError('not-found', t('{0} does not exist. Check the name.', folder));
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

async function index(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  noWords(args, 'index');
  const folder = await openFolder(engine, args, terminal);
  const started = performance.now();
  const { status: result } = await runOperation(operations.index, engine, { rebuild: args.rebuild === true });
  if (args.json) await terminal.write(json(result));
  else {
    await terminal.write(result.folders.map(summaryOf).join('\n'));
    if (args.rebuild) terminal.say(`built anew in ${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
  }
  if (args.watch) await watchFolder(folder, engine, (text) => terminal.say(text));
  if (!result.healthy) throw unhealthy(result);
}

function unhealthy({ folders }: StatusResult): UserError {
  const [note] = folders.flatMap(({ notes }) => notes);
  return new UserError('storage', t('The index is not up to date. {0}', note ?? ''));
}

async function status(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  noWords(args, 'status');
  await openFolder(engine, args, terminal);
  const result = await runOperation(
    operations.getStatus,
    engine,
    args.limit === undefined ? {} : { leftOutLimit: args.limit },
  );
  await terminal.write(
    args.json ? json(result) : result.folders.map((folder) => summaryOf(folder) + detailsOf(folder)).join('\n'),
  );
}

const number = (value: number): string => value.toLocaleString('en-US');
const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

function summaryOf(folder: FolderStatus): string {
  const { name, state, files, symbols, tokens, sourceBytes, indexBytes, indexPath, completeness, notes } = folder;
  const where = indexPath ?? 'in memory';
  return [
    `${name}: ${state}, ${number(files)} files, ${number(symbols)} symbols, ${number(tokens)} tokens (o200k_base)`,
    `  index ${megabytes(indexBytes)} for ${megabytes(sourceBytes)} of source, ${where}`,
    ...(completeness.score < 1
      ? [`  complete to ${Math.floor(completeness.score * 100)} %: ${completeness.details ?? completeness.reason}`]
      : []),
    ...notes.map((note) => `  ${note}`),
    '',
  ].join('\n');
}

function detailsOf({ languages, leftOut, leftOutCount, withoutSymbols }: FolderStatus): string {
  const rows = languages.map(({ language, files, symbols }) => [
    `  ${language}`,
    '',
    `${number(files)} files`,
    `${number(symbols)} symbols`,
  ]);
  const lines = [
    ...(leftOutCount > 0 ? [`  left out: ${number(leftOutCount)}`] : []),
    ...leftOut.map(({ path, reason }) => `    ${path} (${reason})`),
    ...(leftOutCount > leftOut.length
      ? [`    … ${number(leftOutCount - leftOut.length)} more; --limit N shows them`]
      : []),
    ...(withoutSymbols.length > 0 ? ['  searched as text only:'] : []),
    ...withoutSymbols.map(({ path, reason }) => `    ${path} (${reason})`),
  ];
  return `${table(rows)}${lines.map((line) => `${line}\n`).join('')}`;
}

async function doctor(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  noWords(args, 'doctor');
  await openFolder(engine, args, terminal);
  const result = await runOperation(operations.doctor, engine, args.check === undefined ? {} : { check: args.check });
  if (args.json) return terminal.write(json(result));
  await terminal.write(result.findings.map(lineOf).join(''));
  if (!result.healthy) throw new UserError('storage', t('Something is wrong; the lines above say what to do.'));
}

function lineOf({ check, status: found, message, fixes }: DoctorFinding): string {
  const steps = fixes.map(({ description, command }) => `        ${description}: ${command}\n`);
  return `${found.padEnd(5)} ${check.padEnd(9)} ${message}\n${steps.join('')}`;
}

async function symbols(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const [query, ...rest] = args.words;
  if (query === undefined || rest.length > 0)
    throw new UserError('usage', t('symbols takes one name, or a part of one.'));
  await openFolder(engine, args, terminal);
  const result = await runOperation(operations.searchSymbols, engine, {
    query,
    ...(args.limit !== undefined && { limit: args.limit }),
  });
  if (args.json) return terminal.write(json(result));
  const lines = result.symbols.map(
    ({ id, qualifiedName, kind, path, startLine, endLine, signature }) =>
      `${path}:${startLine}-${endLine}  ${kind} ${qualifiedName}  ${id}\n    ${signature}\n`,
  );
  await terminal.write(lines.join(''));
  const { truncation } = result;
  if (truncation)
    terminal.say(`${truncation.returnedCount} of ${truncation.originalCount} symbols; --limit N shows more\n`);
  if (lines.length === 0) terminal.say(`No symbol is like ${query}.\n`);
}

async function references(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const [symbol, ...rest] = args.words;
  if (symbol === undefined || rest.length > 0)
    throw new UserError('usage', t('references takes one symbol: a name, Container.name or an id.'));
  await openFolder(engine, args, terminal);
  const { limit, scope, merge, backend, noTests } = args;
  const result = await runOperation(operations.findReferences, engine, {
    symbol,
    ...(limit !== undefined && { limit }),
    ...(scope !== undefined && { scope }),
    ...(merge !== undefined && { merge }),
    ...(backend !== undefined && { backend }),
    ...(noTests && { includeTests: false }),
  });
  if (args.json) return terminal.write(json(result));
  const lines = result.references.map(
    ({ path, line, column, kind, from, confidence }) =>
      `${path}:${line}:${column}  ${kind}${from === undefined ? '' : ` in ${from}`}  ${confidence.toFixed(2)}\n`,
  );
  await terminal.write(lines.join(''));
  const { qualifiedName, path, startLine } = result.symbol;
  terminal.say(`${qualifiedName} (${path}:${startLine}): ${result.references.length} references\n`);
  const { truncation } = result;
  if (truncation) terminal.say(`${truncation.originalCount} in all; --limit N shows more\n`);
  for (const note of result.notes) terminal.say(`${note}\n`);
}

function noWords({ words }: Arguments, command: string): void {
  if (words.length > 0) throw new UserError('usage', t('{0} takes no names; --folder names the folder.', command));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
