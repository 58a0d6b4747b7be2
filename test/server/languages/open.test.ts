// The front door of the syntax layer: what is recognised, that places are right in any text, and that hostile text
// costs bounded time and leaves the parsers usable.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SyntaxUnavailable } from '../../../server/src/languages/languages.js';
import { openLanguages, parseTimeLimitMs } from '../../../server/src/languages/open.js';
import { LANGUAGES, languageRow } from '../../../server/src/languages/registry.js';
import { grammarFiles, languages } from './open.js';

function language(id: string) {
  const row = languageRow(id);
  if (!row) throw new Error(`no language ${id}`);
  return row;
}

describe('identify', () => {
  test.each([
    [{ languageId: 'typescriptreact' }, 'tsx'],
    [{ languageId: 'javascriptreact', path: 'a.py' }, 'javascript'],
    [{ languageId: 'dockercompose' }, 'yaml'],
    [{ languageId: 'markdown', path: 'a.ts' }, undefined],
    [{ languageId: 'plaintext', path: 'a.ts' }, 'typescript'],
    [{ languageId: 'scss', path: 'a.scss' }, undefined],
    [{ path: 'src/deep.dir/A.D.TS' }, 'typescript'],
    [{ path: 'C:\\work\\Main.java' }, 'java'],
    [{ path: 'lib/Rakefile' }, 'ruby'],
    [{ path: 'include/a.h' }, 'cpp'],
    [{ path: 'noextension' }, undefined],
    [{}, undefined],
  ])('%j is %s', (source, id) => {
    expect(languages.identify(source)?.id).toBe(id);
  });

  test('no language id or extension names two languages', () => {
    const names = LANGUAGES.flatMap((row) => [...new Set([row.id, ...row.languageIds]), ...row.extensions]);
    expect(names).toHaveLength(new Set(names).size);
  });
});

describe('places are in UTF-16 code units', () => {
  const check = async (text: string, expected: { name: string; body: string; comment: string }) => {
    const { declarations, comments } = await languages.structure(text, language('typescript'));
    const [declaration] = declarations;
    const cut = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
    expect({ name: declaration?.name, body: cut(declaration?.body), comment: cut(comments[0]) }).toEqual(expected);
  };
  const text = '/* a */\nfunction f() {\n  return 1;\n}\n';
  const expected = { name: 'f', body: '  return 1;\n', comment: '/* a */' };

  test('plain', () => check(text, expected));
  test('byte order mark', () => check(`\uFEFF${text}`, expected));
  test('CRLF', () => check(text.replaceAll('\n', '\r\n'), { ...expected, body: '  return 1;\r\n' }));
  test('mixed line ends', () => check(text.replace('\n', '\r\n'), expected));
  test('beyond ASCII', () =>
    check("/* 🦊 漢字 é */\nfunction f漢() {\n  return '🦊🦊';\n}\n", {
      name: 'f漢',
      body: "  return '🦊🦊';\n",
      comment: '/* 🦊 漢字 é */',
    }));
  test('a lone surrogate', () =>
    check("/* \ud83e */\nfunction f() {\n  return '\udd8a';\n}\n", {
      name: 'f',
      body: "  return '\udd8a';\n",
      comment: '/* \ud83e */',
    }));
  test('one line', () => check('/* a */ function f() { return 1; }', { ...expected, body: 'return 1;' }));
  test('no line end at the end of the file', async () => {
    const python = 'def f():\n  return 1';
    const { declarations } = await languages.structure(python, language('python'));
    expect(declarations[0]?.body).toEqual({ start: 9, end: python.length });
  });
});

