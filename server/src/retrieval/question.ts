// Any text to a question: the words that tell most, the names it writes, and the places it points at. An issue, a stack
// trace, a diff and a few words are read by the same rules; nothing here knows the index.

import { wordsIn } from '../base/words.js';

/** A word of the question as full text knows it. */
export interface QuestionTerm {
  readonly word: string;
  readonly count: number;
  /** In the first line, which says what it is about. */
  readonly inTitle: boolean;
  /** 1 + ln of its count, less for words that stand in every report. */
  readonly weight: number;
}

/** A name as it is written: `getUserById`, `retry_policy`, `Upload`. */
export interface QuestionName {
  readonly name: string;
  /** Written as code is: capitals or underscores inside, a call, or between back quotes. */
  readonly isCode: boolean;
}

/** A file that the question names, perhaps with a line. */
export interface QuestionPlace {
  /** As written, with `/`. */
  readonly path: string;
  /** 1-based. */
  readonly line?: number;
  readonly kind: 'mention' | 'trace' | 'diff';
}

export interface Question {
  /** In order of their first use. */
  readonly terms: readonly QuestionTerm[];
  /** Names of several words, as full text knows them: `max body length`. */
  readonly compounds: readonly QuestionTerm[];
  /** Pairs of words that stand side by side: `word word`. */
  readonly pairs: ReadonlySet<string>;
  readonly names: readonly QuestionName[];
  readonly places: readonly QuestionPlace[];
  /** It asks for tests: a test's file or id is named. */
  readonly asksForTests: boolean;
}

/** More characters of a question say nothing new; what is pasted last (a log's end) may matter, so both ends are read. */
const MOST_CHARACTERS = 40_000;
const MOST_TERMS = 400;
const MOST_NAMES = 200;
const MOST_PLACES = 50;

/** What reports are made of, whatever they report. */
const OF_REPORTS: ReadonlySet<string> = new Set(
  wordsIn(
    'fix fixes fixed bug bugs issue issues problem error errors expected actual behavior behaviour version versions ' +
      'please reproduce reproduction steps describe description environment platform python node npm operating system ' +
      'windows linux macos ubuntu debian question feature request add adds added support supports use uses using used ' +
      'make makes need needs want would should could like get got work works working example examples following code ' +
      'see also when which what why how there here they you we my our your but so if then than only just now new some ' +
      'any all other more same first one two current currently change changes changed update updates allow instead',
  )
    .trim()
    .split(' '),
);
const REPORT_WEIGHT = 0.3;

export function questionOf(text: string): Question {
  const read = shortened(text);
  const lines = read.split('\n');
  const title = lines.find((line) => line.trim() !== '') ?? '';
  const places = placesIn(read);
  return {
    terms: termsOf(read, title),
    compounds: compoundsOf(read, title),
    pairs: pairsIn(lines),
    names: namesIn(read),
    places,
    asksForTests: places.some(({ path, kind }) => kind !== 'diff' && /(?:^|[/_.-])(?:tests?|specs?)[/_.-]/i.test(path)),
  };
}

