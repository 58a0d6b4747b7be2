// Where a name ends. Asking the tree for the end of a node costs more than reading on in the text.

import type { CapturedNode } from './captured.js';

/** The text of a node that is a name. */
export const nameOf = (node: CapturedNode, text: string): string => text.slice(node.startIndex, endOf(node, text));

export function endOf(node: CapturedNode, text: string): number {
  const end = plainEnd(text, node.startIndex);
  return end === -1 ? node.endIndex : end;
}

/** Reading on is right for plain names; -1 for `a?`, `a!`, `a'` and what is no name at all, which are asked for. */
export function plainEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && isWord(text.charCodeAt(at))) at++;
  const next = text.charCodeAt(at);
  const isPlain = at > start && next < 0x80 && next !== 0x3f && next !== 0x21 && next !== 0x27;
  return isPlain && !(next === 0x2e && isUpper(text.charCodeAt(at + 1))) ? at : -1;
}

/** Tells without a string of its own that a name is not among some; now and then it says that it may be, and is not. */
export class NameFilter {
  private readonly marks = new Uint8Array(FILTER_SIZE);

  constructor(names: Iterable<string>) {
    for (const name of names) this.marks[placeOf(name, 0, name.length)] = 1;
  }

  mayHold(text: string, start: number, end: number): boolean {
    return this.marks[placeOf(text, start, end)] === 1;
  }
}

/** Bytes; a file knows some hundred names. */
const FILTER_SIZE = 1 << 13;

function placeOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  return (hash ^ (hash >>> 13)) & (FILTER_SIZE - 1);
}

/** Words of ASCII with a dot between each two: what names and receivers are but for a few. */
export function isPlainPath(text: string, start: number, end: number): boolean {
  let isFirst = true;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isFirst ? isWord(code) && !isDigit(code) : isWord(code)) isFirst = false;
    else if (code === 0x2e && !isFirst) isFirst = true;
    else return false;
  }
  return !isFirst;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Before the second part of a name that is one node, `Shop.Order` of Elixir, stands a dot. */
export const isUpper = (code: number): boolean => code >= 65 && code <= 90;

/** Start of the name that ends there. */
export function startOfName(text: string, end: number): number {
  let at = end;
  while (at > 0 && isWord(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Letters and digits of ASCII, `_` and `$`. */
const isWord = (code: number): boolean => code < 128 && WORD[code] === 1;

const WORD = Uint8Array.from({ length: 128 }, (_, code) => (/[\w$]/.test(String.fromCharCode(code)) ? 1 : 0));
