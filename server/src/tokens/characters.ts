// The classes of characters that the pre-tokenizers of o200k_base and cl100k_base tell apart.
// Classes come from this runtime's own regular expressions, so they agree with js-tiktoken under any version of
// Unicode; ours is only the table that makes the second question about a character cheap.

export const OTHER = 1;
/** \p{M}: a letter to o200k_base, punctuation to cl100k_base. */
export const MARK = 2;
/** U+0020, the one white space that punctuation takes along. */
export const SPACE = 3;
/** White space but U+0020 and line ends. */
export const WHITE = 4;
/** "\r" and "\n". */
export const NEWLINE = 5;
export const NUMBER = 6;
/** \p{Lu} and \p{Lt}. Every class from here on is a letter. */
export const UPPER = 7;
export const LOWER = 8;
/** \p{Lm} and \p{Lo}: letters that stand for either case, such as ideographs. */
export const CASELESS = 9;

/** In order; the first that matches gives the class. All else is OTHER, U+FFFD (a lone surrogate) included. */
const CLASSES: readonly (readonly [RegExp, number])[] = [
  [/^ $/u, SPACE],
  [/^[\r\n]$/u, NEWLINE],
  [/^[\p{Lm}\p{Lo}]$/u, CASELESS],
  [/^\p{Ll}$/u, LOWER],
  [/^[\p{Lu}\p{Lt}]$/u, UPPER],
  [/^\p{N}$/u, NUMBER],
  [/^\p{M}$/u, MARK],
  [/^\s$/u, WHITE],
];

/** The byte of a look that holds the class; the bits above it hold the length in bytes. */
const CLASS_BITS = 4;
const CODE_POINTS = 0x110000;

/** Class by code point; 0 where nobody has asked yet. Pages that are never touched cost no memory. */
const classes = new Uint8Array(CODE_POINTS);
const asciiLooks = Uint8Array.from({ length: 128 }, (_, codePoint) => classify(codePoint) | (1 << CLASS_BITS));

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  return CLASSES.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;
}

/** Class and length of the character at `at`, packed; `bytes` is well-formed UTF-8 and `at` a character's start. */
export function look(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  return lead < 128 ? (asciiLooks[lead] as number) : lookWide(bytes, at, lead);
}

export const classIn = (looked: number): number => looked & ((1 << CLASS_BITS) - 1);
export const lengthIn = (looked: number): number => looked >> CLASS_BITS;

function lookWide(bytes: Uint8Array, at: number, lead: number): number {
  const second = (bytes[at + 1] as number) & 0x3f;
  if (lead < 0xe0) return classOf(((lead & 0x1f) << 6) | second) | (2 << CLASS_BITS);
  const third = (bytes[at + 2] as number) & 0x3f;
  if (lead < 0xf0) return classOf(((lead & 0x0f) << 12) | (second << 6) | third) | (3 << CLASS_BITS);
  const fourth = (bytes[at + 3] as number) & 0x3f;
  return classOf(((lead & 0x07) << 18) | (second << 12) | (third << 6) | fourth) | (4 << CLASS_BITS);
}

function classOf(codePoint: number): number {
  const known = classes[codePoint] as number;
  if (known !== 0) return known;
  const found = classify(codePoint);
  classes[codePoint] = found;
  return found;
}
