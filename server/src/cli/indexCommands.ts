// The commands about the index: each opens the folder, brings its index up to date while it tells of it on standard
// error, and then asks.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Engine } from '../engine.js';
import type { DoctorFinding, FolderStatus, StatusResult } from '../model/index.js';
import { operations, runOperation } from '../operations/index.js';
import type { Arguments } from './args.js';
import type { Command, Terminal } from './command.js';
import { json, table } from './format.js';
import { openFolder } from './openFolder.js';
import { watchFolder } from './watch.js';

export const indexCommands: Readonly<Record<string, Command>> = {
  index: { takes: ['folder', 'rebuild', 'watch'], run: index },
  status: { takes: ['folder', 'limit'], run: status },
  doctor: { takes: ['folder', 'check'], run: doctor },
};

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

function noWords({ words }: Arguments, command: string): void {
  if (words.length > 0) throw new UserError('usage', t('{0} takes no names; --folder names the folder.', command));
}
