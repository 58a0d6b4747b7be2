// Secrets of an original that were carried into a text made from it, where the context that betrayed them may be gone.
// They are looked for as they stand, escaped and unescaped as in JSON, and line by line where they have several; also
// where a cut went through them and left their beginning or their end beside a "…".

import type { Span } from '../model/block.js';

/** A string to look for, and the part of it that is secret. */
export interface Needle {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Shorter secrets are looked for together with the characters around them: "test" may be a password, and a word. */
const MIN_LENGTH_ALONE = 12;

/** Lines of a key that are long enough to give it away. */
const MIN_LINE_LENGTH = 20;

/** Needles are found by their first characters, or by their last ones. */
const KEY_LENGTH = 4;

/** What stands where a line or a string was cut: at once behind what is left of it, or with a blank before the rest. */
const CUT = '…';
const BEHIND_CUT = /… ?$/;

export function needlesOf(original: string, secrets: readonly Span[]): Needle[] {
  const needles = new Map<string, Needle>();
  for (const { start, end } of secrets) {
    const value = original.slice(start, end);
    if (value.length < MIN_LENGTH_ALONE) {
      const around = { text: original.slice(Math.max(0, start - 1), end + 1), start: start > 0 ? 1 : 0 };
      needles.set(around.text, { ...around, end: around.start + value.length });
      continue;
    }
    for (const text of formsOf(value)) needles.set(text, { text, start: 0, end: text.length });
  }
  return [...needles.values()].filter(({ text }) => text.length >= KEY_LENGTH);
}

export function findCarriedSecrets(text: string, needles: readonly Needle[]): Span[] {
  return [...findFrom(text, needles, 'start'), ...(text.includes(CUT) ? findFrom(text, needles, 'end') : [])];
}

/** From the start: whole needles, and what a cut has left of their beginning. From the end: what it has left of that. */
function findFrom(text: string, needles: readonly Needle[], side: 'start' | 'end'): Span[] {
  const byKey = new Map<string, Needle[]>();
  const firsts = new Uint8Array(65_536);
  for (const needle of needles) {
    const key = side === 'start' ? needle.text.slice(0, KEY_LENGTH) : needle.text.slice(-KEY_LENGTH);
    const others = byKey.get(key);
    if (others) others.push(needle);
    else byKey.set(key, [needle]);
    firsts[key.charCodeAt(0)] = 1;
  }
  const lookAt = side === 'start' ? spanFrom : spanUpTo;
  const spans: Span[] = [];
  for (let at = 0; at <= text.length - KEY_LENGTH; at++) {
    if (firsts[text.charCodeAt(at)] !== 1) continue;
    for (const needle of byKey.get(text.slice(at, at + KEY_LENGTH)) ?? []) {
      const span = lookAt(text, at, needle);
      if (span && span.end > span.start) spans.push(span);
    }
  }
  return spans;
}

/** The secret of a needle that begins at `at`, all of it or what stands before a cut. */
function spanFrom(text: string, at: number, needle: Needle): Span | undefined {
  const { length } = needle.text;
  let same = KEY_LENGTH;
  while (same < length && text[at + same] === needle.text[same]) same++;
  if (same < length && text[at + same] !== CUT) return undefined;
  return { start: at + needle.start, end: at + Math.min(same, needle.end) };
}

/** What a cut has left of the end of a needle, whose last characters begin at `at`. */
function spanUpTo(text: string, at: number, needle: Needle): Span | undefined {
  const { length } = needle.text;
  const end = at + KEY_LENGTH;
  let same = KEY_LENGTH;
  while (same < length && text[end - same - 1] === needle.text[length - same - 1]) same++;
  const isBehindCut = same < length && BEHIND_CUT.test(text.slice(Math.max(0, end - same - 2), end - same));
  if (!isBehindCut) return undefined;
  return { start: end - Math.min(same, length - needle.start), end: end - (length - needle.end) };
}

function formsOf(value: string): ReadonlySet<string> {
  const lines = value.split(/\r?\n|\\n/);
  const parts = lines.length === 1 ? [value] : [value, ...lines.map(bare).filter(isTelling)];
  return new Set(parts.flatMap((part) => [part, JSON.stringify(part).slice(1, -1), unescaped(part)]));
}

/** A line without quotes, indentation and comment signs. `+` and `/` are base64 unless something sets them apart. */
const bare = (line: string): string =>
  line.replace(/^(?:[\s"'`#*>]|[+/]{1,2}\s)+/, '').replace(/["'`][\s+,;.\\]*$|[\s,;\\]+$/, '');

const isTelling = (line: string): boolean =>
  line.length >= MIN_LINE_LENGTH && !line.includes('-----') && /[A-Za-z0-9+/]{16}/.test(line);

function unescaped(value: string): string {
  try {
    return String(JSON.parse(`"${value}"`));
  } catch (error) {
    // Not the inside of a JSON string, so there is no other form.
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}
