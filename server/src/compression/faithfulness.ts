// How much survived: the share of the facts of a text that its compressed form still states.
// Facts are what a reader would act on: numbers, identifiers, paths, addresses, names, negations and constraints.
// It measures and records; whether a text may be used at all is decided elsewhere.

/** Facts that are found anywhere in a text, tried in this order at each place. */
const FACT = new RegExp(
  [
    // Addresses, without the punctuation that ends the sentence.
    '\\b[a-z][a-z0-9+.-]{1,15}://[^\\s<>"\'`)\\]]+',
    // Paths: at least one slash between names; or a drive.
    '(?<![\\w@./-])(?:[A-Za-z]:\\\\|~?\\.{0,2}/)?[\\w@.-]+(?:[/\\\\][\\w@.-]+)+/?',
    // Numbers with sign, decimals, separators, units and percent; versions and times hold together.
    '(?<![\\w.])[+-]?v?\\d+(?:[.,:]\\d+)*(?:[eE][+-]?\\d+)?(?:%|[A-Za-zµ]{1,4}\\b)?',
    // Words, with the dots, underscores and apostrophes inside them.
    "[\\p{L}_$][\\p{L}\\p{M}\\p{N}_$]*(?:(?:[.'’]|::|->)[\\p{L}_$][\\p{L}\\p{M}\\p{N}_$]*)*",
  ].join('|'),
  'gu',
);

const NEGATIONS = new Set(
  'no not never none nothing nobody nowhere neither nor without cannot except unless refuse'.split(' '),
);
const NEGATED_VERB = /n['’]t$/i;

/** Written in capitals these are orders (features E14); in lower case they are ordinary words. */
export const CONSTRAINTS = new Set(
  (
    'MUST NEVER ALWAYS NOT ONLY REQUIRED REQUIRE SHALL SHOULD FORBIDDEN PROHIBITED DEADLINE FORMAT OUTPUT JSON IMPORTANT ' +
    'WARNING CAUTION NOTE CRITICAL DANGER MANDATORY NO'
  ).split(' '),
);

/** Handles and counts in markers are ours, not facts of the text. */
const MARKER = /…[^\n…]{0,80}?pith:\d{12}(?::c?\d+-\d+)?/g;

/** 0–1: the share of the distinct facts of `original` that `compressed` still holds; 1 where there are none. */
export function faithfulness(original: string, compressed: string): number {
  const wanted = factsOf(original);
  if (wanted.size === 0) return 1;
  const found = readFacts(compressed.replace(MARKER, '\n'), true);
  let kept = 0;
  for (const fact of wanted) if (found.has(fact)) kept++;
  return kept / wanted.size;
}

/** The distinct facts of a text. A negation is a fact together with the word it negates. */
export const factsOf = (text: string): Set<string> => readFacts(text, false);

/** With `all` words: a name counts as kept also where it now begins a sentence. */
function readFacts(text: string, all: boolean): Set<string> {
  const facts = new Set<string>();
  let negation: string | undefined;
  for (const match of text.matchAll(FACT)) {
    const word = trimEnd(match[0]);
    if (word === '') continue;
    if (negation !== undefined) facts.add(`${negation} ${word.toLowerCase()}`);
    negation = isNegation(word) ? word.toLowerCase() : undefined;
    if (all || isFact(word, text, match.index)) facts.add(word);
  }
  if (negation !== undefined) facts.add(negation);
  return facts;
}

const isNegation = (word: string): boolean => NEGATIONS.has(word.toLowerCase()) || NEGATED_VERB.test(word);

/** Full stops and commas after a number, path or address belong to the sentence. */
function trimEnd(word: string): string {
  let end = word.length;
  while (end > 0 && '.,:;!?-'.includes(word[end - 1] ?? '')) end--;
  return word.slice(0, end);
}

function isFact(word: string, text: string, at: number): boolean {
  if (/\d/.test(word) || /[/\\_$]|::|->|\w\.\w/.test(word)) return true;
  if (CONSTRAINTS.has(word)) return true;
  if (/\p{Ll}\p{Lu}/u.test(word)) return true;
  return /^\p{Lu}/u.test(word) && !startsSentence(text, at);
}

/** Looks a few characters back: past spaces and quotes, is there an end of a sentence, a line or the start? */
const LOOK_BACK = 24;

function startsSentence(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0 && before >= at - LOOK_BACK; before--) {
    const character = text[before] ?? '';
    if (' \t"\'“”‘’([*_#>-'.includes(character)) continue;
    return '.!?…。！？:;\n\r|'.includes(character);
  }
  return true;
}
