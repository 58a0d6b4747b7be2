// Where a name ends. Asking the tree for the end of a node costs more than reading on in the text.

import type { CapturedNode } from './captured.js';

/** The text of a node that is a name. */
export const nameOf = (node: CapturedNode, text: string): string => text.slice(node.startIndex, endOf(node, text));

/** Reading on is right for plain names; `a?`, `a!`, `a'` and what is no name at all are asked for. */
export function endOf(node: CapturedNode, text: string): number {
  let at = node.startIndex;
  while (at < text.length && isWord(text.charCodeAt(at))) at++;
  const next = text.charCodeAt(at);
  const isPlain = at > node.startIndex && next < 0x80 && next !== 0x3f && next !== 0x21 && next !== 0x27;
  return isPlain && !(next === 0x2e && isUpper(text.charCodeAt(at + 1))) ? at : node.endIndex;
}

/** The second part of a name that is one node: `Shop.Order` of Elixir. */
const isUpper = (code: number): boolean => code >= 65 && code <= 90;

/** Start of the name that ends there. */
export function startOfName(text: string, end: number): number {
  let at = end;
  while (at > 0 && isWord(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Letters and digits of ASCII, `_` and `$`. */
function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36
  );
}
