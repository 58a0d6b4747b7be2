// One row and one folder add a language: a language that only this test knows is read like any other, and no source
// names a language (`languageIds.ts` lists the exceptions), so that there is no place where one would have to be added.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Languages } from '../../server/src/languages/languages.js';
import { openLanguages } from '../../server/src/languages/open.js';
import { LANGUAGES, type LanguageRow } from '../../server/src/languages/registry.js';
import { languageIdProblems } from '../support/languageIds.js';
import { root } from '../support/sourceFacts.js';
import { grammarFiles } from '../server/languages/open.js';

describe('no source names a language', () => {
  const ids = LANGUAGES.map(({ id }) => id);

  test('of ours', () => {
    const sources = ['server/src', 'client/src'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
    );
    const texts = sources.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
    expect(texts.length).toBeGreaterThan(50);
    expect(languageIdProblems(texts, ids)).toEqual([]);
  });

  test.each([
    ['server/src/a.ts', `if (language.id === 'ruby') return;`, ['server/src/a.ts names ruby: say it in its row']],
    ['server/src/a.ts', `const SETS = new Set(["c-sharp"]);`, ['server/src/a.ts names c-sharp: say it in its row']],
    ['server/src/a.ts', `const detected = 'json'; // as Ruby does`, []],
    ['server/src/languages/registry.ts', `id: 'ruby'`, []],
  ])('%s: %s', (path, text, problems) => expect(languageIdProblems([{ path, text }], ids)).toEqual(problems));
});

describe('a row and a folder', () => {
  const row: LanguageRow = {
    id: 'moon',
    name: 'Moon',
    languageIds: ['moonish'],
    extensions: ['.moon', 'moonfile'],
    comment: { line: '--' },
    visibility: 'underscore',
    builtins: new Set(['print']),
  };
  const folder = mkdtempSync(join(tmpdir(), 'pith-language-'));
  let languages: Languages;

  beforeAll(() => {
    mkdirSync(join(folder, 'moon'));
    cpSync(join(grammarFiles.grammarsDirectory, 'lua', 'grammar.wasm'), join(folder, 'moon', 'grammar.wasm'));
    writeFileSync(
      join(folder, 'moon', 'tags.scm'),
      '(comment) @comment (function_declaration name: (_) @name body: (block) @body.block) @definition.function',
    );
    writeFileSync(
      join(folder, 'moon', 'references.scm'),
      `(function_call name: (identifier) @reference.call)
       (function_call name: (identifier) @_load arguments: (arguments (string) @import.from)
         (#eq? @_load "load") (#set! import.name "*") (#set! import.local "last"))`,
    );
    languages = openLanguages({ ...grammarFiles, grammarsDirectory: folder, rows: [...LANGUAGES, row] });
  });
  afterAll(() => {
    languages.close();
    rmSync(folder, { recursive: true });
  });

  const text =
    'load "craft.lander"\n-- Lands.\nfunction land(at)\n  lander(at)\n  print(at)\nend\nfunction _stop() land() end\n';

  test.each([
    { path: 'src/A.MOON' },
    { path: 'moonfile' },
    { languageId: 'moonish' },
    { languageId: 'moon', path: 'a.txt' },
  ])('make it known: $path $languageId', (source) => {
    expect(languages.identify(source)).toBe(row);
    expect(openLanguages(grammarFiles).identify(source)).toBeUndefined();
  });

  test('give it symbols', async () => {
    const { languageId, declarations } = await languages.structure(text, row);
    expect(languageId).toBe('moon');
    expect(declarations.map(({ kind, name, exported }) => ({ kind, name, exported }))).toEqual([
      { kind: 'function', name: 'land', exported: true },
      { kind: 'function', name: '_stop', exported: false },
    ]);
    const [land] = declarations;
    expect(text.slice(land?.doc?.start, land?.doc?.end)).toBe('-- Lands.');
    expect(text.slice(land?.body?.start, land?.body?.end)).toBe('  lander(at)\n  print(at)\n');
  });

  test('give it references and imports', async () => {
    const { references, bindings } = await languages.syntax(text, row);
    expect(bindings).toMatchObject([{ from: 'craft.lander', name: '*', local: 'lander' }]);
    expect(references.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['call lander', 'call land']);
  });

  test('are all that is checked of it', async () => {
    expect((await languages.check(text, row)).errors).toEqual([]);
    expect((await languages.check('function (', row)).errors).not.toEqual([]);
  });
});
