// `package.json` against the settings schema, the client's commands, the texts and the VS Code it is tested in.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { settingsSchema } from '../../server/src/config.js';
import {
  declaredSettings,
  isAtMost,
  registeredCommands,
  settingsOf,
  textProblems,
  usedCommands,
} from '../support/manifest.js';
import { root } from '../support/sourceFacts.js';

/** What `test/e2e` runs: an extension that asks for more is refused there. */
const TESTED_VSCODE = '1.139.1';

const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const manifest = json('package.json');
const clientSources = readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, 'client/src', file), 'utf8'));

const declaredCommands: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);

describe('package.json', () => {
  test('declares the settings of the schema, with the same defaults and limits', () => {
    const schema = settingsOf(z.toJSONSchema(settingsSchema, { io: 'input' }));
    expect(declaredSettings(manifest.contributes.configuration.properties)).toEqual(schema);
  });

  test('declares the commands that the client registers', () => {
    expect([...declaredCommands].sort()).toEqual(registeredCommands(clientSources));
  });

  test('shows only declared commands in menus and on keys', () => {
    const { commands, ...rest } = manifest.contributes;
    const ours = usedCommands(rest).filter((id) => !declaredCommands.includes(id));
    expect(ours).toEqual([]);
  });

  test('has a text for every key and a use for every text', () => {
    expect(textProblems(manifest, json('client/l10n/package.nls.json'))).toEqual([]);
  });

  test('keeps to the stable API', () => {
    // The test host allows proposals to everybody; a real VS Code would refuse the extension.
    expect(manifest).not.toHaveProperty('enabledApiProposals');
  });

  test('asks for no newer VS Code than the tests run in, and for no older one than the types describe', () => {
    const types = manifest.devDependencies['@types/vscode'];
    expect(isAtMost(manifest.engines.vscode, TESTED_VSCODE)).toBe(true);
    expect(isAtMost(types, manifest.engines.vscode)).toBe(true);
  });

  test('says where it runs and how far untrusted and virtual workspaces are supported', () => {
    expect(manifest.extensionKind).toEqual(['workspace']);
    expect(manifest.capabilities).toMatchObject({
      untrustedWorkspaces: { supported: expect.anything() },
      virtualWorkspaces: { supported: expect.anything() },
    });
  });

  test('names files that are there', () => {
    expect(manifest.main).toBe('./dist/client/extension.js');
    const icon: string = manifest.icon;
    expect(readFileSync(join(root, icon)).subarray(1, 4).toString('latin1')).toBe('PNG');
  });
});

describe('the checks themselves', () => {
  test('settings are compared by key, default and limits', () => {
    const schema = z.object({ a: z.object({ b: z.enum(['x', 'y']).default('x') }).prefault({}) });
    expect(settingsOf(z.toJSONSchema(schema, { io: 'input' }))).toEqual({
      'pith.a.b': { type: 'string', default: 'x', enum: ['x', 'y'] },
    });
    expect(declaredSettings({ 'pith.a.b': { type: 'string', default: 'x', order: 1, description: '' } })).toEqual({
      'pith.a.b': { type: 'string', default: 'x' },
    });
  });

  test('lists of settings are compared by what they hold', () => {
    const schema = z.object({ a: z.array(z.string().min(1)).default([]) });
    const items = { type: 'string', minLength: 1 };
    expect(settingsOf(z.toJSONSchema(schema, { io: 'input' }))).toEqual({
      'pith.a': { type: 'array', default: [], items },
    });
    expect(
      declaredSettings({ 'pith.a': { type: 'array', default: [], items: { ...items, description: 'A glob' } } }),
    ).toEqual({ 'pith.a': { type: 'array', default: [], items } });
  });

  test('commands are found however the call is broken into lines', () => {
    const sources = ["registerCommand(host, 'pith.b', run); vscode.commands.registerCommand(\n  'pith.a',\n  run);"];
    expect(registeredCommands(sources)).toEqual(['pith.a', 'pith.b']);
  });

  test('commands are found at any depth of menus', () => {
    expect(usedCommands({ menus: { a: [{ command: 'pith.x', when: 'y' }] }, keybindings: [{ command: 'z' }] })).toEqual(
      ['pith.x', 'z'],
    );
  });

  test('texts are missed and idle ones are named', () => {
    expect(textProblems({ a: '%one%', b: ['%two%'] }, { two: '2', three: '3' })).toEqual([
      '"three" is shown nowhere',
      '%one% has no text',
    ]);
  });

  test.each([
    ['^1.120.0', '1.139.1', true],
    ['1.139.0', '1.139.1', true],
    ['^1.140.0', '1.139.1', false],
    ['2.1.0', '1.139.1', false],
  ])('%s is at most %s: %s', (range, limit, expected) => expect(isAtMost(range, limit)).toBe(expected));
});
