// Counts a text as the sum of its segments and remembers each segment's count, so that the rungs of a ladder, or a
// file after an edit, cost only what is new in them.
// It says where a sum of counts is exact, and relies on the pre-tokenizers of o200k_base and cl100k_base for it.

/**
 * Most segments of a generation, of which there are two, and most UTF-16 code units in them: about 15 MB at worst.
 * Of a text that is longer than a generation only what is over is counted again.
 */
const MOST_SEGMENTS = 24_576;
const MOST_CHARACTERS = 3_145_728;
/** A longer segment is counted each time: it would push out hundreds of others and seldom comes again. */
const LONGEST_REMEMBERED = 8_192;
/** About one line in four ends a segment: few enough to look up, and an edit spoils only the lines around it. */
const LINES_PER_SEGMENT = 4;
/** UTF-16 code units of a line, from its end, that decide whether it ends a segment. */
const DECIDING = 16;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SLASH = 0x2f;
const WHITE = /\s/;

/**
 * Whether the counts of the text before and behind `at` add up to the count of the whole. True behind the last line
 * end of a run of white space, unless a slash follows at once.
 *
 * Both pre-tokenizers end a piece there: one takes white space up to its last line end, and the only others that take
 * line ends are punctuation's `[\r\n]*` and, in o200k_base, `[\r\n/]*`. None of them looks back, so what follows is
 * split as if it stood alone. Cutting before a further line end, or before a slash, does change counts.
 */
export function isExactCut(text: string, at: number): boolean {
  if (at <= 0 || text.charCodeAt(at - 1) !== LINE_FEED) return false;
  if (text.charCodeAt(at) === SLASH) return false;
  for (let place = at; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit === LINE_FEED || unit === CARRIAGE_RETURN) return false;
    if (!isWhite(unit)) return true;
  }
  return false;
}

/**
 * Cuts `text` into segments whose counts add up exactly. Where it cuts depends on the line before the cut and the
 * white space behind it alone, so that the same lines give the same segments in any text.
 */
export function* segmentsOf(text: string): Generator<string> {
  let start = 0;
  for (let line = 0; ; ) {
    const feed = text.indexOf('\n', line);
    if (feed === -1) break;
    const next = feed + 1;
    if (endsSegment(text, line, feed) && isExactCut(text, next)) {
      yield text.slice(start, next);
      start = next;
    }
    line = next;
  }
  if (start < text.length) yield text.slice(start);
}

/** Chooses lines by what they hold: chosen by number, all segments behind an inserted line would be new. */
function endsSegment(text: string, line: number, feed: number): boolean {
  let hash = feed - line;
  for (let at = Math.max(line, feed - DECIDING); at < feed; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  return (hash ^ (hash >>> 15)) % LINES_PER_SEGMENT === 0;
}

/**
 * Counts by segment. Holds copies of the segments it remembers, never the texts they were cut from. Remembers in two
 * generations and forgets the older one when the younger is full: a least-recently-used cache takes longer to note a
 * segment than the encoder to count it.
 */
export class SegmentCounter {
  private young = new Map<string, number>();
  private old = new Map<string, number>();
  private youngCharacters = 0;

  constructor(private readonly countExactly: (text: string) => number) {}

  count(text: string): number {
    let tokens = 0;
    for (const segment of segmentsOf(text)) tokens += this.countSegment(segment);
    return tokens;
  }

  private countSegment(segment: string): number {
    if (segment.length > LONGEST_REMEMBERED) return this.countExactly(segment);
    const known = this.young.get(segment);
    if (known !== undefined) return known;
    const tokens = this.old.get(segment) ?? this.countExactly(segment);
    this.remember(segment, tokens);
    return tokens;
  }

  private remember(segment: string, tokens: number): void {
    this.youngCharacters += segment.length;
    if (this.young.size >= MOST_SEGMENTS || this.youngCharacters > MOST_CHARACTERS) {
      this.old = this.young;
      this.young = new Map();
      this.youngCharacters = segment.length;
    }
    this.young.set(copyOf(segment), tokens);
  }
}

/** A slice keeps the text it was cut from in memory; this one does not. (Lone surrogates count as U+FFFD anyway.) */
const copyOf = (segment: string): string => Buffer.from(segment).toString();

function isWhite(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return WHITE.test(String.fromCharCode(unit));
}
