// `pith context` and `pith search`: a question, on the command line or standard input, to the code it is about.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Engine } from '../engine.js';
import type { CodeHit, ContextBlock } from '../model/query.js';
import { decodeText } from '../indexing/read.js';
import { operations, runOperation } from '../operations/index.js';
import { type Arguments, testsOf } from './args.js';
import type { Command, Terminal } from './command.js';
import { changeOf, json, table, tokensOf, waysOn } from './format.js';
import { openFolder } from './openFolder.js';

export const contextCommands: Readonly<Record<string, Command>> = {
  context: { takes: ['folder', 'budgetTokens', 'model', 'tests', 'noTests', 'explain'], run: context },
  search: { takes: ['folder', 'limit', 'cursor', 'tests', 'noTests', 'explain'], run: search },
};

async function context(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const query = await questionOf(args, terminal);
  await openFolder(engine, args, terminal);
  const { budgetTokens, model } = args;
  const result = await runOperation(operations.getContext, engine, {
    query,
    purpose: 'output',
    ...asked(args),
    ...(budgetTokens !== undefined && { budgetTokens }),
    ...(model !== undefined && { model }),
  });
  if (args.json) return terminal.write(json(result));
  await terminal.write(result.text);
  const { tokens, exact, tokenizer, compared, completeness, drilldowns } = result;
  const kept = `${tokensOf(tokens, exact)} of ${tokensOf(result.budgetTokens, true)} tokens (${tokenizer})`;
  const from = `from ${compared.files} files of ${tokensOf(compared.filesTokens, false)} (${changeOf(compared.savedPercent)})`;
  const details = completeness.details === undefined ? [] : [completeness.details];
  const explained = args.explain ? result.blocks.map(explainedBlock) : [];
  const lines = [`${kept}, ${from}`, ...explained, ...result.notes, ...details];
  terminal.say(`${lines.join('\n')}\n${waysOn(drilldowns, args.folder)}`);
}

async function search(engine: Engine, args: Arguments, terminal: Terminal): Promise<void> {
  const query = await questionOf(args, terminal);
  await openFolder(engine, args, terminal);
  const { limit, cursor } = args;
  const result = await runOperation(operations.searchCode, engine, {
    query,
    ...asked(args),
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
  });
  if (args.json) return terminal.write(json(result));
  if (result.hits.length > 0) await terminal.write(table(result.hits.map(rowOf)));
  else if (result.notes.length === 0) terminal.say(`${t('Nothing in the index has words of this question.')}\n`);
  const explained = args.explain ? result.hits.map((hit) => explainedLine(placeOf(hit), hit.signals)) : [];
  const lines = [...explained, ...result.notes].map((line) => `${line}\n`);
  terminal.say(lines.join('') + waysOn(result.drilldowns, args.folder));
}

const asked = (args: Arguments) => ({
  ...testsOf(args),
  ...(args.explain !== undefined && { explain: args.explain }),
});

/** Words of the command line, else standard input. */
async function questionOf({ words }: Arguments, terminal: Terminal): Promise<string> {
  const written = words.join(' ');
  const isPiped = written === '-' || (written === '' && !terminal.stdinIsTerminal);
  const question = isPiped ? decodeText(await terminal.readStdin(), t('standard input')) : written;
  if (question.trim() !== '') return question;
  throw new UserError('usage', t('Ask something: pith context "why does the upload retry?", or pipe a question in.'));
}

const placeOf = ({ path, startLine, endLine }: Pick<CodeHit, 'path' | 'startLine' | 'endLine'>): string =>
  `${path}:${startLine}-${endLine}`;

const rowOf = (hit: CodeHit): string[] => [hit.score.toFixed(3), placeOf(hit), hit.symbol ?? '', String(hit.tokens)];

const explainedBlock = (block: ContextBlock): string =>
  explainedLine(`${placeOf(block)} ${block.rung} ${block.role}`, block.signals);

const explainedLine = (place: string, signals: CodeHit['signals'] = []): string =>
  `${place}: ${signals.map(({ signal, value, weight }) => `${signal} ${(value * weight).toFixed(2)}`).join(', ')}`;
