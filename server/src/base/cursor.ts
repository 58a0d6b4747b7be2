// Cursors: where the next page of an answer begins. Opaque to whoever holds one, and good for the same question to the
// same index only: on anything else the places of a list mean nothing.

import { canonicalJson } from './canonical.js';
import { sha256 } from './hash.js';

export interface CursorBinding {
  readonly verb: string;
  /** What was asked, without the cursor. */
  readonly request: unknown;
  /** Of all that was asked: the same as long as nothing in it changed. */
  readonly state: string;
}

const VERSION = 1;
const HASH_DIGITS = 16;

export function formatCursor(offset: number, binding: CursorBinding): string {
  return Buffer.from(JSON.stringify([VERSION, offset, hashOf(binding)])).toString('base64url');
}

/** The offset; 0 for no cursor and an empty one, undefined for one that was made for something else, or by nobody. */
export function parseCursor(cursor: string | undefined, binding: CursorBinding): number | undefined {
  if (cursor === undefined || cursor === '') return 0;
  const [version, offset, hash] = partsOf(cursor);
  const isOurs = version === VERSION && hash === hashOf(binding);
  return isOurs && typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0 ? offset : undefined;
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    // Typed, cut off or of another program: no cursor of ours.
    return [];
  }
}

const hashOf = ({ verb, request, state }: CursorBinding): string =>
  sha256(canonicalJson([verb, request, state])).slice(0, HASH_DIGITS);
