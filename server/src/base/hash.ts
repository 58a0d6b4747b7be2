// Content addresses.

import { createHash } from 'node:crypto';

/** SHA-256 of the UTF-8 bytes of `content`, in lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Source id of a SHA-256: its first 8 bytes as a number, the last twelve decimal digits of it. */
export function sourceIdOf(sha256Hex: string): string {
  return (BigInt(`0x${sha256Hex.slice(0, 16)}`) % 1_000_000_000_000n).toString().padStart(12, '0');
}
