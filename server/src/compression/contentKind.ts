// What a text looks like, where neither a language nor a file name says it. Judged by a bounded sample (head, middle and
// tail) of clipped lines, so a large file costs no more than a small one and no pattern meets a long line.

import type { BlockKind } from '../model/block.js';
import { frameLength } from './frames.js';
import { errorLike, eventTemplate, stripControls } from './logs/signals.js';

/** The first test that says yes decides; the order goes from formats with a grammar to habits of writing. */
const TESTS: readonly (readonly [BlockKind, (sample: Sample) => boolean])[] = [
  ['diff', looksLikeDiff],
  ['log', looksLikeJsonLog],
  ['json', looksLikeJson],
  ['trace', looksLikeTrace],
  ['log', looksLikeLog],
  ['markdown', looksLikeMarkdown],
  ['log', looksLikeTerminal],
  ['code', looksLikeCode],
  ['log', looksRepetitive],
];

export function kindOfContent(text: string): BlockKind {
  const sample = sampleOf(text);
  if (sample.lines.length === 0) return 'prose';
  return TESTS.find(([, test]) => test(sample))?.[0] ?? 'prose';
}

/** Code units looked at: enough for a screenful of anything, and constant. */
const HEAD = 16_384;
const MIDDLE = 4_096;
const TAIL = 4_096;
const MAX_SAMPLE_LINE = 400;

interface Sample {
  /** Start of the text, unchanged but for terminal controls and a byte order mark. */
  readonly head: string;
  /** Lines that are not blank, each clipped, terminal controls removed. */
  readonly lines: readonly string[];
}

function sampleOf(text: string): Sample {
  const middle = text.length >> 1;
  const parts =
    text.length <= HEAD + MIDDLE + TAIL
      ? [text]
      : [text.slice(0, HEAD), wholeLines(text, middle, middle + MIDDLE), wholeLines(text, text.length - TAIL)];
  const lines = parts
    .flatMap((part) => part.split(/\r?\n/))
    .map((line) => stripControls(line.slice(0, MAX_SAMPLE_LINE)))
    .filter((line) => line.trim() !== '');
  return { head: stripControls(text.slice(0, HEAD)).replace(/^\uFEFF/, ''), lines };
}

/** A stretch without the line it starts in, so that half a line is not judged. */
function wholeLines(text: string, from: number, to?: number): string {
  const stretch = text.slice(from, to);
  return stretch.slice(stretch.indexOf('\n') + 1);
}

const share = (lines: readonly string[], pattern: RegExp): number => count(lines, pattern) / Math.max(1, lines.length);

const count = (lines: readonly string[], pattern: RegExp): number =>
  lines.reduce((sum, line) => sum + (pattern.test(line) ? 1 : 0), 0);

function looksLikeDiff({ lines }: Sample): boolean {
  if (lines.some((line) => /^diff --(?:git|cc|combined) /.test(line)))
    return count(lines, /^@@|^(?:new|deleted|rename|similarity|old|Binary)/) > 0;
  const hunks = count(lines, /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/);
  if (hunks === 0) return false;
  return share(lines, /^(?:[-+ @]|diff |index |Index: |===|\\ No newline)/) > 0.6;
}

const JSON_LOG_TIME = /"(?:@?timestamp|time|ts|date|datetime)"\s*:/i;
const JSON_LOG_TEXT = /"(?:level|severity|lvl|log\.level|msg|message)"\s*:/i;

/** One object a line, with a time and a level or message: read as a log, so that its errors stay. */
function looksLikeJsonLog({ lines }: Sample): boolean {
  const objects = lines.filter((line) => line.startsWith('{'));
  if (objects.length < 2 || objects.length < lines.length * 0.8) return false;
  const logged = objects.filter((line) => JSON_LOG_TIME.test(line) && JSON_LOG_TEXT.test(line));
  return logged.length > objects.length * 0.6;
}

