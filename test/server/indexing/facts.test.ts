// The parts that make facts of a text: chunks, symbols, sentences of doc comments, words, and how they are packed.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../server/src/base/words.js';
import { MAX_LINES, MAX_TOKENS } from '../../../server/src/indexing/chunks.js';
import { docSentence } from '../../../server/src/indexing/docSentence.js';
import { extract } from '../../../server/src/indexing/extract.js';
import { moduleOfFile, modulesOf } from '../../../server/src/indexing/modules.js';
import { inOrderOfInterest } from '../../../server/src/indexing/order.js';
import { threadsFor } from '../../../server/src/indexing/pool.js';
import { lastPartOf } from '../../../server/src/storage/moduleNames.js';
import { packFacts, unpackFacts } from '../../../server/src/storage/packedFacts.js';
import { loadEncoder } from '../../../server/src/tokens/encodings.js';
import { openPartCounter } from '../../../server/src/tokens/open.js';
import { languages } from '../languages/open.js';

const services = { languages, counter: await openPartCounter(), maxParseLength: 1_000_000 };
const factsOf = (text: string, name = 'src/a.ts') => extract({ name, text }, services);

const UPLOAD = [
  '/** Sends parts. And more. */',
  'export class Upload {',
  '  /** How many. */',
  '  size = 1;',
  '  send(part: string): void {',
  '    retry(part);',
  '  }',
  '}',
  '',
  'function retry(part: string) {',
  '  return part;',
  '}',
  '',
].join('\n');

describe('symbols', () => {
  const ids = async (text: string) => (await factsOf(text)).symbols.map(({ name, id }) => `${name} ${id}`);

  test('keep their ids when other parts change, lines move, or the order does', async () => {
    const before = await ids(UPLOAD);
    expect(new Set(before).size).toBe(4);
    expect(await ids(`// a comment\n\n${UPLOAD}`)).toEqual(before);
    expect(await ids(UPLOAD.replace('return part;', 'return part + part;\n  // longer now'))).toEqual(before);
    const [upload = '', retry = ''] = UPLOAD.split(/\n(?=function)/);
    expect((await ids(`${retry}\n${upload}`)).sort()).toEqual([...before].sort());
  });

  test('get another id with another signature, container or path', async () => {
    const before = await ids(UPLOAD);
    const after = await ids(UPLOAD.replace('send(part: string)', 'send(part: number)'));
    expect(after.filter((id) => !before.includes(id)).map((id) => id.split(' ')[0])).toEqual(['send']);
    const elsewhere = (await factsOf(UPLOAD, 'src/b.ts')).symbols.map(({ id }) => id);
    expect(elsewhere.some((id) => before.some((known) => known.endsWith(` ${id}`)))).toBe(false);
  });

  test('have one line of signature, a sentence, and the tokens of their levels', async () => {
    const [upload, size, send] = (await factsOf(UPLOAD)).symbols;
    expect(upload).toMatchObject({
      signature: 'export class Upload',
      doc: 'Sends parts.',
      exported: true,
      startLine: 1,
      endLine: 8,
    });
    expect(size).toMatchObject({ kind: 'field', parent: 0, doc: 'How many.' });
    expect(send).toMatchObject({ kind: 'method', signature: 'send(part: string): void', parent: 0 });
    const long = `function f() {\n${'  call(1, 2, 3);\n'.repeat(40)}}\n`;
    const [f] = (await factsOf(long)).symbols;
    const encoder = await loadEncoder('o200k_base');
    expect(f?.tokens.full).toBe(encoder.count(long.trimEnd()));
    expect(f?.tokens.skeleton).toBeLessThan(40);
    expect(f?.tokens.outline).toBeLessThan(f?.tokens.skeleton ?? 0);
  });
});

describe('chunks', () => {
  const line = fc.constantFrom(
    '',
    'a();',
    'const x = 1;',
    '# Heading',
    'class A {',
    '}',
    'function f() {',
    '  return 1;',
    'x'.repeat(900),
  );

  test('are all of the text, in order, and small', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 200 }),
        fc.constantFrom('a.ts', 'a.md', 'a.py'),
        async (lines, name) => {
          const text = lines.join('\n');
          const { chunks } = await factsOf(text, name);
          const whole = chunks.map(({ start, end }) => text.slice(start, end)).join('');
          expect(whole).toBe(text.trim() === '' ? '' : text);
          for (const { startLine, endLine, tokens } of chunks) {
            expect(endLine - startLine).toBeLessThanOrEqual(MAX_LINES + 1);
            expect(tokens <= MAX_TOKENS + 20 || startLine === endLine || endLine - startLine < 4).toBe(true);
          }
        },
      ),
      { seed: 5, numRuns: 40 },
    );
  });

  test('are whole declarations where they fit, and members where they do not', async () => {
    const member = (n: number) => `  m${n}() {\n${'    work();\n'.repeat(30)}  }\n`;
    const text = `export class Large {\n${member(1)}${member(2)}${member(3)}}\n\nfunction small() {\n${'  work();\n'.repeat(25)}}\n`;
    const { chunks, symbols } = await factsOf(text);
    const names = chunks.map(({ symbol }) => symbols[symbol]?.name);
    expect(names).toEqual(expect.arrayContaining(['m1', 'm2', 'm3', 'small']));
  });
});

