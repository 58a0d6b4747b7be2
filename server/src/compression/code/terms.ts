// Words of code and questions: identifiers are taken as they stand, split at case and underscores, lower-cased and
// lightly stemmed, so that `parseFiles`, `file_parser` and "parsing a file" meet.

import type { Span } from '../../model/block.js';

/** Question terms with their numbers, and what each identifier was found to hold of them. */
export interface Terms {
  readonly size: number;
  readonly numbers: ReadonlyMap<string, number>;
  readonly memo: Map<string, readonly number[]>;
}

export interface Question {
  readonly terms: Terms;
  /** Words of the question as written; true where they are marked as code (back-ticks, a call, a member). */
  readonly names: ReadonlyMap<string, boolean>;
}

/** Later words of a long question (a pasted issue) are not looked at. */
const MAX_TERMS = 64;
const MAX_QUESTION_LENGTH = 10_000;

const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by can do does done for from had has have how i if in into is it its me my no not of ' +
    'on or our should so some that the their them then there these they this those to was we were what when where which ' +
    'who why will with would you your please explain show tell find fix bug issue problem error expected actual version ' +
    'code file function method class work works working use used using need want make get set'
  )
    .split(' ')
    .map(stem),
);

const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*|\d{2,}/g;

/** The identifiers and longer numbers of a text, in order. */
export function* identifiers(text: string, span: Span = { start: 0, end: text.length }): Generator<string> {
  const word = new RegExp(WORD);
  word.lastIndex = span.start;
  for (let match = word.exec(text); match && match.index < span.end; match = word.exec(text)) yield match[0];
}

export function questionTerms(question: string): Question {
  const asked = question.slice(0, MAX_QUESTION_LENGTH);
  const numbers = new Map<string, number>();
  const names = new Map<string, boolean>();
  for (const match of asked.matchAll(WORD)) {
    const before = asked[match.index - 1] ?? ' ';
    const after = asked[match.index + match[0].length] ?? ' ';
    const isCode =
      before === '`' || after === '`' || after === '(' || (before === '.' && /\w/.test(asked[match.index - 2] ?? ''));
    names.set(match[0], isCode || (names.get(match[0]) ?? false));
    for (const term of split(match[0]))
      if (!STOP_WORDS.has(term) && numbers.size < MAX_TERMS && !numbers.has(term)) numbers.set(term, numbers.size);
  }
  return { terms: { size: numbers.size, numbers, memo: new Map() }, names };
}

/** Numbers of the question terms that an identifier holds. */
export function termsOf(identifier: string, { numbers, memo }: Terms): readonly number[] {
  const known = memo.get(identifier);
  if (known) return known;
  const found = split(identifier).flatMap((term) => numbers.get(term) ?? []);
  memo.set(identifier, found);
  return found;
}

/** An identifier longer than this is data, not a word. */
const MAX_WORD_LENGTH = 200;

function split(identifier: string): string[] {
  if (identifier.length > MAX_WORD_LENGTH) return [];
  const words = identifier.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d{2,}|[\u0080-\uffff]+/g) ?? [];
  return words
    .flatMap((word) => (/^[\u2e80-\uffff]/.test(word) ? pairs(word) : [stem(word.toLowerCase())]))
    .filter((word) => word.length > 1);
}

/** Scripts without blanks between words are compared by pairs of signs. */
function pairs(word: string): string[] {
  if (word.length < 3) return [word];
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
}

/** Enough of a stem for `parsing`, `parser`, `parsed` and `parses` to meet; at least three letters stay. */
function stem(word: string): string {
  if (word.length < 5) return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  const cut = word
    .replace(/ies$/, 'y')
    .replace(/(?<=...)(?:ations?|ators?|ings?|ers?|ors?|ed|es|s)$/, '')
    .replace(/(?<=...)(?:at)?e$/, '');
  return /([b-df-hj-np-tv-z])\1$/.test(cut) && cut.length > 3 ? cut.slice(0, -1) : cut;
}
