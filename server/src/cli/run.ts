// The terminal host: results on standard output, everything else on standard error, exit codes for scripts.
// It turns arguments into requests and answers into text; all that is decided is decided by the operations.

import { t } from '@vscode/l10n';
import { isUserError, UserError, type UserErrorCode } from '../base/errors.js';
import { traceOf } from '../base/log.js';
import type { Engine } from '../engine.js';
import type { CompressResult } from '../model/verbs.js';
import { failureOf } from '../operations/failures.js';
import { operations, runOperation } from '../operations/index.js';
import { type Arguments, parseArguments, refuseOthers } from './args.js';
import type { Command, Terminal } from './command.js';
import { codeCommands } from './codeCommands.js';
import { changeOf, json, table, tokensOf } from './format.js';
import { HELP } from './help.js';
import { contextCommands } from './contextCommands.js';
import { indexCommands } from './indexCommands.js';
import { inputsOf } from './inputs.js';
import { commandNamed } from './names.js';

export type { Terminal } from './command.js';

export interface CliOptions {
  readonly version: string;
  readonly terminal: Terminal;
  readonly openEngine: () => Engine;
}

/** Exit codes: 0 done, 1 a bug, 2 wrong usage, 3 input that cannot be used, 4 a handle, 5 a budget, 6 storage or output. */
const EXIT_CODES: Readonly<Record<UserErrorCode, number>> = {
  usage: 2,
  'empty-input': 3,
  'not-text': 3,
  'too-large': 3,
  'not-found': 3,
  'changed-while-read': 3,
  unreadable: 3,
  'cursor-invalid': 3,
  'symbol-not-found': 3,
  'symbol-gone': 3,
  'scope-invalid': 3,
  'index-missing': 3,
  'workspace-not-ready': 3,
  'handle-invalid': 4,
  'handle-unknown': 4,
  'handle-gone': 4,
  'handle-ambiguous': 4,
  'budget-too-small': 5,
  storage: 6,
  output: 6,
};

const COMMANDS: Readonly<Record<string, Command>> = {
  compress: { takes: ['query', 'level', 'budgetTokens', 'rate', 'model', 'language'], run: compress },
  expand: { takes: [], run: expand },
  count: { takes: ['model', 'language'], run: count },
  ladder: { takes: ['query', 'model', 'language'], run: ladder },
  savings: { takes: [], run: savings },
  ...contextCommands,
  ...indexCommands,
  ...codeCommands,
  'delete-data': { takes: [], run: deleteData },
};

/** Runs one command line (without node and script) and gives its exit code. */
export async function runCli(argv: readonly string[], { version, terminal, openEngine }: CliOptions): Promise<number> {
  try {
    const {
      words: [word = 'help', ...words],
      ...options
    } = parseArguments(argv);
    const args = { ...options, words };
    const name = commandNamed(word);
    if (args.version) return await done(terminal.write(`pith ${version}\n`));
    if (name === 'help' || args.help) return await done(terminal.write(HELP));
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command)
      throw new UserError(
        'usage',
        t('"{0}" is not a command. Known: {1}, help.', name, Object.keys(COMMANDS).join(', ')),
      );
    refuseOthers(args, name, command.takes);
    const engine = openEngine();
    try {
      await command.run(engine, args, terminal);
    } finally {
      await engine.close();
    }
    return 0;
  } catch (error) {
    if (isUserError(error)) {
      terminal.say(`pith: ${error.message}\n`);
      for (const { description, command } of failureOf(error.code).fixes) terminal.say(`${description}: ${command}\n`);
      return EXIT_CODES[error.code] ?? 1;
    }
    terminal.say(`pith: this is a bug in Pith, your input is untouched. ${traceOf(error)}\n`);
    return 1;
  }
}

const done = async (written: Promise<void>): Promise<number> => written.then(() => 0);

