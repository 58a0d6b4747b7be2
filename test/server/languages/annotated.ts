// A source with what its syntax says of names, as lines a reviewer can read: under each line what stands on it.

import type { Declaration, ImportBinding, Reference, Syntax } from '../../../server/src/model/source.js';

interface Annotation {
  readonly start: number;
  /** The text that carets stand under; it does not span lines. */
  readonly name: string;
  readonly says: string;
}

/**
 * Each line of `text`, moved right to make room for `sign`, the line comment of the language; then one line for each
 * name on it: `//  ^^^^ call this.<Upload>`, where the receiver stands before the dot and its type in angle brackets.
 */
export function annotated(text: string, syntax: Syntax, sign: string): string {
  const annotations = [
    ...syntax.declarations.map((declaration) => definition(text, declaration, syntax.declarations)),
    ...syntax.bindings.map((binding) => imported(text, binding)),
    ...syntax.references.map(used),
  ].sort((a, b) => a.start - b.start);
  const lines: string[] = [];
  let start = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    lines.push(`${' '.repeat(sign.length)}${line}`.trimEnd());
    for (let at = annotations[next]; at && at.start <= start + line.length; at = annotations[++next]) {
      // A tab above a caret keeps its width.
      const before = line.slice(0, at.start - start).replace(/[^\t]/g, ' ');
      lines.push(`${sign}${before}${'^'.repeat(Math.max(1, at.name.length))} ${at.says}`);
    }
    start += line.length + 1;
  }
  return lines.join('\n');
}

function definition(text: string, declaration: Declaration, all: readonly Declaration[]): Annotation {
  const { kind, name, nameStart, span } = declaration;
  const path = [name];
  for (let at = declaration; at.parent !== undefined; ) {
    const enclosing = all[at.parent];
    if (!enclosing) break;
    path.unshift(enclosing.name);
    at = enclosing;
  }
  const start = nameStart ?? span.start;
  const says = `definition ${kind} ${path.join('.')}`;
  return { start, name: nameStart === undefined ? '' : writtenAt(text, start, [name]), says };
}

function imported(text: string, { from, name, local, isReexport, start }: ImportBinding): Annotation {
  const says = [
    isReexport ? 'reexport' : 'import',
    from,
    name,
    ...(local !== undefined && local !== name ? [`as ${local}`] : []),
  ];
  const names = [name, local, from].flatMap((part) => part ?? []);
  const line = /.*/.exec(text.slice(start))?.[0] ?? '';
  const at = names.map((part) => wordIn(line, part)).find((column) => column !== -1) ?? 0;
  return { start: start + at, name: writtenAt(text, start + at, names), says: says.join(' ') };
}

function used({ kind, name, span, receiver, receiverType }: Reference): Annotation {
  const type = receiverType === undefined ? '' : `<${receiverType}>`;
  const says = receiver === undefined ? kind : `${kind} ${receiver}${type}.`;
  return { start: span.start, name, says };
}

/** Where `word` stands in a line with no letter or digit beside it, or -1. */
function wordIn(line: string, word: string): number {
  for (let at = line.indexOf(word); at !== -1; at = line.indexOf(word, at + 1)) {
    if (!/\w/.test(line[at - 1] ?? '') && !/\w/.test(line[at + word.length] ?? '')) return at;
  }
  return -1;
}

/** Which of `names` stands there, with quotes where it has them; a part of the line where it is none of them. */
function writtenAt(text: string, start: number, names: readonly string[]): string {
  const rest = text.slice(start);
  const found = names.find((name) => rest.startsWith(name));
  return found ?? /^(["'`<]).*?["'`>]|^\S*/.exec(rest)?.[0] ?? '';
}
