// Private keys in PEM or PGP armour, whole or cut off at the end, also inside string literals and JSON.
// secretlint knows the whole ones; this finds the others: encrypted and PGP keys, and keys without an end.

import type { Span } from '../model/block.js';

const BEGIN = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;

/** A 16,384-bit RSA key takes 12,500 characters; quotes and indentation come on top. */
const MAX_KEY_LENGTH = 40_000;

/** Base64 characters that make a body a key and not a placeholder. The shortest key (Ed25519) has 64. */
const MIN_KEY_CHARACTERS = 48;

/** A line of base64, with what surrounds it in source code, diffs and JSON. Bounded, so that no line is tried twice. */
const BODY_LINE =
  /^[\s"'`#/*+>,;|-]{0,16}(?:[A-Za-z-]{1,20}: [^\n]{1,200}|[A-Za-z0-9+/=]{16,}|=?[A-Za-z0-9+/=]{0,80})["'`,;+\s\\]{0,8}$/;

export function findPrivateKeys(text: string): Span[] {
  const begins = [...text.matchAll(BEGIN)];
  if (begins.length === 0) return [];
  const ends = [...text.matchAll(END)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const spans: Span[] = [];
  let next = 0;
  begins.forEach((match, index) => {
    const start = match.index;
    const bodyStart = start + match[0].length;
    while ((ends[next]?.start ?? Number.POSITIVE_INFINITY) < bodyStart) next++;
    const limit = Math.min(begins[index + 1]?.index ?? text.length, bodyStart + MAX_KEY_LENGTH);
    const end = ends[next];
    const stop = end && end.end <= limit ? end : undefined;
    const bodyEnd = stop?.start ?? endOfBody(text, bodyStart, limit);
    if (keyCharacters(text.slice(bodyStart, bodyEnd)) >= MIN_KEY_CHARACTERS) {
      spans.push({ start, end: stop?.end ?? bodyEnd });
    }
  });
  return spans;
}

/** Where a key without an end stops: before the first line that is no base64. */
function endOfBody(text: string, start: number, limit: number): number {
  let at = start;
  while (at < limit) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 || newline > limit ? limit : newline;
    if (!BODY_LINE.test(text.slice(at, end).replaceAll(/\\[nr]/g, ''))) break;
    at = end + 1;
  }
  return Math.min(Math.max(start, at), limit);
}

/** Characters in runs of base64 that are too long for words. */
const keyCharacters = (body: string): number =>
  (body.match(/[A-Za-z0-9+/]{24,}/g) ?? []).reduce((sum, run) => sum + run.length, 0);