async function compress(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const { query, level, budgetTokens, rate, model } = args;
  const request = {
    inputs: await inputsOf(args, terminal),
    purpose: 'output',
    ...(query !== undefined && { question: query }),
    ...(level !== undefined && { level }),
    ...(budgetTokens !== undefined && { budgetTokens }),
    ...(rate !== undefined && { rate }),
    ...(model !== undefined && { model }),
  };
  const result = await runOperation(operations.compress, engine, request);
  if (args.json) return terminal.write(json(result));
  await terminal.write(result.text);
  const { before, after, exact, tokenizer } = result.tokens;
  const counts = `${tokensOf(before, exact)} → ${tokensOf(after, exact)} tokens (${changeOf(result.savedPercent)}, ${tokenizer})`;
  const notes = [...result.notes, ...languageHint(args, result)];
  terminal.say(`${counts}${maskedNote(result.masked)}\n${notes.map((note) => `${note}\n`).join('')}`);
}

/** Piped text has no name that tells its language. */
function languageHint({ language }: Arguments, { blocks }: CompressResult): readonly string[] {
  const isGuess = blocks.some((block) => block.path === undefined && block.kind === 'code' && !block.language);
  return isGuess && language === undefined ? ['Name the language of the text with --language for more.'] : [];
}

async function expand(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const [handle, ...rest] = args.words;
  if (handle === undefined || rest.length > 0)
    throw new UserError('usage', t('expand takes one handle, e.g. pith:123456789012:10-20.'));
  const result = await runOperation(operations.expand, engine, { handle, mask: true });
  await terminal.write(args.json ? json(result) : result.text);
  if (!args.json && result.masked > 0) terminal.say(`${maskedNote(result.masked).trim()}\n`);
}

async function count(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const inputs = await inputsOf(args, terminal);
  const model = args.model === undefined ? {} : { model: args.model };
  const result = await runOperation(operations.count, engine, { inputs, ...model });
  if (args.json) return terminal.write(json(result));
  await terminal.write(`${result.exact ? '' : '~'}${result.tokens}\n`);
}

async function ladder(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const inputs = await inputsOf(args, terminal);
  const options = {
    ...(args.query !== undefined && { question: args.query }),
    ...(args.model !== undefined && { model: args.model }),
  };
  const results = [];
  for (const input of inputs) {
    const result = await runOperation(operations.ladder, engine, { inputs: [input], ...options });
    results.push({ path: input.label ?? 'standard input', ...result });
  }
  if (args.json) return terminal.write(json(results));
  const rows = results.flatMap(({ path, rungs, exact }) =>
    rungs.map(({ level, tokens, savedPercent, elapsedMs }, at) => [
      at === 0 ? path : '',
      level,
      tokensOf(tokens, exact),
      changeOf(savedPercent),
      elapsedMs.toFixed(1),
    ]),
  );
  await terminal.write(table([['file', 'level', 'tokens', 'change', 'ms'], ...rows]));
}

async function savings(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  if (args.words.length > 0) throw new UserError('usage', t('savings takes no names: it reports all that was saved.'));
  const report = await runOperation(operations.savings, engine, {});
  if (args.json) return terminal.write(json(report));
  const rows = [report.today, report.total].map(({ results, savedTokens, exact }, at) => [
    at === 0 ? 'today' : 'total',
    `${results} result${results === 1 ? '' : 's'}`,
    `${tokensOf(savedTokens, exact)} tokens saved`,
  ]);
  await terminal.write(table(rows));
}

const DATA: readonly string[] = ['store', 'ledger', 'index'];

async function deleteData(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const stray = args.words.find((word) => !DATA.includes(word));
  if (stray !== undefined)
    throw new UserError(
      'usage',
      t('delete-data takes store, ledger, index, or nothing for all of them; "{0}" is none.', stray),
    );
  const what = args.words.length === 0 ? DATA : args.words;
  const result = await runOperation(operations.deleteData, engine, { what });
  if (args.json) return terminal.write(json(result));
  terminal.say(`Deleted: ${what.join(', ')}; ${result.freedBytes.toLocaleString('en-US')} bytes freed.\n`);
}

const maskedNote = (masked: number): string =>
  masked === 0 ? '' : ` ${masked} secret${masked === 1 ? '' : 's'} masked as ***.`;
