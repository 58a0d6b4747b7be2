// Every way to go on leads somewhere: each command of a drilldown is run as the view runs it, and what it found is read
// from the list that it left.

import { match, ok } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';

const FILES = {
  'lib/greet.ts':
    "/** Says good day. */\nexport function greet(name: string): string {\n  const words = ['Good day', name];\n  return words.join(' ');\n}\n",
  'app/main.ts':
    "import { greet } from '../lib/greet.js';\n\nexport function main(): string {\n  return greet('reader');\n}\n",
};
/** The index follows the disk when it finds the time. */
const LIMIT_MS = 30_000;

const run = (command: string, args: Readonly<Record<string, string | number>>) =>
  vscode.commands.executeCommand('pith.runDrilldown', { command, args, label: command, relevance: 1, reason: '' });

/** The list that is shown, as text. */
async function list(): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('pith.copyFound');
  return vscode.env.clipboard.readText();
}

async function check(command: string, args: Readonly<Record<string, string | number>>, expected: RegExp) {
  await run(command, args);
  match(await list(), expected);
}

async function shownContext(): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('pith.copyShownContext');
  return vscode.env.clipboard.readText();
}

suite('drilldowns', () => {
  suiteSetup(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    ok(folder);
    for (const [path, text] of Object.entries(FILES))
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, path), Buffer.from(text));
    for (const end = Date.now() + LIMIT_MS; Date.now() < end; await sleep(200)) {
      await run('findReferences', { symbol: 'greet' });
      if (/main\.ts/.test(await list())) return;
    }
    throw new Error('The files were not indexed.');
  });

  test('symbols', () => check('searchSymbols', { query: 'greet' }, /lib\/greet\.ts\n {2}1 greet function/));
  test('hits', () => check('searchCode', { query: 'good day' }, /lib\/greet\.ts:\d+ greet/));
  test('references', () => check('findReferences', { symbol: 'greet' }, /app\/main\.ts\n(.*\n)* {2}4 main call/));
  test('impact', () => check('analyzeImpact', { symbol: 'greet' }, /Calls it\n {2}app\/main\.ts:4 main/));
  test('calls', () => check('getCallGraph', { symbol: 'main' }, /Is called by it\n {2}lib\/greet\.ts:1 greet/));
  test('all modules', () => check('getModuleOverview', {}, /Modules\n(.*\n)*? {2}lib lib/));
  test('one module', () => check('getModuleOverview', { module: 'lib' }, /Used most\n {2}lib\/greet\.ts:1 greet/));

  test('an outline', async () => {
    await run('getOutline', { path: 'lib' });
    match(vscode.window.activeTextEditor?.document.getText() ?? '', /greet/);
  });

  test('a context, and the original behind a handle of it', async () => {
    await run('getContext', { query: 'how is a good day said?', budgetTokens: 1_000 });
    const text = await shownContext();
    match(text, /export function greet/);
    await run('expand', { handle: /pith:\d{12}/.exec(text)?.[0] ?? '' });
    match(vscode.window.activeTextEditor?.document.getText() ?? '', /greet/);
  });

  for (const command of ['getStatus', 'doctor']) {
    test(`${command} is a list to choose from`, async () => {
      const closed = run(command, {});
      await sleep(1_000);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await closed;
    });
  }
});
