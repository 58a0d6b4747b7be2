// A drilldown as the command line of a terminal, and back: `findReferences 0a1b --scope=mod:12 --wait-for-ready`.
// What people and models read; programs take the drilldown itself.

import { DRILLDOWN_COMMANDS, type Drilldown, type DrilldownCommand } from '../model/drilldown.js';

type Call = Pick<Drilldown, 'command' | 'args'>;
type Value = Drilldown['args'][string];

/** The argument of each verb that needs no name. */
const POSITIONAL: Readonly<Partial<Record<DrilldownCommand, string>>> = {
  getContext: 'query',
  searchCode: 'query',
  searchSymbols: 'query',
  findReferences: 'symbol',
  getModuleOverview: 'module',
  analyzeImpact: 'symbol',
  getCallGraph: 'symbol',
  getOutline: 'path',
  expand: 'handle',
};

/** Options of the terminal that are called otherwise than the arguments. */
const OPTIONS: Readonly<Record<string, string>> = { budgetTokens: 'budget' };
/** Arguments that are two options there, one for each truth value: what holds where nothing is said differs by verb. */
const SWITCHES: Readonly<Record<string, readonly [yes: string, no: string]>> = { includeTests: ['tests', 'no-tests'] };

export function formatDrilldown({ command, args }: Call): string {
  const own = POSITIONAL[command] ?? '';
  const first = args[own];
  const options = Object.entries(args).flatMap(([name, value]) => (name === own ? [] : optionOf(name, value)));
  return [command, ...(first === undefined ? [] : [quoted(first)]), ...options].join(' ');
}

function optionOf(name: string, value: Value): readonly string[] {
  const [yes, no] = SWITCHES[name] ?? [];
  if (typeof value === 'boolean' && yes !== undefined) return [`--${value ? yes : no}`];
  const option = OPTIONS[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [value === true ? `--${option}` : `--${option}=${quoted(value)}`];
}

/** As it stands where a shell and `parseDrilldown` read it as it is meant. */
function quoted(value: Value): string {
  const text = String(value);
  const isPlain = /^[\w./:@%+,][\w./:@%+,=-]*$/.test(text) && (typeof value !== 'string' || typed(text) === text);
  return isPlain || typeof value !== 'string' ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Undefined where the text is empty or names no verb; a word too many is under `arg`. */
export function parseDrilldown(text: string): Call | undefined {
  const [first, ...rest] = wordsOf(text);
  const command = DRILLDOWN_COMMANDS.find((name) => name === first?.text);
  if (!command) return undefined;
  const args: Record<string, Value> = {};
  for (const word of rest) {
    const [, option, value] = /^--([a-z][\w-]*)(?:=(.*))?$/is.exec(word.text) ?? [];
    if (option === undefined || word.quotedFrom === 0) {
      const own = POSITIONAL[command] ?? 'arg';
      args[own in args ? 'arg' : own] = word.text;
      continue;
    }
    const [name, switches] = Object.entries(SWITCHES).find(([, names]) => names.includes(option)) ?? [];
    if (name !== undefined) args[name] = switches?.[0] === option;
    else args[nameOf(option)] = value === undefined ? true : word.quotedFrom === -1 ? typed(value) : value;
  }
  return { command, args };
}

function nameOf(option: string): string {
  const [name] = Object.entries(OPTIONS).find(([, written]) => written === option) ?? [];
  return name ?? option.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Numbers and truth values as such, where they are written as Pith writes them. */
function typed(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d/.test(text) && String(Number(text)) === text ? Number(text) : text;
}

interface Word {
  readonly text: string;
  /** Where its first quoted part begins, -1 where it has none. */
  readonly quotedFrom: number;
}

/** Parted by white space, as a shell does: what is in quotes or behind a backslash is as it stands. */
function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const [written] of text.matchAll(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\])+/gs)) {
    let plain = '';
    let quotedFrom = -1;
    for (const [part, single, double, escaped] of written.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|[^'"\\]+/gs)) {
      const inside = single ?? double?.replaceAll(/\\(.)/gs, '$1') ?? escaped;
      if (inside !== undefined && quotedFrom === -1) quotedFrom = plain.length;
      plain += inside ?? part;
    }
    words.push({ text: plain, quotedFrom });
  }
  return words;
}
