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

/** Longer runs of letters and digits are data. */
const MAX_LENGTH = 64;

/**
 * In their order, each followed by a space; `getUserById` is `get user by id `, `HTTPServer2` is `http server2 `. Of the
 * stretch between two offsets, where they are given.
 */
export function wordsIn(text: string, start = 0, end = text.length): string {
  const words = new Written();
  for (let at = start; at < end; ) {
    const first = text.charCodeAt(at);
    let before = classOf(first);
    if (before === SIGN) {
      at++;
      continue;
    }
    // A word ends at a sign, before a capital behind a small letter, and before the last capital of several.
    let hash = first;
    let shorter = hash;
    let stop = at + 1;
    for (; stop < end; stop++) {
      const code = text.charCodeAt(stop);
      const now = classOf(code);
      if (now === SIGN || (now === UPPER && before !== UPPER)) break;
      if (now === LOWER && before === UPPER && stop - at > 1) {
        stop--;
        hash = shorter;
        break;
      }
      before = now;
      shorter = hash;
      hash = Math.imul(hash ^ code, 0x01000193);
    }
    if (stop - at <= MAX_LENGTH) words.add(KNOWN.find(text, at, stop, hash ^ (hash >>> 15)));
    at = stop;
  }
  return words.text();
}

/** What is remembered of words for the next text: code says the same ones again and again. All is forgotten when it is full. */
const MOST_WORDS = 1 << 16;
const MASK = 2 * MOST_WORDS - 1;
const MOST_UNITS = 8 * MOST_WORDS;
/** Bytes of UTF-8 of the longest word: three for each of its units. */
const MOST_BYTES = 3 * (MAX_LENGTH + 1);

/** Written words to what they are known by, found by their units where they stand: a string for each takes longer. */
class KnownWords {
  /** What each word is known by, with a space behind it, or nothing where it says nothing. */
  readonly bytes = new Uint8Array(MOST_UNITS + MOST_BYTES);
  readonly starts = new Int32Array(MOST_WORDS + 1);
  /** Place of a word + 1, by its hash; 0 where there is none. */
  private readonly slots = new Int32Array(2 * MOST_WORDS);
  private readonly hashes = new Int32Array(MOST_WORDS);
  private readonly units = new Uint16Array(MOST_UNITS);
  private readonly unitStarts = new Int32Array(MOST_WORDS + 1);
  private count = 0;

  /** Place of the word among those that are known. */
  find(text: string, start: number, end: number, hash: number): number {
    const { slots, hashes } = this;
    let slot = hash & MASK;
    for (; slots[slot] !== 0; slot = (slot + 1) & MASK) {
      const word = (slots[slot] as number) - 1;
      if (hashes[word] === hash && this.holds(word, text, start, end)) return word;
    }
    return this.add(text.slice(start, end), hash, slot);
  }

  private holds(word: number, text: string, start: number, end: number): boolean {
    const { units, unitStarts } = this;
    let at = unitStarts[word] as number;
    if ((unitStarts[word + 1] as number) - at !== end - start) return false;
    for (let place = start; place < end; place++) if (units[at++] !== text.charCodeAt(place)) return false;
    return true;
  }

  private add(written: string, hash: number, slot: number): number {
    const word = this.count;
    const from = this.unitStarts[word] as number;
    const byte = this.starts[word] as number;
    if (word === MOST_WORDS || from + written.length > MOST_UNITS || byte > MOST_UNITS) {
      this.slots.fill(0);
      this.count = 0;
      return this.add(written, hash, hash & MASK);
    }
    for (let at = 0; at < written.length; at++) this.units[from + at] = written.charCodeAt(at);
    this.unitStarts[word + 1] = from + written.length;
    this.hashes[word] = hash;
    this.slots[slot] = word + 1;
    this.starts[word + 1] = byte + utf8.encodeInto(known(written), this.bytes.subarray(byte)).written;
    this.count++;
    return word;
  }
}

const utf8 = new TextEncoder();
const KNOWN = new KnownWords();

/** Words that are put together as bytes: a string that grows by a word at a time is made twice. */
class Written {
  private length = 0;
  private isAscii = true;

  add(word: number): void {
    const { bytes, starts } = KNOWN;
    if (this.length + MOST_BYTES > buffer.length) grow();
    const end = starts[word + 1] as number;
    for (let at = starts[word] as number; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte > 127) this.isAscii = false;
      buffer[this.length++] = byte;
    }
  }

  text(): string {
    return buffer.toString(this.isAscii ? 'latin1' : 'utf8', 0, this.length);
  }
}

/** Filled by one text at a time. */
let buffer = Buffer.alloc(1 << 16);

function grow(): void {
  buffer = Buffer.concat([buffer], 2 * buffer.length);
}

/** The word with a space, or nothing where it says nothing. */
function known(written: string): string {
  const lower = written.toLowerCase();
  return isTelling(lower) ? `${stem(lower)} ` : '';
}

/** Single letters, keywords, long numbers and hexadecimal ones are not. */
const isTelling = (word: string): boolean =>
  word.length > 1 && !EVERYWHERE.has(word) && !/^(?:\d{5,}\w*|0x[\da-f]+|\d+[a-f][\da-f]+)$/.test(word);

/** Light stemming, so that "retries" finds `retry`, "uploading" `upload`, and "validation" and `Validator` "validate". */
function stem(word: string): string {
  if (word.length < 5) return word;
  let root = word;
  if (root.endsWith('ies')) return `${root.slice(0, -3)}y`;
  if (root.endsWith('ing') && root.length > 6) root = root.slice(0, -3);
  else if (root.endsWith('ed') && root.length > 5) root = root.slice(0, -2);
  else if (root.endsWith('s') && !root.endsWith('ss')) root = root.slice(0, -1);
  if (root.endsWith('ation') && root.length > 7) root = root.slice(0, -5);
  else if (/[eo]r$/.test(root) && root.length > 5) root = root.slice(0, -2);
  if (root.endsWith('ate') && root.length > 6) root = root.slice(0, -3);
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
  if (code < 128) return ASCII[code] as number;
  return isSignBeyondAscii(code) ? SIGN : LOWER;
}

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/.test(character)) return LOWER;
  if (/[A-Z]/.test(character)) return UPPER;
  return /\d/.test(character) ? DIGIT : SIGN;
});

/** Quotes, dashes, arrows, boxes and spaces: Latin-1 signs, U+2000 to U+2BFF, signs of Chinese and Japanese, the mark. */
const isSignBeyondAscii = (code: number): boolean =>
  (code < 0xc0 && code !== 0xaa && code !== 0xb5 && code !== 0xba) ||
  (code >= 0x2000 && code < 0x2c00 && !(code >= 0x2100 && code < 0x2190)) ||
  (code >= 0x3000 && code < 0x3004) ||
  (code >= 0x3008 && code < 0x3021) ||
  (code >= 0xff00 && code < 0xff10) ||
  code === 0xfeff;
