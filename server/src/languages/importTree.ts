// Imports that list names in braces at any depth: `std::{io, fmt::{self, Write as W}}` of Rust, `A\{B, C as D}` of PHP,
// `a.b.{C, D => E, _}` of Scala, `Foo.{A, B}` of Elixir. Read as text, because the path of a name is spread over the nest.

import type { ImportBinding } from '../model/source.js';

type Binding = Omit<ImportBinding, 'start'>;

/** Deeper nests are read as if they ended there. */
const MAX_DEPTH = 16;

const TOKEN = /[{}(),]|=>|::|[\\.]|[^\s{}(),=\\.:]+/g;

/** `from` is the path before a name, as written; a name that stands for the path itself (`self`) has `*` as its name. */
export function importTree(written: string): Binding[] {
  const tokens = written.match(TOKEN) ?? [];
  const bindings: Binding[] = [];
  let at = 0;
  const readList = (prefix: readonly string[], depth: number): void => {
    while (at < tokens.length && tokens[at] !== '}' && tokens[at] !== ')') {
      readEntry(prefix, depth);
      if (tokens[at] === ',') at++;
    }
    at++;
  };
  const readEntry = (prefix: readonly string[], depth: number): void => {
    const path: string[] = [];
    let local: string | undefined;
    for (; at < tokens.length; at++) {
      const token = tokens[at] ?? '';
      if (token === ',' || token === '}' || token === ')') break;
      if (token === '{' || token === '(') {
        at++;
        if (depth < MAX_DEPTH) readList([...prefix, ...path], depth + 1);
        return;
      }
      if (token === 'as' || token === '=>') local = tokens[++at];
      else if (!KEYWORDS.has(token)) path.push(token);
    }
    const binding = bindingOf([...prefix, ...path], local);
    if (binding) bindings.push(binding);
  };
  readList([], 0);
  return bindings;
}

const KEYWORDS: ReadonlySet<string> = new Set(['function', 'const', 'given', 'type']);
const WILDCARDS: ReadonlySet<string> = new Set(['*', '_']);

/** `path` holds names and the signs between them. */
function bindingOf(path: readonly string[], alias: string | undefined): Binding | undefined {
  const last = path.at(-1);
  if (last === undefined || alias === '_') return undefined;
  const isSelf = last === 'self' && path.length > 1;
  const from = path
    .slice(0, isSelf ? -2 : -1)
    .join('')
    .replace(/(?:::|[\\.])$/, '');
  if (WILDCARDS.has(last)) return { from, name: '*' };
  if (!isSelf) return { from, name: last, local: alias ?? last };
  const module = path.slice(0, -2);
  return { from, name: '*', local: alias ?? module.at(-1) ?? last };
}
