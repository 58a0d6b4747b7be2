// The table of languages against the folders of `grammars/`: each row has a grammar and queries that compile with it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openLanguages } from '../../server/src/languages/open.js';
import { LANGUAGES } from '../../server/src/languages/registry.js';
import { root } from '../support/sourceFacts.js';

const grammarsDirectory = join(root, 'grammars');
const ids = LANGUAGES.map(({ id }) => id);
const folders = readdirSync(grammarsDirectory, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

const runtimeWasm = createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm');
const languages = openLanguages({ grammarsDirectory, runtimeWasm });
afterAll(() => languages.close());

test('every language has a folder and every folder a language', () => expect([...ids].sort()).toEqual(folders.sort()));

test('no two languages claim the same ending or language id', () => {
  for (const key of ['extensions', 'languageIds'] as const) {
    const claims = LANGUAGES.flatMap((language) => language[key]);
    expect(claims.filter((claim, index) => claims.indexOf(claim) !== index)).toEqual([]);
  }
});

describe.each(LANGUAGES)('$id', (language) => {
  const folder = join(grammarsDirectory, language.id);

  test('has a compiled grammar and queries', () => {
    expect(existsSync(join(folder, 'tags.scm'))).toBe(true);
    expect(readFileSync(join(folder, 'grammar.wasm')).subarray(0, 4).toString('latin1')).toBe('\0asm');
  });

  test('its queries compile and an empty text has no structure', async () => {
    expect(await languages.structure('', language)).toMatchObject({ declarations: [], comments: [], errors: [] });
  });

  test('declares only kinds of the model', () => {
    const tags = readFileSync(join(folder, 'tags.scm'), 'utf8');
    const kinds = [...tags.matchAll(/@definition\.([\w-]+)/g)].map(([, kind = '']) => kind);
    expect(kinds.filter((kind) => !kindsOfModel.includes(kind))).toEqual([]);
  });
});

const kindsOfModel = [
  ...(
    /type DeclarationKind =([^;]+);/.exec(readFileSync(join(root, 'server/src/model/source.ts'), 'utf8'))?.[1] ?? ''
  ).matchAll(/'(\w+)'/g),
].map(([, kind]) => kind);
