// JSON as TOON, for tables of like objects a smaller notation. Used only where nothing is lost: every literal of the source
// must be the one JavaScript would write, and the result must decode to the same data in the same order.

import { decode, encode } from '@toon-format/toon';
import { compactJson } from './compact.js';
import type { Tape } from './tape.js';

/** The encoder works on a parsed tree and recurses; larger or deeper data stay JSON. */
const MAX_LENGTH = 2_000_000;
const MAX_DEPTH = 64;

/** The only escape above the control characters that JSON.stringify writes; TOON cannot say it. */
const LONE_SURROGATE = /\\ud[89a-f]/i;

/** TOON of the value on a tape, or of the list of its lines; undefined where anything would change. */
export function toonOf(text: string, tape: Tape): string | undefined {
  if (!tape.isStrict || tape.shape === 'fragment' || tape.depth === 0 || tape.depth > MAX_DEPTH) return undefined;
  if ((tape.end[0] ?? 0) - (tape.start[0] ?? 0) > MAX_LENGTH) return undefined;
  const canonical = canonicalJson(text, tape);
  const value = canonical.length > MAX_LENGTH ? undefined : parsed(canonical);
  if (value === undefined || LONE_SURROGATE.test(canonical)) return undefined;
  // Equal only if there is no number beyond a double, no -0, no exponent, no duplicate name and no name that moves.
  if (JSON.stringify(value) !== canonical) return undefined;
  const toon = encode(value);
  return toon !== '' && isSame(toon, canonical) ? toon : undefined;
}

/** Control characters in strings are the one thing the tape lets through and JSON does not. */
function parsed(canonical: string): unknown {
  try {
    return JSON.parse(canonical);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isSame(toon: string, canonical: string): boolean {
  try {
    return JSON.stringify(decode(toon)) === canonical;
  } catch (error) {
    // What the decoder refuses is not used; anything else is a bug and passes through.
    if (error instanceof SyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}

/** The source as JSON.stringify would write it if no value changed: escapes in their plain form, numbers untouched. */
function canonicalJson(text: string, tape: Tape): string {
  const values: string[] = [];
  for (let entry = 0; entry < tape.count; entry = tape.next[entry] ?? tape.count)
    values.push(compactJson(text, tape.start[entry] ?? 0, tape.end[entry] ?? 0));
  const compact = tape.shape === 'lines' ? `[${values.join(',')}]` : values.join('');
  // Escapes stand in strings only; neighbouring \u are taken together because two may be one character.
  return compact.replace(/(?:\\u[0-9a-fA-F]{4})+|\\[^u]/g, (escaped) =>
    JSON.stringify(JSON.parse(`"${escaped}"`)).slice(1, -1),
  );
}
