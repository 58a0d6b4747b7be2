// Every file of `fixtures/languages/<grammar>/` of a language with a `references.scm` has what it says of names beside it,
// as `<file>.references` (see `annotated.ts`); `vitest -u` updates.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../server/src/languages/languages.js';
import { LANGUAGES, languageRow } from '../../../server/src/languages/registry.js';
import { annotated } from './annotated.js';
import { grammarFiles, languages } from './open.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/languages');

function language(id: string): Language {
  const row = languageRow(id);
  if (!row) throw new Error(`no language ${id}`);
  return row;
}

const hasReferences = ({ id }: Language): boolean =>
  existsSync(join(grammarFiles.grammarsDirectory, id, 'references.scm'));

describe.each(LANGUAGES.filter(hasReferences))('$id', (row) => {
  const folder = join(FIXTURES, row.id);
  const files = readdirSync(folder).filter((file) => !/\.(?:structure|references)$/.test(file));

  test.each(files)('%s', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const syntax = await languages.syntax(text, row);
    const sign = row.comment?.line ?? '//';
    await expect(annotated(text, syntax, sign)).toMatchFileSnapshot(join(folder, `${file}.references`));
  });
});

describe('places of references', () => {
  test('are names, in source order, one for a place, outside of imports', async () => {
    for (const row of LANGUAGES.filter(hasReferences)) {
      const folder = join(FIXTURES, row.id);
      for (const file of readdirSync(folder).filter((name) => !/\.(?:structure|references)$/.test(name))) {
        const text = readFileSync(join(folder, file), 'utf8');
        const { references, imports } = await languages.syntax(text, row);
        let end = 0;
        for (const { name, span } of references) {
          expect(text.slice(span.start, span.end)).toBe(name);
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(imports.some((statement) => statement.start <= span.start && span.end <= statement.end)).toBe(false);
          end = span.end;
        }
      }
    }
  });
});

describe('a receiver has the type', () => {
  const check = async (id: string, text: string, expected: Record<string, string | undefined>) => {
    const { references } = await languages.syntax(text, language(id));
    const types = references.flatMap(({ name, kind, receiverType }) => (kind === 'call' ? [[name, receiverType]] : []));
    expect(Object.fromEntries(types)).toEqual(expected);
  };

  test('of the nearest variable before it', () =>
    check(
      'typescript',
      'function f(a: A) { a.one(); }\nfunction g(a: B) { a.two(); }\nfunction h(b: B) { a.none(); }',
      {
        one: 'A',
        two: 'B',
        none: undefined,
      },
    ));
  test('of the field of its own class', () =>
    check(
      'typescript',
      'class A { x = new Y(); f() { this.x.one(); } }\nclass B { x: Z; f() { this.x.two(); } }\nclass C { f() { this.x.inherited(); } }',
      { one: 'Y', two: 'Z', inherited: undefined },
    ));
  test('of a field of a variable whose type the file declares', () =>
    check('go', 'package p\ntype S struct { c *http.Client }\nfunc (s *S) F() { s.c.Do(); s.d.None() }\n', {
      Do: 'http.Client',
      None: undefined,
    }));
  test('of the variable that was assigned', () =>
    check(
      'python',
      'class A:\n  def __init__(self, b: B):\n    self.b = b\n  def f(self):\n    c = self.b\n    c.go()\n',
      {
        go: 'B',
      },
    ));
  test('that is no type parameter', () =>
    check('java', 'class A<T> { void f(T t, U u) { t.one(); u.two(); } }', { one: undefined, two: 'U' }));
  test('and assigned in a circle none', () =>
    check('python', 'def f():\n  a = b\n  b = a\n  a.go()\n', { go: undefined }));
});

describe('a local name is no reference', () => {
  const check = async (id: string, text: string, expected: readonly string[]) => {
    const { references } = await languages.syntax(text, language(id));
    expect(references.map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected);
  };

  test('where a parameter hides what the file declares', () =>
    check('typescript', 'const a = 1;\nfunction f(a: string) { return a; }\nfunction g() { return a; }', ['value a']));
  test('but a method of the same name is', () =>
    check('java', 'class A { int size; int f(int size) { return size + size(); } int g() { return size; } }', [
      'call size',
      'value size',
    ]));
  test('where a type parameter has it', () =>
    check('rust', 'fn f<T: U>(t: T) -> T { T::new(t) }', ['type U', 'call new']));
  test('and neither is a builtin, unless the file declares it', () =>
    check('python', 'def open(): pass\nopen(len(str(1)))\n', ['call open']));
});

describe('time grows with the text', () => {
  /** What takes square time takes minutes here. */
  const check = async (text: string, expected: number) => {
    const started = performance.now();
    const { references, bindings } = await languages.syntax(text, language('javascript'));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(references.length + bindings.length).toBe(expected);
  };
  const names = Array.from({ length: 5_000 }, (_, index) => `name${index}`).join(', ');

  test('for a module that lists thousands of names', () =>
    check(`export { ${names} };\nimport { ${names} } from './a.js';\n`, 5_000));
  test('for thousands of variables of one name', () =>
    check(`function f() {\n${'var e = new E(); e.go(); e(e);\n'.repeat(10_000)}}\n`, 20_000));
  test('for nested functions', () => check('function a(e) { e.go(); b(); '.repeat(2_000) + '}'.repeat(2_000), 4_000));
});
