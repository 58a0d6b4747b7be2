// The wildcards of gitignore, matched without going back over what is settled: a rule file comes with the workspace,
// and no pattern in it may cost more than the pattern's length times that of the path, squared.
// Patterns and texts are bytes, one a character (`asBytes`), because to git `?` is a byte.

/** What one place of a pattern takes: a character, a stretch within a segment, any stretch, or whole folders. */
type Step = ((code: number) => boolean) | 'stretch' | 'anything' | 'folders';

const SLASH = 47;

/**
 * The steps of a pattern that begins at a segment, or undefined for one that nothing can match: an unfinished set,
 * an unknown class, a `\` at the end.
 */
export function stepsOf(pattern: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; ) {
    const letter = pattern[at];
    if (letter === '*') {
      const end = endOfStars(pattern, at);
      const step = starsOf(pattern, at, end);
      steps.push(step);
      at = step === 'folders' ? end + 1 : end;
    } else if (letter === '[') {
      const set = setAt(pattern, at + 1);
      if (!set) return undefined;
      steps.push(set.takes);
      at = set.end;
    } else if (letter === '?') {
      steps.push((code) => code !== SLASH);
      at++;
    } else {
      if (letter === '\\') at++;
      if (at === pattern.length) return undefined;
      const wanted = pattern.charCodeAt(at++);
      steps.push((code) => code === wanted);
    }
  }
  return steps;
}

function endOfStars(pattern: string, start: number): number {
  let at = start;
  while (pattern[at] === '*') at++;
  return at;
}

/** Two stars or more cross folders where they fill a segment; anywhere else they are one. */
function starsOf(pattern: string, start: number, end: number): Step {
  const beginsSegment = start === 0 || pattern[start - 1] === '/';
  if (end - start < 2 || !beginsSegment) return 'stretch';
  if (pattern[end] === '/') return 'folders';
  return end === pattern.length || pattern.startsWith('\\/', end) ? 'anything' : 'stretch';
}

/** The classes of POSIX, of ASCII only, as git knows them. */
const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[0-9a-z]/i],
  ['alpha', /[a-z]/i],
  ['blank', /[ \t]/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the class means.
  ['cntrl', /[\0-\x1f\x7f]/],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[ \t\n\r]/],
  ['upper', /[A-Z]/],
  ['xdigit', /[0-9a-f]/i],
]);

/** A set, from behind its `[` to behind its `]`. A `]` that comes first is a member; a slash never is. */
function setAt(pattern: string, start: number) {
  const isNegated = pattern[start] === '!' || pattern[start] === '^';
  const first = isNegated ? start + 1 : start;
  const members: ((letter: string) => boolean)[] = [];
  let at = first;
  while (at === first || pattern[at] !== ']') {
    const member = classAt(pattern, at) ?? rangeAt(pattern, at);
    if (!member?.holds) return undefined;
    members.push(member.holds);
    at = member.end;
  }
  const takes = (code: number) => {
    const letter = String.fromCharCode(code);
    return code !== SLASH && members.some((holds) => holds(letter)) !== isNegated;
  };
  return { takes, end: at + 1 };
}

/** `[:name:]`; without `holds` where the name is none of ours. What only begins like one is made of single members. */
function classAt(pattern: string, start: number) {
  if (!pattern.startsWith('[:', start)) return undefined;
  const close = pattern.indexOf(']', start + 2);
  const isNamed = close > start + 2 && pattern[close - 1] === ':';
  if (!isNamed) return undefined;
  const letters = CLASSES.get(pattern.slice(start + 2, close - 1));
  return { holds: letters && ((letter: string) => letters.test(letter)), end: close + 1 };
}

/** A member alone, or with `-` and the one it reaches to. The wrong way round, it still holds the first of them. */
function rangeAt(pattern: string, start: number) {
  const from = memberAt(pattern, start);
  if (!from) return undefined;
  const isRange = pattern[from.end] === '-' && pattern[from.end + 1] !== ']';
  const to = isRange ? memberAt(pattern, from.end + 1) : from;
  if (!to) return undefined;
  const holds = (letter: string) => letter === from.letter || (letter >= from.letter && letter <= to.letter);
  return { holds, end: to.end };
}

function memberAt(pattern: string, start: number) {
  const at = pattern[start] === '\\' ? start + 1 : start;
  const letter = pattern[at];
  return letter === undefined ? undefined : { letter, end: at + 1 };
}

/**
 * Whether the steps take the whole text. What comes before the last `folders` or `anything` is best matched as early
 * as possible, and so is what comes before the last `stretch` behind it: nothing else is ever tried again.
 */
export function isTaken(steps: readonly Step[], text: string): boolean {
  let step = 0;
  let at = 0;
  let near = { step: -1, at: -1 };
  let far = { step: -1, at: -1 };
  while (step < steps.length || at < text.length) {
    const next = steps[step];
    if (next === 'stretch') near = { step: step++, at };
    else if (next === 'anything' || next === 'folders') {
      far = { step: step++, at };
      near = { step: -1, at: -1 };
    } else if (next && at < text.length && next(text.charCodeAt(at))) {
      step++;
      at++;
    } else if (near.step >= 0 && near.at < text.length && text.charCodeAt(near.at) !== SLASH) {
      near.at++;
      ({ step, at } = { step: near.step + 1, at: near.at });
    } else {
      far.at = laterStart(steps[far.step], text, far.at);
      if (far.at < 0) return false;
      ({ step, at } = { step: far.step + 1, at: far.at });
    }
  }
  return true;
}

/** Where the text behind a wide step may begin next, or -1. */
function laterStart(step: Step | undefined, text: string, at: number): number {
  if (step === 'folders') return text.indexOf('/', at) + 1 || -1;
  return step === 'anything' && at < text.length ? at + 1 : -1;
}
