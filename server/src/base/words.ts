// The words of a text as full text knows them: identifiers taken apart, in lower case, without their endings. The index
// is written with these words and asked with them; both sides must come here.

/**
 * Words that stand in most code whatever it is about: they would be a quarter of the index and find everything.
 * Keywords of many languages, and English ones without a meaning of their own.
 */
const EVERYWHERE: ReadonlySet<string> = new Set(
  (
    'if else elif then fi return for while do done int char const void static struct class public private protected ' +
    'import new this self def function var let true false null nil none undefined final string boolean bool try catch ' +
    'except finally throw throws raise case switch break continue package extends implements interface override async ' +
    'await end pass lambda yield typeof instanceof export default enum type fn pub mut impl use mod func ' +
    'the of to and in is a an or it be not with as from that by on are was will can has have its at no'
  ).split(' '),
);

/** Words kept for the next text: code says the same ones again and again. */
const MOST_REMEMBERED = 50_000;
const remembered = new Map<string, string>();

/** Longer runs of letters and digits are data. */
const MAX_LENGTH = 64;

/** In their order, each followed by a space; `getUserById` is `get user by id `, `HTTPServer2` is `http server2 `. */
export function wordsIn(text: string): string {
  let words = '';
  for (let at = 0; at < text.length; ) {
    if (classOf(text.charCodeAt(at)) === SIGN) {
      at++;
      continue;
    }
    const end = endOfWord(text, at);
    if (end - at <= MAX_LENGTH) words += wordOf(text.slice(at, end));
    at = end;
  }
  return words;
}

/** The word with a space, or nothing where it says nothing. */
function wordOf(written: string): string {
  const known = remembered.get(written);
  if (known !== undefined) return known;
  const lower = written.toLowerCase();
  const word = isTelling(lower) ? `${stem(lower)} ` : '';
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(Buffer.from(written).toString(), word);
  return word;
}

/** Single letters, keywords, long numbers and hexadecimal ones are not. */
const isTelling = (word: string): boolean =>
  word.length > 1 && !EVERYWHERE.has(word) && !/^(?:\d{5,}\w*|0x[\da-f]+|\d+[a-f][\da-f]+)$/.test(word);

/** Light stemming, so that "retries" finds `retry` and "uploading" `upload`. */
function stem(word: string): string {
  if (word.length < 5) return word;
  let root = word;
  if (root.endsWith('ies')) return `${root.slice(0, -3)}y`;
  if (root.endsWith('ing') && root.length > 6) root = root.slice(0, -3);
  else if (root.endsWith('ed') && root.length > 5) root = root.slice(0, -2);
  else if (root.endsWith('s') && !root.endsWith('ss')) root = root.slice(0, -1);
  if (root.endsWith('e') && root.length > 4) root = root.slice(0, -1);
  const last = root.at(-1) ?? '';
  const isDoubled = root.length > 4 && last === root.at(-2) && last !== 'l' && last !== 's';
  return isDoubled ? root.slice(0, -1) : root;
}

const SIGN = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

/** Signs part words; what is beyond ASCII is a letter, but for the blocks of signs that prose is full of. */
function classOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  if (code >= 48 && code <= 57) return DIGIT;
  return code < 128 || isSignBeyondAscii(code) ? SIGN : LOWER;
}

/** Quotes, dashes, arrows, boxes and spaces: Latin-1 signs, U+2000 to U+2BFF, signs of Chinese and Japanese, the mark. */
const isSignBeyondAscii = (code: number): boolean =>
  (code < 0xc0 && code !== 0xaa && code !== 0xb5 && code !== 0xba) ||
  (code >= 0x2000 && code < 0x2c00 && !(code >= 0x2100 && code < 0x2190)) ||
  (code >= 0x3000 && code < 0x3004) ||
  (code >= 0x3008 && code < 0x3021) ||
  (code >= 0xff00 && code < 0xff10) ||
  code === 0xfeff;

/** A word ends at a sign, before a capital behind a small letter, and before the last capital of several. */
function endOfWord(text: string, start: number): number {
  let before = classOf(text.charCodeAt(start));
  for (let at = start + 1; at < text.length; at++) {
    const now = classOf(text.charCodeAt(at));
    if (now === SIGN || (now === UPPER && before !== UPPER)) return at;
    if (now === LOWER && before === UPPER && at - start > 1) return at - 1;
    before = now;
  }
  return text.length;
}
