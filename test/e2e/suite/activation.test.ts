// Pith comes up in VS Code and offers what its manifest declares.

import { deepStrictEqual, ok } from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';

const EXTENSION = 'pith.pith';

suite('activation', () => {
  test('the extension is there and activates', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    ok(extension, `${EXTENSION} is not installed`);
    await extension.activate();
    ok(extension.isActive);
  });

  test('every declared command is registered', async () => {
    const manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON;
    const declared: string[] = manifest.contributes.commands.map((command: { command: string }) => command.command);
    const registered = new Set(await vscode.commands.getCommands(true));
    ok(declared.length > 0);
    deepStrictEqual(
      declared.filter((id) => !registered.has(id)),
      [],
    );
  });
});
