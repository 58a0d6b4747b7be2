// The pre-tokenizers: where the pieces end that byte pairs are merged within.
// They are the published regular expressions written as scanners over UTF-8, because the expressions backtrack and
// make a string of every piece. Each scanner reads a character at most a fixed number of times, whatever the text.
// Tests compare them with the expressions piece by piece.

import { CASELESS, classIn, LOWER, lengthIn, look, MARK, NEWLINE, NUMBER, OTHER, SPACE, UPPER } from './characters.js';

/** End of the piece that starts at `at`. `bytes` is well-formed UTF-8, and `at` < `end`. */
export type Split = (bytes: Uint8Array, at: number, end: number) => number;

const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
/** \p{N}{1,3} */
const MOST_DIGITS = 3;

/**
 * The pattern of o200k_base:
 * [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+('s|'t|'re|'ve|'m|'ll|'d)?
 * | [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*('s|…)?
 * | \p{N}{1,3} |  ?[^\s\p{L}\p{N}]+[\r\n/]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 */
export const splitO200k: Split = (bytes, at, end) => {
  const looked = look(bytes, at);
  const first = classIn(looked);
  if (first === NUMBER) return endOfNumber(bytes, at, end);
  if (first >= UPPER || first === MARK) return endOfContraction(bytes, endOfCasedWord(bytes, at, end), end);
  const next = at + lengthIn(looked);
  const second = next < end ? classIn(look(bytes, next)) : 0;
  if (first !== NEWLINE && (second >= UPPER || second === MARK))
    return endOfContraction(bytes, endOfCasedWord(bytes, next, end), end);
  if (first === OTHER || (first === SPACE && second === OTHER)) {
    let stop = endOfPunctuation(bytes, next, end);
    while (stop < end && isLineEndOrSlash(bytes[stop] as number)) stop++;
    return stop;
  }
  return endOfWhiteSpace(bytes, at, end);
};

/**
 * The pattern of cl100k_base:
 * ('s|'t|'re|'ve|'m|'ll|'d) | [^\r\n\p{L}\p{N}]?\p{L}+ | \p{N}{1,3}
 * |  ?[^\s\p{L}\p{N}]+[\r\n]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 */
export const splitCl100k: Split = (bytes, at, end) => {
  const contraction = endOfContraction(bytes, at, end);
  if (contraction > at) return contraction;
  const looked = look(bytes, at);
  const first = classIn(looked);
  if (first === NUMBER) return endOfNumber(bytes, at, end);
  const next = at + lengthIn(looked);
  if (first >= UPPER) return endOfWord(bytes, next, end);
  const second = next < end ? classIn(look(bytes, next)) : 0;
  if (first !== NEWLINE && second >= UPPER) return endOfWord(bytes, next, end);
  if (first === OTHER || first === MARK || (first === SPACE && (second === OTHER || second === MARK))) {
    let stop = endOfPunctuation(bytes, next, end);
    while (stop < end && isLineEnd(bytes[stop] as number)) stop++;
    return stop;
  }
  return endOfWhiteSpace(bytes, at, end);
};

/**
 * Capitals, then small letters, where caseless letters and marks count as both. Without a small letter behind the
 * capitals the expression gives back the capitals after the last caseless one, and without that it takes them all.
 */
function endOfCasedWord(bytes: Uint8Array, at: number, end: number): number {
  let afterCaseless = at;
  let stop = at;
  let looked = 0;
  while (stop < end) {
    looked = look(bytes, stop);
    const found = classIn(looked);
    if (found !== UPPER && found !== CASELESS && found !== MARK) break;
    stop += lengthIn(looked);
    if (found !== UPPER) afterCaseless = stop;
  }
  if (stop === end || classIn(looked) !== LOWER) return afterCaseless > at ? afterCaseless : stop;
  while (stop < end) {
    looked = look(bytes, stop);
    const found = classIn(looked);
    if (found !== LOWER && found !== CASELESS && found !== MARK) break;
    stop += lengthIn(looked);
  }
  return stop;
}

function endOfWord(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  while (stop < end) {
    const looked = look(bytes, stop);
    if (classIn(looked) < UPPER) break;
    stop += lengthIn(looked);
  }
  return stop;
}

/** Behind 's, 't, 're, 've, 'm, 'll or 'd in any case, else `at`. A letter's bit 5 is its case. */
function endOfContraction(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end || bytes[at] !== APOSTROPHE) return at;
  const first = String.fromCharCode((bytes[at + 1] as number) | 0x20);
  if (first === 's' || first === 't' || first === 'm' || first === 'd') return at + 2;
  if (at + 2 >= end) return at;
  const second = String.fromCharCode((bytes[at + 2] as number) | 0x20);
  if ((first === 'r' || first === 'v') && second === 'e') return at + 3;
  return first === 'l' && second === 'l' ? at + 3 : at;
}

function endOfNumber(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  for (let digits = 0; digits < MOST_DIGITS && stop < end; digits++) {
    const looked = look(bytes, stop);
    if (classIn(looked) !== NUMBER) break;
    stop += lengthIn(looked);
  }
  return stop;
}

function endOfPunctuation(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  while (stop < end) {
    const looked = look(bytes, stop);
    if (classIn(looked) > MARK) break;
    stop += lengthIn(looked);
  }
  return stop;
}

/** Up to the last line end of the run; without one all but the last character, which goes with what follows. */
function endOfWhiteSpace(bytes: Uint8Array, at: number, end: number): number {
  let afterNewline = at;
  let last = at;
  let stop = at;
  while (stop < end) {
    const looked = look(bytes, stop);
    const found = classIn(looked);
    if (found < SPACE || found > NEWLINE) break;
    last = stop;
    stop += lengthIn(looked);
    if (found === NEWLINE) afterNewline = stop;
  }
  if (afterNewline > at) return afterNewline;
  return stop === end || last === at ? stop : last;
}

const isLineEnd = (byte: number): boolean => byte === LINE_FEED || byte === CARRIAGE_RETURN;
const isLineEndOrSlash = (byte: number): boolean => isLineEnd(byte) || byte === SLASH;
