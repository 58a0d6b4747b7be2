// Compressing through the commands, seen from inside the extension host: what lands on the clipboard, for which text.
// Notifications and pictures are the business of `ui/`.

import { deepStrictEqual, equal, ok } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { setup, suite, test } from 'mocha';
import * as vscode from 'vscode';
import { functions } from '../ui/sample.js';

const SAMPLE = functions('add', 8);
const HANDLE = /pith:\d{12}(?::c?\d+-\d+)?/g;
/** A command ends when its text is on the clipboard, but the server may still be starting. */
const LIMIT_MS = 30_000;

async function edit(content: string, language = 'typescript'): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}

/** Runs a command and gives what it put on the clipboard. */
async function copied(command: string): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand(command);
  return clipboard();
}

async function clipboard(): Promise<string> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await sleep(50)) {
    const text = await vscode.env.clipboard.readText();
    if (text !== '') return text;
  }
  throw new Error('Nothing was put on the clipboard.');
}

async function originalOf(handle: string): Promise<string> {
  const uri = vscode.Uri.from({ scheme: 'pith', path: '/sample.ts', query: handle });
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

suite('compressing', () => {
  setup(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('the whole file when nothing is selected', async () => {
    const content = SAMPLE.join('\n');
    await edit(content);
    const text = await copied('pith.compressSelection');
    ok(text.length < content.length);
    for (let index = 0; index < SAMPLE.length; index++) ok(text.includes(`export function add${index}(`));
  });

  test('every handle opens what was left out', async () => {
    const content = SAMPLE.join('\n');
    await edit(content);
    const handles = (await copied('pith.compressSelection')).match(HANDLE) ?? [];
    ok(handles.length > 0);
    for (const handle of handles) {
      const [first = 0, last = 0] = handle.replace(/^.*:/, '').split('-').map(Number);
      equal(
        await originalOf(handle),
        `${content
          .split('\n')
          .slice(first - 1, last)
          .join('\n')}\n`,
      );
    }
  });

  test('only what is selected, in one place or in several', async () => {
    const editor = await edit(SAMPLE.join('\n'));
    const lines = SAMPLE[0]?.split('\n').length ?? 0;
    const select = (...indexes: number[]) => {
      editor.selections = indexes.map((index) => new vscode.Selection(index * lines, 0, (index + 1) * lines - 1, 0));
    };
    const names = (text: string) => text.match(/add\d(?=\()/g);
    select(2);
    deepStrictEqual(names(await copied('pith.compressSelection')), ['add2']);
    select(1, 5);
    deepStrictEqual(names(await copied('pith.compressSelection')), ['add1', 'add5']);
  });

  test('the text of the editor, saved or not', async () => {
    const editor = await edit(SAMPLE.join('\n'));
    await editor.edit((change) => change.insert(new vscode.Position(0, 0), 'export const typedJustNow = 1;\n\n'));
    ok((await copied('pith.compressSelection')).includes('typedJustNow'));
  });

  test('a text that cannot be made smaller comes back as it is', async () => {
    await edit('export const one = 1;\n');
    equal(await copied('pith.compressSelection'), 'export const one = 1;\n');
  });

  test('a secret does not reach the clipboard', async () => {
    const secret = `ghp_${'0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R'}`;
    await edit(`const token = '${secret}';\n${SAMPLE.join('\n')}`);
    const text = await copied('pith.compressSelection');
    ok(!text.includes(secret));
    ok(text.includes('***'));
  });
});