function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS / 2)}\n${text.slice(-MOST_CHARACTERS / 2)}`;
}

const listOf = (text: string): readonly string[] => wordsIn(text).split(' ').filter(Boolean);

function termsOf(text: string, title: string): readonly QuestionTerm[] {
  const inTitle = new Set(listOf(title));
  const counts = new Map<string, number>();
  for (const word of listOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].slice(0, MOST_TERMS).map(([word, count]) => ({
    word,
    count,
    inTitle: inTitle.has(word),
    weight: (1 + Math.log(count)) * (OF_REPORTS.has(word) ? REPORT_WEIGHT : 1),
  }));
}

const COMPOUND = /[A-Za-z_$][\w$]*(?:[-.][A-Za-z_$][\w$]*)*/g;
const MOST_COMPOUNDS = 60;

/** Names are rarer than the words they are made of, and tell more. */
function compoundsOf(text: string, title: string): readonly QuestionTerm[] {
  const titled = new Set(Array.from(title.matchAll(COMPOUND), ([name]) => wordsIn(name).trimEnd()));
  const counts = new Map<string, number>();
  for (const [written] of text.matchAll(COMPOUND)) {
    for (const name of written.split('.')) {
      const words = wordsIn(name).trimEnd();
      if (words.includes(' ')) counts.set(words, (counts.get(words) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST_COMPOUNDS)
    .map(([word, count]) => ({ word, count, inTitle: titled.has(word), weight: 1 + Math.log(count) }));
}

function pairsIn(lines: readonly string[]): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const line of lines) {
    const words = listOf(line);
    for (let at = 1; at < words.length && pairs.size < MOST_TERMS; at++) pairs.add(`${words[at - 1]} ${words[at]}`);
  }
  return pairs;
}

const QUOTED = /`([^`\n]{1,120})`/g;
const NAME = /([A-Za-z_$][\w$]*)(\()?/g;

function namesIn(text: string): readonly QuestionName[] {
  const names = new Map<string, boolean>();
  const add = (part: string, isQuoted: boolean): void => {
    for (const [, name = '', call] of part.matchAll(NAME)) {
      if (name.length < 2 || (names.size >= MOST_NAMES && !names.has(name))) continue;
      const isCode = isQuoted || call !== undefined || /[a-z\d][A-Z]|[A-Za-z\d]_[A-Za-z\d]/.test(name);
      names.set(name, isCode || (names.get(name) ?? false));
    }
  };
  for (const [, quoted = ''] of text.matchAll(QUOTED)) add(quoted, true);
  add(text, false);
  return [...names].map(([name, isCode]) => ({ name, isCode }));
}

/** `File "a/b.py", line 12`, as Python writes it. */
const PYTHON_FRAME = /File "([^"\n]+)", line (\d+)/g;
/** `+++ b/src/a.ts`, `--- a/src/a.ts`, `diff --git a/src/a.ts b/src/a.ts`. */
const DIFF_FILE = /^(?:\+\+\+|---|diff --git) [ab]\/(\S+)(?: b\/\S+)?/gm;
/**
 * `src/a.ts:12`, `src/a.ts:12:5`, `a.test.ts`, `tests/test_a.py::TestA::test_b`. It begins where no path goes on, so that
 * every stretch is tried once: pages of base64 would take seconds.
 */
const PATH =
  /(?<![\w@.+\-/\\])[/\\]*(?:[\w@.+-]+[/\\]+)*\.*[\w@+-][\w@.+-]*\.[A-Za-z]\w{0,9}(?!\w)(?::(\d+)|#L(\d+)|, line (\d+)|\((\d+)[,)])?/g;
const ITS_LINE = /(?::\d+|#L\d+|, line \d+|\(\d+[,)])$/;

function placesIn(text: string): readonly QuestionPlace[] {
  const places = new Map<string, QuestionPlace>();
  const add = (path: string, line: string | undefined, kind: QuestionPlace['kind']): void => {
    const clean = path
      .replace(/[/\\]+/g, '/')
      .replace(/^(?:\.{0,2}\/)+/, '')
      .replace(/^\.{2,}/, '');
    const key = `${clean}:${line ?? ''}`;
    const place = { path: clean, kind, ...(line !== undefined && { line: Number(line) }) };
    if (!places.has(key)) places.set(key, place);
  };
  for (const [, path = '', line] of text.matchAll(PYTHON_FRAME)) add(path, line, 'trace');
  for (const [, path = ''] of text.matchAll(DIFF_FILE)) add(path, undefined, 'diff');
  // What a trace or a diff says is not said again as a mention.
  const rest = text.replace(PYTHON_FRAME, ' ').replace(DIFF_FILE, ' ');
  for (const [path, a, b, c, d] of rest.matchAll(PATH)) {
    const line = a ?? b ?? c ?? d;
    add(path.replace(ITS_LINE, ''), line, line === undefined ? 'mention' : 'trace');
  }
  return [...places.values()].sort((a, b) => surenessOf(b) - surenessOf(a)).slice(0, MOST_PLACES);
}

/** That it is a file: pages of code before a trace are full of `self.name`. */
const surenessOf = ({ path, kind }: QuestionPlace): number => (kind !== 'mention' ? 2 : path.includes('/') ? 1 : 0);
