// Where sentences end, in scripts with and without spaces, without grammar or word lists of one language beyond common
// abbreviations. Every offset falls into exactly one sentence, its trailing space included, so sentences tile the text.

/** Words that end with a full stop inside a sentence. */
const ABBREVIATIONS = new Set(
  (
    'e.g i.e etc vs cf al approx dept inc ltd co corp mr mrs ms dr prof sr jr st mt ca resp bzw z.b d.h u.a usw ggf vgl ' +
    'evtl inkl'
  ).split(' '),
);

/** Words that do so before a number. */
const NUMBERED = new Set('no nos nr fig vol p pp art sec ch eq ed'.split(' '));

/** Longest abbreviation looked back for, and longest run of closing quotes looked over. */
const LOOK = 12;

const ENDS = /[.!?…。！？]|\r?\n/g;
const CLOSING = '"\'”’)]}»」』）】*_`';
const FULL_WIDTH = '。！？';

/** Start offsets of the sentences of `text` between `from` and `to`, then `to`. */
export function sentenceBounds(text: string, from: number, to: number): number[] {
  const bounds = [from];
  const piece = text.slice(from, to);
  let done = 0;
  for (const match of piece.matchAll(ENDS)) {
    const at = match.index;
    if (at < done) continue;
    const end = match[0].includes('\n') ? lineBreakEnd(piece, at, at + match[0].length) : sentenceEnd(piece, at);
    if (end === undefined) continue;
    done = end;
    if (end < piece.length) bounds.push(from + end);
  }
  bounds.push(to);
  return bounds;
}

/** End of the sentence whose last mark is at `at`, its trailing space included; undefined where the mark ends nothing. */
function sentenceEnd(text: string, at: number): number | undefined {
  let end = at + 1;
  if ('.!?…。！？'.includes(text[end] ?? ' ')) return undefined;
  while (end < at + LOOK && text[end] !== undefined && CLOSING.includes(text[end] ?? '')) end++;
  if (FULL_WIDTH.includes(text[at] ?? '')) return skipSpaces(text, end);
  if (end < text.length && !/\s/.test(text[end] ?? '')) return undefined;
  const next = skipSpaces(text, end);
  if (text[at] === '.' && end === at + 1 && isAbbreviation(text, at, text[next] ?? '')) return undefined;
  return /\p{Ll}/u.test(text[next] ?? '') ? undefined : next;
}

/** A mark that is followed by a line end and an empty line or a list item ends a sentence too. */
function lineBreakEnd(text: string, at: number, afterBreak: number): number | undefined {
  let next = afterBreak;
  while (next < text.length && ' \t'.includes(text[next] ?? '')) next++;
  const isBlankNext = text[next] === '\n' || (text[next] === '\r' && text[next + 1] === '\n');
  if (isBlankNext) return skipSpaces(text, next);
  const isItem = /^(?:[-*+•–]\s|\(?\d{1,3}[.)]\s|#{1,6}\s|>\s|\|)/.test(text.slice(next, next + LOOK));
  return isItem && at > 0 ? afterBreak : undefined;
}

function isAbbreviation(text: string, at: number, next: string): boolean {
  const before = /[\p{L}.]*$/u.exec(text.slice(Math.max(0, at - LOOK), at))?.[0] ?? '';
  const word = before.toLowerCase();
  return /^\p{Lu}$/u.test(before) || ABBREVIATIONS.has(word) || (/\d/.test(next) && NUMBERED.has(word));
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  return at;
}
