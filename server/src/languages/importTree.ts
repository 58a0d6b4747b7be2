// Imports that list names in braces at any depth: `std::{io, fmt::{self, Write as W}}` of Rust, `A\{B, C as D}` of PHP,
// `a.b.{C, D => E, _}` of Scala, `Foo.{A, B}` of Elixir, `{ a, b as c }` of JavaScript. Read as text, because the path of
// a name is spread over the nest, and because a query that waits for `from` behind hundreds of names takes long.

import type { ImportBinding } from '../model/source.js';

export interface TreeBinding extends Omit<ImportBinding, 'start'> {
  /** Where its name stands in the text. */
  readonly at: number;
}

/** Deeper nests are read as if they ended there. */
const MAX_DEPTH = 16;

const TOKEN = /[{}(),]|=>|::|[\\.]|[^\s{}(),=\\.:;]+/g;
const COMMENT = /\/\/[^\n]*|\/\*.*?\*\/|(?<!\w)#[^\n]*/gs;

interface Token {
  readonly text: string;
  readonly at: number;
}

function tokensOf(written: string): Token[] {
  const code = written.replace(COMMENT, (comment) => ' '.repeat(comment.length));
  return [...code.matchAll(TOKEN)].map(({ 0: text, index }) => ({ text, at: index }));
}

/**
 * `from` is the path before a name, as written; a name that stands for the path itself (`self`) has `*` as its name. What
 * is called `_` is imported without a name.
 */
export function importTree(written: string): TreeBinding[] {
  const tokens = tokensOf(written);
  const bindings: TreeBinding[] = [];
  let next = 0;
  const peek = (by = 0): string => tokens[next + by]?.text ?? '';
  const readList = (prefix: readonly Token[], depth: number): void => {
    while (next < tokens.length && !CLOSING.has(peek())) {
      readEntry(prefix, depth);
      if (peek() === ',') next++;
    }
    next++;
  };
  const readEntry = (prefix: readonly Token[], depth: number): void => {
    const path: Token[] = [];
    let local: string | undefined;
    for (; next < tokens.length; next++) {
      const token = tokens[next];
      if (!token || token.text === ',' || CLOSING.has(token.text)) break;
      if (OPENING.has(token.text)) {
        next++;
        if (depth < MAX_DEPTH) readList([...prefix, ...path], depth + 1);
        return;
      }
      if (RENAMING.has(token.text) && path.length > 0) local = tokens[++next]?.text;
      else if (!KEYWORDS.has(token.text) || !NAME.test(peek(1))) path.push(token);
    }
    const binding = bindingOf([...prefix, ...path], local);
    if (binding) bindings.push(binding);
  };
  readList([], 0);
  return bindings;
}

const OPENING: ReadonlySet<string> = new Set(['{', '(']);
const CLOSING: ReadonlySet<string> = new Set(['}', ')']);
const RENAMING: ReadonlySet<string> = new Set(['as', '=>']);
/** Before a name they begin the statement or say what is imported; `type` alone, or before `as`, is a name. */
const KEYWORDS: ReadonlySet<string> = new Set(['use', 'import', 'export', 'function', 'const', 'given', 'type']);
const NAME = /^(?!as$)[\p{L}_$*\\]/u;
const WILDCARDS: ReadonlySet<string> = new Set(['*', '_']);

/** `path` holds names and the signs between them. */
function bindingOf(path: readonly Token[], alias: string | undefined): TreeBinding | undefined {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const isSelf = last.text === 'self' && path.length > 1;
  const module = path.slice(0, isSelf ? -2 : -1).map(({ text }) => text);
  const from = module.join('').replace(/(?:::|[\\.])$/, '');
  const { text: name, at } = last;
  if (WILDCARDS.has(name)) return { from, name: '*', at };
  if (alias === '_') return { from, name, at };
  if (!isSelf) return { from, name, local: alias ?? name, at };
  return { from, name: '*', local: alias ?? module.at(-1) ?? name, at };
}
