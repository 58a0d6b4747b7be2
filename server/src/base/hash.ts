// Content addresses.

import { createHash } from 'node:crypto';

/** A byte that no UTF-8 text holds, so that the two kinds of hash below can never meet. */
const NOT_UTF8 = Uint8Array.of(0xff);

/**
 * SHA-256 in lower-case hex, of the UTF-8 bytes of a text. A text with lone surrogates (editors can hold them) has no
 * UTF-8 form that gives it back, so its UTF-16 code units are hashed instead.
 */
export function sha256(content: string | Uint8Array): string {
  const hash = createHash('sha256');
  if (typeof content === 'string' && hasLoneSurrogate(content)) {
    return hash.update(NOT_UTF8).update(Buffer.from(content, 'utf16le')).digest('hex');
  }
  return hash.update(content).digest('hex');
}

export const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);

/** Source id of a SHA-256: its first 8 bytes as a number, the last twelve decimal digits of it. */
export function sourceIdOf(sha256Hex: string): string {
  return (BigInt(`0x${sha256Hex.slice(0, 16)}`) % 1_000_000_000_000n).toString().padStart(12, '0');
}

/**
 * A hash of 52 bits, which a number holds exactly: of a million texts two are the same with a chance of 1 in 10,000, so
 * whoever keys by it must bear that. Two multiply-and-mix lanes after cyrb53 (bryc, public domain).
 */
export function hash52(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return (b & 0xfffff) * 2 ** 32 + (a >>> 0);
}
