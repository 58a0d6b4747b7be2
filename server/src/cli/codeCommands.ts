// The commands that ask the index about code: symbols and their uses, modules, impact, calls, outlines. What was found
// goes to standard output, what is to be said of it and how to go on to standard error.

import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { truncationText } from '../budget/truncation.js';
import type { Engine } from '../engine.js';
import type { Drilldown } from '../model/drilldown.js';
import type { Truncation } from '../model/index.js';
import type { CallEdge, CallNode, GetModuleOverviewResult, ModuleOverview, ModuleUse } from '../model/insights.js';
import { operations, runOperation } from '../operations/index.js';
import { type Arguments, testsOf } from './args.js';
import type { Command, Terminal } from './command.js';
import { json, table, tokensOf, waysOn } from './format.js';
import { openFolder } from './openFolder.js';

export const codeCommands: Readonly<Record<string, Command>> = {
  symbols: { takes: ['folder', 'limit', 'cursor'], run: symbols },
  references: {
    takes: ['folder', 'limit', 'scope', 'merge', 'backend', 'tests', 'noTests', 'waitForReady', 'cursor'],
    run: references,
  },
  module: { takes: ['folder', 'limit'], run: module },
  impact: { takes: ['folder', 'limit', 'depth', 'tests', 'noTests'], run: impact },
  calls: { takes: ['folder', 'limit', 'depth', 'branching', 'direction', 'tests', 'noTests'], run: calls },
  outline: { takes: ['folder', 'budgetTokens', 'model'], run: outline },
};

/** The options that are arguments of the verb under the same name. */
const SAME = [
  'limit',
  'cursor',
  'scope',
  'merge',
  'backend',
  'waitForReady',
  'depth',
  'branching',
  'direction',
] as const;

function optionsOf(args: Arguments): Record<string, unknown> {
  const given = SAME.flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]] as const]));
  return { ...Object.fromEntries(given), ...testsOf(args) };
}

/** What people are told after the answer. */
function tell(
  terminal: Terminal,
  { folder }: Arguments,
  said: {
    readonly truncations?: readonly (Truncation | undefined)[];
    readonly notes?: readonly string[];
    readonly drilldowns: readonly Drilldown[];
  },
): void {
  const cuts = (said.truncations ?? []).flatMap((cut) => (cut ? [truncationText(cut)] : []));
  for (const line of [...cuts, ...(said.notes ?? [])]) terminal.say(`${line}\n`);
  terminal.say(waysOn(said.drilldowns, folder));
}

async function symbols(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const query = onlyWord(args);
  if (query === undefined) throw new UserError('usage', t('symbols takes one name, or a part of one.'));
  await openFolder(engine, args, terminal);
  const result = await runOperation(operations.searchSymbols, engine, { query, ...optionsOf(args) });
  if (args.json) return terminal.write(json(result));
  const lines = result.symbols.map(
    ({ id, qualifiedName, kind, path, startLine, endLine, signature }) =>
      `${path}:${startLine}-${endLine}  ${kind} ${qualifiedName}  ${id}\n    ${signature}\n`,
  );
  await terminal.write(lines.join(''));
  if (lines.length === 0) terminal.say(`No symbol is like ${query}.\n`);
  tell(terminal, args, { ...result, truncations: [result.truncation] });
}

async function references(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const symbol = onlyWord(args);
  if (symbol === undefined)
    throw new UserError('usage', t('references takes one symbol: a name, Container.name or an id.'));
  await openFolder(engine, args, terminal);
  const result = await runOperation(operations.findReferences, engine, { symbol, ...optionsOf(args) });
  if (args.json) return terminal.write(json(result));
  const lines = result.references.map(
    ({ path, line, column, kind, from, confidence }) =>
      `${path}:${line}:${column}  ${kind}${from === undefined ? '' : ` in ${from}`}  ${confidence.toFixed(2)}\n`,
  );
  await terminal.write(lines.join(''));
  const { qualifiedName, path, startLine } = result.symbol;
  terminal.say(`${qualifiedName} (${path}:${startLine}): ${many(result.references.length, 'reference')}\n`);
  tell(terminal, args, { ...result, truncations: [result.truncation] });
}

async function module(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const [word, ...rest] = args.words;
  if (rest.length > 0) throw new UserError('usage', t('module takes one module, or nothing for a list of all.'));
  const folder = await openFolder(engine, args, terminal);
  const named = word === undefined ? {} : { module: insideOf(folder, word, terminal) };
  const result = await runOperation(operations.getModuleOverview, engine, { ...named, ...optionsOf(args) });
  if (args.json) return terminal.write(json(result));
  await terminal.write(result.overview ? overviewText(result.overview) : listText(result));
  tell(terminal, args, result);
}

/** `1,204 files`, `1 file`. */
const many = (count: number, thing: string): string =>
  `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`;

function listText({ modules }: GetModuleOverviewResult): string {
  const rows = modules.map(({ id, path, fileCount, symbolCount, impactCount }) => [
    path,
    id,
    many(fileCount, 'file'),
    many(symbolCount, 'symbol'),
    `used by ${many(impactCount, 'file')}`,
  ]);
  return table(rows);
}

