// What matters in the output of programs: which lines report an error or a warning, and which lines are the same event
// with other numbers. Errs on the side of calling a line an error: a kept line costs tokens, a lost one costs the answer.
// Every pattern is linear; lines of any length are fine.

const ESC = '\\u001b';

/** Colours, cursor movements, window titles and hyperlinks of terminals (ECMA-48), and stray control characters. */
const CONTROLS = new RegExp(
  [
    `${ESC}\\[[0-9;:?<=>]*[ -/]*[@-~]`,
    `${ESC}[\\]P^_X][^\\u0007${ESC}]*(?:\\u0007|${ESC}\\\\)`,
    `${ESC}[()*+#%][0-9A-Za-z@]`,
    `${ESC}[0-9=>@-Z\\\\\\]^_a-z{|}~]`,
    '[\\u0000-\\u0008\\u000b\\u000e-\\u001f\\u007f]',
  ].join('|'),
  'g',
);

const HAS_CONTROLS = /[^\P{Cc}\t\n\r\f\v]/u;

export const stripControls = (text: string): string => (HAS_CONTROLS.test(text) ? text.replace(CONTROLS, '') : text);

/** Where the controls of a text are, in order. */
export function controlSpans(text: string): { readonly start: number; readonly end: number }[] {
  if (!HAS_CONTROLS.test(text)) return [];
  return Array.from(text.matchAll(CONTROLS), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Words that report an error wherever they stand, in any case and inside longer words (`NullPointerException`). */
const ERROR_WORDS = new RegExp(
  [
    'error|\\berr\\b|exception|traceback|fatal|panic|critical|severe|fail(?!-?(?:over|back|safe))|assert|segfault|segmentation fault',
    "core dump|abort|\\bemerg|\\balert\\b|unhandled|uncaught|undefined reference|unresolved|cannot |can't |could not|couldn't",
    'unable to|not found|no such (?:file|module|host|table)|permission denied|access denied|refused|rejected|timed? ?out',
    'out of memory|\\boom\\b|oom-kill|\\bkilled\\b|stack overflow|deadlock|corrupt|unreachable|\\bdied\\b|\\bcrash|break-?in',
    'illegal |invalid |unexpected |violat|denied|disconnected unexpectedly',
  ].join('|'),
  'i',
);

const ANY_ERROR_WORD = new RegExp(ERROR_WORDS.source, 'gi');

/** Marks that report an error by their place or form. */
const ERROR_MARKS = new RegExp(
  [
    // pytest's lines about a failure, and the source line it points at.
    '^(?:E {2,}|> {2,})\\S',
    // Marks of test runners.
    '[✗✕✖✘❌]|^\\s*×\\s|^\\s*●\\s|^not ok\\b|^\\s*\\d+ failing\\b|^!{3,}',
    // Exit codes other than zero.
    '\\b(?:exit(?:ed)?(?: with)?|return(?:ed)?|exit status|exit code|rc)(?: with)?(?: exit)?(?: code| status)?[ :=]+(?:-\\d+|[1-9]\\d*)\\b',
    // A status alone may be HTTP's, where 1xx to 3xx are none.
    '\\bstatus(?: code)?[ :=]+(?:-\\d+|[1-9]\\d?|[45]\\d\\d)\\b',
    // Level letters of Android, glog and klog; levels of pino and bunyan; HTTP server errors.
    '^(?:\\S+\\s+){2,4}[EF]\\s+\\S|^[EF]/\\S|^[EF]\\d{4} \\d\\d:\\d\\d|"level":\\s*(?:50|60)\\b|" 5\\d\\d \\d',
    // Rust and C compilers pointing at the place.
    '^\\s*-->\\s|^\\s*\\|?\\s*\\^[~^-]*',
  ].join('|'),
);

/** Words of success that contain a word of failure: `0 errors`, `no failures`, `errors: 0`. */
const NO_ERROR =
  /\b(?:0|no|zero|without(?: any)?) (?:\w+ )?(?:errors?|fail(?:ed|ures?|ing)?|exceptions?|problems?)\b|\b(?:errors?|fail(?:ed|ures?)|exceptions?)["']?\s*[:=]\s*(?:0|null|false|none)\b|\b(?:exit code|exit status|status|rc)[ :=]+0\b/gi;

export function errorLike(line: string): boolean {
  if (ERROR_MARKS.test(line)) return true;
  if (!ERROR_WORDS.test(line)) return false;
  return ERROR_WORDS.test(line.replace(NO_ERROR, ' '));
}

/** Where error words stand in a text, at most `limit` of them. */
export function errorOffsets(text: string, limit: number): number[] {
  const offsets: number[] = [];
  for (const match of text.matchAll(ANY_ERROR_WORD)) {
    offsets.push(match.index);
    if (offsets.length >= limit) break;
  }
  return offsets;
}

const WARNING = /\bwarn(?:ing|ings|ed)?\b|^W\/\S|^W\d{4} \d\d:|\bdeprecat|⚠/i;

export const warningLike = (line: string): boolean => WARNING.test(line);

/** Lines are told apart by this much of their beginning; the rest is data. */
const MAX_TEMPLATE_LENGTH = 600;

const STAMP =
  /\b\d{4}[-/.]\d\d?[-/.]\d\d?(?:[T ,:-]+\d\d?[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|\b\d\d?:\d\d:\d\d(?:[.,]\d+)?/g;
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g;
const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
const HEX = /\b(?:0x[0-9a-f]+|(?=[a-f]*\d)[0-9a-f]{7,})\b/gi;
const LONG_NUMBER = /(?<![\w.])-?\d{4,}(?:\.\d+)?(?![\w])/g;

/**
 * The line with only what surely differs between two reports of one error masked: times, addresses, ids, large numbers.
 * Names, paths, codes and small numbers stay, so errors about different things stay different.
 */
export function errorTemplate(line: string): string {
  return line
    .slice(0, MAX_TEMPLATE_LENGTH)
    .replace(STAMP, '*')
    .replace(UUID, '*')
    .replace(ADDRESS, '*')
    .replace(HEX, '*')
    .replace(LONG_NUMBER, '*');
}

/** Codes such as TS2345, E0308 and ORA-00942: a number that names the event. */
const CODE = /^\W*[A-Z]{1,6}-?\d{3,5}\W*$/;
const QUOTED = /"[^"]{0,300}"|'[^']{0,300}'|`[^`]{0,300}`/g;

/** The line with everything masked that looks like a value: words with digits, quoted text, paths. */
export function eventTemplate(line: string): string {
  const masked = line
    .slice(0, MAX_TEMPLATE_LENGTH)
    .replace(STAMP, '*')
    .replace(QUOTED, '*')
    .split(/[\s,;|()[\]{}<>=]+/)
    .map((word) => (isValue(word) ? '*' : word));
  return masked.filter((word, at) => word !== '*' || masked[at - 1] !== '*').join(' ');
}

function isValue(word: string): boolean {
  if (/\d/.test(word)) return !CODE.test(word);
  if (/[a-f0-9]{12,}/i.test(word)) return true;
  return (word.match(/[/\\]/g)?.length ?? 0) >= 2;
}
