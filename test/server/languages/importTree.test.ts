// Imports that list names in braces, read as text.

import { expect, test } from 'vitest';
import { importTree } from '../../../server/src/languages/importTree.js';

/** `from name`, and the name here where it differs; `-` where none is bound. */
const listed = (written: string): string[] =>
  importTree(written).map(({ from, name, local }) => {
    const here = local ?? '-';
    return here === name ? `${from} ${name}` : `${from} ${name} ${here}`;
  });

test.each([
  // Rust
  ['a', [' a']],
  ['std::fmt', ['std fmt']],
  ['crate::a::{b, c as d}', ['crate::a b', 'crate::a c d']],
  ['std::{io::{self, Write as W}, fmt}', ['std::io * io', 'std::io Write W', 'std fmt']],
  ['std::io::{self as input}', ['std::io * input']],
  ['super::errors::*', ['super::errors * -']],
  ['self::parts::Part', ['self::parts Part']],
  ['std::io::Read as _', ['std::io Read -']],
  ['a::{\n  b, // and c::d\n  /* e */ f,\n}', ['a b', 'a f']],
  ['r#type::r#fn', ['r#type r#fn']],
  ['{a::b, c::d}', ['a b', 'c d']],
  // PHP
  ['App\\Models\\User', ['App\\Models User']],
  ['App\\{Models\\User as U, function help}', ['App\\Models User U', 'App help']],
  ['function App\\help', ['App help']],
  ['const App\\LIMIT as L', ['App LIMIT L']],
  // Scala
  ['a.b.{C, D => E, _}', ['a.b C', 'a.b D E', 'a.b * -']],
  ['a.b.{C => _}', ['a.b C -']],
  ['a.b.*', ['a.b * -']],
  ['a.{given B, C as D}', ['a B', 'a C D']],
  // Elixir
  ['Foo.{Bar, Baz.Qux}', ['Foo Bar', 'Foo.Baz Qux']],
  // JavaScript
  ['{ a, b as c, type D }', [' a', ' b c', ' D']],
  ['{ type }', [' type']],
  ['{ type as kind, default as main }', [' type kind', ' default main']],
  // what nobody writes
  ['', []],
  ['{}', []],
  ['{,}', []],
  ['a::{b', ['a b']],
  ['a::b}', ['a b']],
] as const)('%s', (written, expected) => expect(listed(written)).toEqual(expected));

test('tells where names stand', () => {
  const written = 'std::{io::{self, Write as W}, /* x */ fmt}';
  const places = importTree(written).map(({ at }) => written.slice(at).split(/[^\w]/, 1)[0]);
  expect(places).toEqual(['self', 'Write', 'fmt']);
});

test('ends in any nest', () => {
  expect(importTree('{'.repeat(10_000))).toEqual([]);
  expect(importTree(`a::${'{b::'.repeat(10_000)}c${'}'.repeat(10_000)}`).length).toBeLessThan(20_000);
});