test.each([
  ['/** Sends it. Then waits. */', 'Sends it.'],
  ['/**\n * Sends it\n * over many lines.\n *\n * @param part x\n */', 'Sends it over many lines.'],
  ['// One line', 'One line'],
  ['/// Rust does this.\n/// More.', 'Rust does this.'],
  ['# Python or Ruby.\n# More', 'Python or Ruby.'],
  ['"""Docstring of it.\n\n    More.\n    """', 'Docstring of it.'],
  ['-- Lua says this.', 'Lua says this.'],
  ['/// <summary>C# says this.</summary>', 'C# says this.'],
  ['/* ------ */', undefined],
  ['<!-- A note. -->', 'A note.'],
  ['%% Erlang says this.', 'Erlang says this.'],
  ['; Lisp says this.', 'Lisp says this.'],
  ["'''One.'''", 'One.'],
  ['=begin\nRuby says this.\n=end', 'Ruby says this.'],
  ['--[[ Long Lua. ]]', 'Long Lua.'],
  ['//! Of the module.', 'Of the module.'],
  ['/// <summary>\n/// C# says this.\n/// </summary>', 'C# says this.'],
  ['/**\r\n * Windows line.\r\n */', 'Windows line.'],
  ['/** Version 1.2 of it. More. */', 'Version 1.2 of it.'],
  ['/** 送ります。次。 */', '送ります。'],
  ['/**\n * Sends\n * @returns x\n */', 'Sends'],
  ['/**/', undefined],
  ['', undefined],
  ['/** @internal */', undefined],
])('the first sentence of %j', (comment, expected) => expect(docSentence(comment)).toBe(expected));

test.each([
  ['getUserById', 'get user id '],
  ['HTTPServer2', 'http server2 '],
  ['upload_all retries', 'upload all retry '],
  ['uploading uploaded uploads', 'upload upload upload '],
  ['x = 0xdeadbeef + 1234567', ''],
  ['error 404', 'error 404 '],
  ['größe_über', 'größ über '],
  ['“quoted” text—dash… narrow\u00a0space', 'quot text dash narrow spac '],
  ['← 漢字、仮名。 │ box', '漢字 仮名 box '],
  ['\ufeffstart', 'start '],
  ['', ''],
])('the words of %j', (text, expected) => expect(wordsIn(text)).toBe(expected));

test('facts come back as they were packed', async () => {
  const { symbols, imports, uses } = await factsOf(
    `import { a as b } from './x.js';\n${UPLOAD}b(1);\nnew Upload().send('é');\n`,
  );
  const unpacked = unpackFacts(packFacts({ lines: 1, tokens: 1, symbols, imports, uses, chunks: [] }).blob);
  expect(unpacked.symbols).toEqual(symbols);
  expect(unpacked.imports).toEqual(imports);
  expect({ ...unpacked.uses, bytes: [...unpacked.uses.bytes] }).toEqual({ ...uses, bytes: [...uses.bytes] });
});

test('tokens up to a mark are those of the text before it', async () => {
  const encoder = await loadEncoder('o200k_base');
  const text = 'const é = "漢字 😀";\nfunction f() {}\n// ünï\n';
  // A slash behind a line end may share a piece with it, and so be off by one.
  const marks = [0, text.indexOf('\n') + 1, text.indexOf('()'), text.length];
  const counts = encoder.countBefore(text, marks);
  expect([...counts]).toEqual(marks.map((mark) => encoder.count(text.slice(0, mark))));
});

test('tokens up to every line are those of the lines before it, whatever they are made of', async () => {
  const encoder = await loadEncoder('o200k_base');
  const unit = fc.constantFrom('a', 'Z', ' ', '7', '.', 'é', '漢', '😀', '\ud800', '\udc00', '\t');
  // A line that begins with a letter shares no piece with the one before.
  const line = fc
    .tuple(fc.constantFrom('b', 'É', '字'), fc.string({ unit, maxLength: 12 }))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.map((one) => `${one}.\n`).join('');
      const marks = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
      const expected = marks.map((mark) => encoder.count(text.slice(0, mark)));
      expect([...encoder.countBefore(text, marks)]).toEqual(expected);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('modules are manifests, then conventions, then the top level', () => {
  const modules = modulesOf([
    'package.json',
    'packages/a/package.json',
    'packages/a/x.ts',
    'src/net/http.ts',
    'docs/a.md',
    'b.ts',
  ]);
  expect(modules.map(({ path, by }) => `${path} ${by}`)).toEqual([
    ' package.json',
    'docs convention',
    'packages/a package.json',
    'src/net convention',
  ]);
  expect(moduleOfFile(modules, 'packages/a/deep/y.ts')?.path).toBe('packages/a');
  expect(moduleOfFile(modules, 'b.ts')?.path).toBe('');
  expect(modules[0]?.id).toMatch(/^mod:[0-9a-f]{16}$/);
});

test('what is open comes first, then its neighbours, then what was edited last', () => {
  const files = ['z/a.ts', 'b/b.ts', 'b/c.ts', 'a/old.ts'].map((name, at) => ({ name, mtimeMs: at }));
  expect(inOrderOfInterest(files, new Set(['b/c.ts'])).map(({ name }) => name)).toEqual([
    'b/c.ts',
    'b/b.ts',
    'a/old.ts',
    'z/a.ts',
  ]);
});

test.each([
  [0, 2, 0, 1],
  [0, 8, 0, 7],
  [0, 16, 0, 8],
  [0, 8, 6, 2],
  [0, 1, 0, 1],
  [2, 2, 5, 2],
  [9, 4, 0, 4],
])('threads for setting %d, %d cores, load %d: %d', (setting, cores, load, expected) =>
  expect(threadsFor(setting, cores, load)).toBe(expected),
);

test.each([
  ['./lib/upload.js', 'upload'],
  ['lib.upload', 'upload'],
  ['a::b::c', 'c'],
  ['<sys/stat.h>', 'stat'],
  ['@acme/upload', 'upload'],
])('the last part of %s', (module, expected) => expect(lastPartOf(module)).toBe(expected));