function overviewText(overview: ModuleOverview): string {
  const { path, id, by, responsibility, fileCount, symbolCount, tokens, topSymbols, imports, importedBy, commits } =
    overview;
  const uses = (label: string, list: readonly ModuleUse[]): readonly string[] =>
    list.length === 0 ? [] : [`${label} ${list.map(({ path: other, files }) => `${other} (${files})`).join(', ')}`];
  const lines = [
    `${path}  ${id}  (${by})`,
    ...(responsibility === undefined ? [] : [responsibility]),
    `${many(fileCount, 'file')}, ${many(symbolCount, 'symbol')}, ${many(tokens, 'token')}`,
    ...uses('imports from', imports),
    ...uses('imported by', importedBy),
    ...topSymbols.map(
      ({ symbol: { path: file, startLine, signature }, referenceCount }) =>
        `  ${file}:${startLine}  ${signature}  ${many(referenceCount, 'use')}`,
    ),
    ...commits.map(({ hash, time, subject }) => `  ${hash.slice(0, 8)} ${time.slice(0, 10)} ${subject}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

async function impact(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const symbol = onlyWord(args);
  if (symbol === undefined)
    throw new UserError('usage', t('impact takes one symbol: a name, Container.name or an id.'));
  await openFolder(engine, args, terminal);
  const result = await runOperation(operations.analyzeImpact, engine, { symbol, ...optionsOf(args) });
  if (args.json) return terminal.write(json(result));
  const lines = result.items.map(
    ({ path, line, kind, name, via, confidence }) =>
      `${path}:${line}  ${kind} ${name}${via === undefined ? '' : ` via ${via}`}  ${confidence.toFixed(2)}\n`,
  );
  await terminal.write(lines.join(''));
  const { risk, visibility, directCount, transitiveCount, symbol: of } = result;
  const counts = `${directCount} use it, ${transitiveCount} use those`;
  terminal.say(
    `${of.qualifiedName} (${of.path}:${of.startLine}): ${visibility.level}, ${risk.level} risk (${risk.score.toFixed(2)}); ${counts}\n`,
  );
  tell(terminal, args, result);
}

async function calls(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const symbol = onlyWord(args);
  if (symbol === undefined) throw new UserError('usage', t('calls takes one symbol: a name, Container.name or an id.'));
  await openFolder(engine, args, terminal);
  const result = await runOperation(operations.getCallGraph, engine, { symbol, ...optionsOf(args) });
  if (args.json) return terminal.write(json(result));
  const nodes = new Map(result.nodes.map((node) => [node.id, node]));
  const lines = result.edges.map((edge) => edgeText(edge, nodes));
  await terminal.write(lines.join(''));
  for (const cycle of result.cycles)
    terminal.say(`circle: ${cycle.map((id) => nodes.get(id)?.name ?? id).join(', ')}\n`);
  if (lines.length === 0) terminal.say(`No calls of or by ${result.symbol.qualifiedName} are known.\n`);
  tell(terminal, args, result);
}

function edgeText({ from, to, path, line, confidence, calls: count }: CallEdge, nodes: ReadonlyMap<string, CallNode>) {
  const [caller, callee] = [nodes.get(from), nodes.get(to)];
  const times = count > 1 ? ` (${count} times)` : '';
  return `${path}:${line}  ${caller?.name ?? from} → ${callee?.name ?? to}${times}  ${confidence.toFixed(2)}\n`;
}

async function outline(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const [word, ...rest] = args.words;
  if (rest.length > 0) throw new UserError('usage', t('outline takes one file or folder, or nothing for all of it.'));
  const folder = await openFolder(engine, args, terminal);
  const result = await runOperation(operations.getOutline, engine, {
    ...(word !== undefined && { path: insideOf(folder, word, terminal) }),
    ...(args.budgetTokens !== undefined && { budgetTokens: args.budgetTokens }),
    ...(args.model !== undefined && { model: args.model }),
  });
  if (args.json) return terminal.write(json(result));
  await terminal.write(result.text);
  const { tokens, exact, tokenizer, files, masked } = result;
  const secrets = masked === 0 ? '' : ` ${masked} secret${masked === 1 ? '' : 's'} masked as ***.`;
  terminal.say(`${tokensOf(tokens, exact)} tokens (${tokenizer}), ${many(files.length, 'file')}.${secrets}\n`);
  tell(terminal, args, result);
}

/** A path as the folder knows it: what is there from where the user stands, or else as it was written. */
function insideOf(folder: string, word: string, { directory }: Terminal): string {
  const path = resolve(directory, word);
  const inside = relative(folder, path);
  if (!existsSync(path) || inside.startsWith('..') || isAbsolute(inside)) return word;
  return inside === '' ? '.' : inside.split(sep).join('/');
}

/** Undefined where there is none, or more than one. */
const onlyWord = ({ words }: Arguments): string | undefined => (words.length === 1 ? words[0] : undefined);
