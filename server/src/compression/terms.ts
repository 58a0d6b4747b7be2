// What a question asks for, as words, and how well a piece of text answers it (BM25 over the pieces of one text).
// Words are compared without case, plural or -ing; identifiers count whole and by their parts; scripts without spaces
// by pairs of characters. Ranking across files is the business of `retrieval/`.

/** Most distinct words of a question that are looked at: a pasted issue has hundreds, the first ones name the matter. */
const MAX_TERMS = 48;

/** Longer words are data (base64, hashes) and are compared by their beginning. */
const MAX_WORD_LENGTH = 64;

const SPACELESS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}';
const WORD = new RegExp(`[${SPACELESS}]+|[\\p{L}\\p{M}\\p{N}_]+`, 'gu');
const IS_SPACELESS = new RegExp(`^[${SPACELESS}]`, 'u');

const STOP_WORDS = new Set(
  (
    'a about all also an and any are as at be been but by can could did do does for from get had has have how i if in ' +
    'into is it its just like make me my no not of on or our out over please should show so some than that the their ' +
    'them then there these they this those to up us use was we were what when where which who why will with would you your'
  ).split(' '),
);

/** Every word of a text in its comparable form. */
export function* words(text: string): Generator<string> {
  for (const [word] of text.matchAll(WORD)) {
    if (IS_SPACELESS.test(word)) {
      yield* pairs(word.slice(0, MAX_WORD_LENGTH * 8));
      continue;
    }
    const clipped = word.slice(0, MAX_WORD_LENGTH);
    yield stem(clipped.toLowerCase());
    const parts = clipped.split(/_+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u);
    if (parts.length > 1) for (const part of parts) if (part.length > 1) yield stem(part.toLowerCase());
  }
}

function* pairs(run: string): Generator<string> {
  const characters = [...run];
  if (characters.length === 1) yield run;
  for (let at = 0; at + 1 < characters.length; at++) yield `${characters[at]}${characters[at + 1]}`;
}

/** Light stemming: enough for plurals and verb forms, harmless for identifiers. */
function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('es')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

/** The distinct words of a question that say something. */
export function questionTerms(question: string | undefined): string[] {
  const terms = new Set<string>();
  for (const word of words(question ?? '')) {
    if (terms.size >= MAX_TERMS) break;
    if (word.length > 1 && !STOP_WORDS.has(word)) terms.add(word);
  }
  return [...terms];
}

/** BM25's usual constants (Robertson, Zaragoza 2009). */
const K1 = 1.2;
const B = 0.75;

/** Score of every piece for a question; all 0 where the question says nothing. Linear in the pieces' length. */
export function bm25(question: string | undefined, count: number, textOf: (piece: number) => string): Float64Array {
  const scores = new Float64Array(count);
  const terms = new Map(questionTerms(question).map((term, index) => [term, index]));
  if (terms.size === 0 || count === 0) return scores;
  const hits: (readonly [term: number, times: number])[][] = [];
  const documents = new Array<number>(terms.size).fill(0);
  const lengths = new Float64Array(count);
  for (let piece = 0; piece < count; piece++) {
    const counted = countTerms(textOf(piece), terms);
    lengths[piece] = counted.length;
    hits.push([...counted.times]);
    for (const term of counted.times.keys()) documents[term] = (documents[term] ?? 0) + 1;
  }
  const mean = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / count);
  hits.forEach((found, piece) => {
    const norm = K1 * (1 - B + (B * (lengths[piece] ?? 0)) / mean);
    for (const [term, times] of found)
      scores[piece] = (scores[piece] ?? 0) + (idf(count, documents[term] ?? 0) * times * (K1 + 1)) / (times + norm);
  });
  return scores;
}

function countTerms(text: string, terms: ReadonlyMap<string, number>) {
  const times = new Map<number, number>();
  let length = 0;
  for (const word of words(text)) {
    length++;
    const term = terms.get(word);
    if (term !== undefined) times.set(term, (times.get(term) ?? 0) + 1);
  }
  return { times, length };
}

const idf = (count: number, found: number): number => Math.log(1 + (count - found + 0.5) / (found + 0.5));

/**
 * Indices of the best pieces, at most `limit` of them and none below `share` of the best score; ties in order of the text.
 */
export function best(scores: ArrayLike<number>, limit: number, share = 0): number[] {
  let most = 0;
  for (let index = 0; index < scores.length; index++) most = Math.max(most, scores[index] ?? 0);
  return Array.from({ length: scores.length }, (_, index) => index)
    .filter((index) => (scores[index] ?? 0) > 0 && (scores[index] ?? 0) >= most * share)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, limit);
}