/** Brackets that open a log line (`[INFO]`, `[2026-…`) or a Markdown link are no arrays. */
const JSON_START =
  /^\s*(?:\{\s*(?:"|\}|\/[/*]|$)|\[\s*(?:[[{"\]]|-?\d+(?:\.\d+)?\s*[,\]\n]|true\b|false\b|null\b|\/[/*]|$))/;
/** A member, a value or a bracket on a line of its own, with or without a comment, or a line of comment. */
const JSON_LINE = new RegExp(
  [
    '^\\s*"(?:[^"\\\\]|\\\\.)*"\\s*:',
    '^\\s*(?:"(?:[^"\\\\]|\\\\.)*"|[[{]+|[\\]}]+|-?\\d[\\d.eE+-]*|true|false|null|\\{.*\\}?|\\[.*\\]),?\\s*(?://.*|/\\*.*)?$',
    '^\\s*(?://|/\\*)|\\*/\\s*$',
  ].join('|'),
);

function looksLikeJson({ head, lines }: Sample): boolean {
  if (lines.length === 1 && lines[0] !== undefined && lines[0].length < MAX_SAMPLE_LINE) {
    const line = lines[0].trim();
    if (/^(?:\{.*\}|\[.*\])$/.test(line)) return isJson(line);
  }
  const jsonLines = share(lines, JSON_LINE);
  if (JSON_START.test(head)) return jsonLines > 0.8 || (lines.length < 4 && /^\s*(?:\{\s*"|\[\s*[[{"\d-])/.test(head));
  return share(lines, /^\s*"(?:[^"\\]|\\.)*"\s*:/) > 0.4 && jsonLines > 0.8;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not valid: that is the answer, and the content rules below decide.
    return /^\{\s*"[^"]*"\s*:/.test(text);
  }
}

function looksLikeTrace({ lines }: Sample): boolean {
  let frames = 0;
  let covered = 0;
  for (let line = 0; line < lines.length; line++) {
    const length = frameLength((at) => lines[at], line);
    if (length === 0) continue;
    frames++;
    covered += length;
    line += length - 1;
  }
  return frames >= 2 && covered / lines.length >= 0.4 && count(lines, LOG_START) < frames;
}

const LEVEL = '(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|FATAL|CRIT(?:ICAL)?|SEVERE|VERBOSE|EMERG|ALERT)';
const LOG_START = new RegExp(
  [
    // Dates and times, bare or in brackets, optionally after a host or address.
    '^\\W{0,2}(?:\\S+ ){0,3}\\W?(?:\\d{4}[-/.]\\d\\d?[-/.]\\d\\d?|\\d\\d?[-/.]\\d\\d?[-/.]\\d{2,4}|\\d\\d[-/]\\d\\d)[T :,]\\s?\\d\\d?:\\d\\d',
    '^\\W{0,2}(?:\\w{3} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\s+\\d{1,2}\\s+(?:\\d{4}\\s+)?\\d\\d:\\d\\d',
    '^\\W{0,2}\\d\\d:\\d\\d:\\d\\d\\b',
    '^\\W{0,2}\\d{6}\\s\\d{6}\\s',
    '^\\W{0,2}(?:\\w+\\s+)?1[0-9]{9}(?:\\.\\d+|\\d{3})?\\b',
    '^\\S+ \\S+ \\S+ \\[\\d\\d/\\w{3}/\\d{4}:',
    // Levels: `[INFO]`, `INFO:`, `level=info`, `E0102 12:…`, `<6>`.
    `^\\W{0,2}(?:\\[[^\\]]{1,40}\\]\\s*)?\\[?${LEVEL}\\b\\]?`,
    '\\blevel=\\w+',
    '^[IWEF]\\d{4} \\d\\d:\\d\\d',
    '^\\[\\s*\\d+\\.\\d+\\]',
  ].join('|'),
  '',
);

function looksLikeLog({ lines }: Sample): boolean {
  return share(lines, LOG_START) >= 0.3;
}

/** Output of compilers, test runners and package managers; one such line may stand in prose, two or a fifth may not. */
const TERMINAL = new RegExp(
  [
    'error TS\\d+:',
    '^[\\w./\\\\-]+[:(]\\d+[:,]\\d+\\)?:? (?:fatal )?(?:error|warning|note)\\b',
    '^(?:error|warning)(?:\\[E?\\w+\\])?: ',
    '^\\s+--> \\S+:\\d+:\\d+',
    '^npm (?:ERR!|error|WARN|warn|notice)',
    '^(?:FAIL|PASS|FAILED|PASSED|ERROR|ok|not ok)\\b[ \\t]+\\S',
    '^\\s+[✓✔✕✖✗×√●○] ',
    '^[✓✔✕✖✗×√❌✅] ',
    '^=+ .* =+$',
    '^E {2,}\\S',
    '^(?:\\s*)(?:Compiling|Finished|Running|Downloaded|Downloading|Checking|Building|Blocking) \\S',
    '^(?:Tests|Test Suites|Snapshots|Time|Ran all|test result):? ',
    '^test \\S+ \\.\\.\\. (?:ok|FAILED|ignored)',
    '^--- (?:FAIL|PASS|SKIP): ',
    '^=== RUN ',
    '^\\[\\s*\\d+(?:/\\d+|%)\\]',
    '^make(?:\\[\\d+\\])?: ',
    '^(?:\\$|>|PS [^>]*>) \\S',
    '^(?:Get|Hit|Ign|Fetched|Setting up|Unpacking|Selecting|Preparing to unpack)\\b',
    '^(?:added|removed|changed|audited) \\d+ packages?',
    '^Step \\d+/\\d+ : |^#\\d+ \\[|^#\\d+ (?:DONE|CACHED|ERROR)',
    '^[dl-][rwxsSt-]{9}',
    '^\\S+\\.\\w+:\\d+:',
  ].join('|'),
);