describe('errors', () => {
  const check = async (id: string, text: string) => (await languages.check(text, language(id))).errors.length;

  test('are found, missing tokens too', async () => {
    expect(await check('typescript', 'const a = 1;')).toBe(0);
    expect(await check('typescript', 'const a = ;')).toBeGreaterThan(0);
    expect(await check('java', 'class A { int a }')).toBeGreaterThan(0);
  });

  test('are told where they stand, in order', async () => {
    const text = 'function a() {}\nx = = 1;\nfunction b() {}\ny = (2;\n';
    const { errors } = await languages.check(text, language('typescript'));
    expect(errors.map(({ start, end }) => [start, text.slice(start, end)])).toEqual([
      [20, '='],
      [47, ''],
    ]);
  });

  test('are found 50,000 levels deep within the limit', async () => {
    // A query for error nodes takes twice the limit here.
    expect(await check('c', '('.repeat(50_000))).toBeGreaterThan(0);
  });

  test('mark the declaration they stand in and no other', async () => {
    const text = 'function a() {\n  return 1;\n}\nfunction b() {\n  return = ;\n}\nfunction c() {\n  return 3;\n}\n';
    const { declarations } = await languages.structure(text, language('typescript'));
    expect(declarations.map(({ name, hasError }) => [name, hasError])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
  });
});

describe('hostile text', () => {
  const limited = openLanguages({ ...grammarFiles, timeLimitMs: () => 300 });
  const texts: readonly (readonly [string, string])[] = [
    ['open brackets', '['.repeat(100_000)],
    ['nested brackets', '('.repeat(50_000) + ')'.repeat(50_000)],
    ['nested functions', 'function a(){'.repeat(5_000) + '}'.repeat(5_000)],
    ['one line of 5 MB', 'const a = () => { return 1; };'.repeat(170_000)],
    ['one string of 5 MB', `"${'a'.repeat(5_000_000)}"`],
    ['control characters', '\0\u0001\u001b'.repeat(10_000)],
    ['open templates', '`${'.repeat(10_000)],
    ['white space', ' \t\r\n'.repeat(100_000)],
  ];

  test.each(texts)('%s ends in time and the next text is read', async (_name, text) => {
    const started = performance.now();
    const result = await limited.structure(text, language('typescript')).catch((error: unknown) => error);
    // The query and what is made of it come on top; a machine that is busy needs room.
    expect(performance.now() - started).toBeLessThan(5_000);
    if (result instanceof Error) expect(result).toBeInstanceOf(SyntaxUnavailable);
    const after = await limited.structure('function ok() {}', language('typescript'));
    expect(after.declarations.map(({ name }) => name)).toEqual(['ok']);
  });

  test('an abort ends the parse and says so', async () => {
    const aborted = languages.structure('a;\n'.repeat(50_000), language('typescript'), AbortSignal.abort());
    await expect(aborted).rejects.toThrow('parsing typescript was cancelled');
  });

  test('the limit grows with the text and ends at ten seconds', () => {
    expect(parseTimeLimitMs('')).toBe(2_000);
    expect(parseTimeLimitMs('a'.repeat(1_000_000))).toBe(4_000);
    expect(parseTimeLimitMs('a'.repeat(50_000_000))).toBe(10_000);
  });

  test('spans of arbitrary text nest and lie within it', async () => {
    const pieces = [
      'function a() {',
      '}',
      '\n',
      'class B {',
      '/* c */',
      '// d\n',
      '@e ',
      'x = 1;',
      '"',
      '`',
      '🦊',
      '\ud83e',
      '=>',
      '(',
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (source) => {
        const { declarations } = await languages.structure(source, language('typescript'));
        for (const { span, body, doc, parent } of declarations) {
          const around = parent === undefined ? { start: 0, end: source.length } : declarations[parent]?.span;
          expect(around && around.start <= span.start && span.start < span.end && span.end <= around.end).toBe(true);
          if (body) expect(span.start <= body.start && body.start < body.end && body.end <= span.end).toBe(true);
          if (doc) expect(0 <= doc.start && doc.start < doc.end && doc.end <= span.end).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('files that are not there', () => {
  test('an unknown grammar, a missing folder', async () => {
    const nowhere = openLanguages({ ...grammarFiles, grammarsDirectory: '/nowhere' });
    await expect(nowhere.structure('', language('go'))).rejects.toThrow(SyntaxUnavailable);
    await expect(nowhere.check('', language('go'))).rejects.toThrow('the go grammar could not be loaded');
    const row = { ...language('go'), id: 'cobol' };
    await expect(languages.structure('', row)).rejects.toThrow('there is no grammar for cobol');
    nowhere.close();
  });
});