function looksLikeTerminal({ lines }: Sample): boolean {
  const hits = count(lines, TERMINAL);
  if (hits >= 2 && hits / lines.length >= 0.15) return true;
  const errors = lines.filter(errorLike).length;
  return (
    hits >= 1 && errors >= 1 && share(lines, /[a-z]{3,}[.!?]["')]?$/) < 0.3 && (hits + errors) / lines.length >= 0.2
  );
}

function looksLikeMarkdown({ lines }: Sample): boolean {
  const headings = count(lines, /^#{1,6} +\S/);
  const fences = count(lines, /^\s{0,3}(?:```|~~~)/);
  const links = count(lines, /!?\[[^\]]+\]\((?:https?:|\.{0,2}\/|#|mailto:|\w)[^)]*\)/);
  const lists = count(lines, /^\s{0,8}(?:[-*+] +(?:\[[ xX]\] )?|\d{1,3}[.)] +)\S/);
  const tables = count(lines, /^\s*\|.*\|\s*$|^\s*\|?\s*:?-{3,}:?\s*\|/);
  const emphasis = count(lines, /(?:^|\s)(?:\*\*[^*\s][^*]*\*\*|`[^`]+`|_[^_\s][^_]*_)(?:\W|$)/);
  const underlined = count(lines, /^(?:={3,}|-{3,})\s*$/);
  const weight = headings * 2 + fences * 2 + links * 2 + lists + tables + emphasis + underlined;
  const comments = share(lines, /^\s*#(?![#!]* +[A-Z*`[])/);
  if (comments > 0.1 && fences + links === 0) return false;
  if (codeShare(lines) > 0.3 && fences < 2) return false;
  return weight >= 2 && headings + fences + links + lists + tables > 0 && weight / lines.length >= 0.12;
}

const CODE_LINE = new RegExp(
  [
    '[;{}]\\s*(?://.*)?$',
    '^\\s*(?:#include|#define|#ifn?def|#endif|import\\s+[\\w{*"]|from\\s+[\\w.]+\\s+import|using\\s+\\w|package\\s+\\w|require\\b|use\\s+\\w+::)',
    '^\\s*(?:export\\s+|public\\s+|private\\s+|protected\\s+|static\\s+|async\\s+|pub\\s+)*(?:function|class|def|fn|func|interface|enum|struct|impl|trait|const|let|var|val|sub|proc|module|namespace)\\s+[\\w$(\\[{*]',
    '^\\s*(?:if|for|while|switch|elif|else if|catch)\\s*\\(.*\\)\\s*\\{?$',
    '^\\s*(?:if|for|while|elif|else|try|except|with)\\b.*:\\s*$',
    '^\\s*(?:return|end|fi|done|esac|endif|break|continue)\\b[^.!?]*$',
    '^\\s*[\\w.$\\[\\]]+\\s*(?:[-+*/|&]?=|:=)\\s*\\S',
    '^\\s*(?://|/\\*|\\*/)',
    '=>\\s*[{(]?$',
    '^\\s*[\\w.$:]+\\([^)]*\\)\\s*$',
    '^\\s*<\\/?\\w[^>]*>',
  ].join('|'),
);

const codeShare = (lines: readonly string[]): number => share(lines, CODE_LINE);

function looksLikeCode({ lines }: Sample): boolean {
  return codeShare(lines) >= 0.4;
}

/** Lines that say the same with other values, over and over: written by a program, whatever the format. */
const REPETITIVE = { lines: 20, share: 0.25 };

function looksRepetitive({ lines }: Sample): boolean {
  if (lines.length < REPETITIVE.lines) return false;
  return new Set(lines.map(eventTemplate)).size / lines.length <= REPETITIVE.share;
}
