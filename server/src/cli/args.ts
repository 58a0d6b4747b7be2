// Arguments of the terminal commands: one table of options, parsed strictly, so that a typo is an error with a hint.

import { parseArgs } from 'node:util';
import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { LEVELS, type Level } from '../model/block.js';

const OPTIONS = {
  query: { type: 'string', short: 'q' },
  level: { type: 'string', short: 'l' },
  budget: { type: 'string', short: 'b' },
  rate: { type: 'string', short: 'r' },
  model: { type: 'string', short: 'm' },
  language: { type: 'string' },
  folder: { type: 'string', short: 'C' },
  rebuild: { type: 'boolean' },
  watch: { type: 'boolean' },
  check: { type: 'string' },
  limit: { type: 'string' },
  scope: { type: 'string' },
  merge: { type: 'string' },
  backend: { type: 'string' },
  'no-tests': { type: 'boolean' },
  tests: { type: 'boolean' },
  explain: { type: 'boolean' },
  'wait-for-ready': { type: 'boolean' },
  cursor: { type: 'string' },
  depth: { type: 'string' },
  branching: { type: 'string' },
  direction: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

export interface Arguments {
  readonly words: readonly string[];
  readonly query?: string;
  readonly level?: Level;
  readonly budgetTokens?: number;
  readonly rate?: number | 'auto';
  readonly model?: string;
  readonly language?: string;
  /** The workspace folder. */
  readonly folder?: string;
  readonly rebuild?: boolean;
  readonly watch?: boolean;
  readonly check?: string;
  readonly limit?: number;
  readonly scope?: string;
  readonly merge?: string;
  readonly backend?: string;
  readonly noTests?: boolean;
  readonly tests?: boolean;
  readonly explain?: boolean;
  readonly waitForReady?: boolean;
  readonly cursor?: string;
  readonly depth?: number;
  readonly branching?: number;
  readonly direction?: string;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** The options that only some commands look at, by the field they fill. */
const OPTION_NAMES = {
  query: '--query',
  level: '--level',
  budgetTokens: '--budget',
  rate: '--rate',
  model: '--model',
  language: '--language',
  folder: '--folder',
  rebuild: '--rebuild',
  watch: '--watch',
  check: '--check',
  limit: '--limit',
  scope: '--scope',
  merge: '--merge',
  backend: '--backend',
  noTests: '--no-tests',
  tests: '--tests',
  explain: '--explain',
  waitForReady: '--wait-for-ready',
  cursor: '--cursor',
  depth: '--depth',
  branching: '--branching',
  direction: '--direction',
} as const;
export type Option = keyof typeof OPTION_NAMES;

/** Throws a UserError `usage` for an option that the command would not look at: it was meant to change something. */
export function refuseOthers(args: Arguments, command: string, takes: readonly Option[]): void {
  const names = Object.keys(OPTION_NAMES) as Option[];
  const stray = names.find((option) => args[option] !== undefined && !takes.includes(option));
  if (stray === undefined) return;
  throw new UserError('usage', t('{0} takes no {1}. "pith help" lists the options.', command, OPTION_NAMES[stray]));
}

/** Throws a UserError `usage` that names the option and what it takes. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parsed(argv);
  const sizes = [values.level, values.budget, values.rate].filter((value) => value !== undefined);
  if (sizes.length > 1)
    throw new UserError(
      'usage',
      t('Give one of --level, --budget and --rate: a budget and a rate choose levels themselves.'),
    );
  return {
    words: positionals,
    ...(values.query !== undefined && { query: values.query }),
    ...(values.level !== undefined && { level: levelOf(values.level) }),
    ...(values.budget !== undefined && { budgetTokens: budgetOf(values.budget) }),
    ...(values.rate !== undefined && { rate: rateOf(values.rate) }),
    ...(values.model !== undefined && { model: values.model }),
    ...(values.language !== undefined && { language: values.language }),
    ...indexOptions(values),
    ...codeOptions(values),
    json: values.json ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

function indexOptions(values: ReturnType<typeof parsed>['values']): Partial<Arguments> {
  const { folder, rebuild, watch, check, limit, scope, merge, backend, 'no-tests': noTests, tests, explain } = values;
  return {
    ...(folder !== undefined && { folder }),
    ...(rebuild !== undefined && { rebuild }),
    ...(watch !== undefined && { watch }),
    ...(check !== undefined && { check }),
    ...(limit !== undefined && { limit: countOf('--limit', limit) }),
    ...(scope !== undefined && { scope }),
    ...(merge !== undefined && { merge }),
    ...(backend !== undefined && { backend }),
    ...(noTests !== undefined && { noTests }),
    ...(tests !== undefined && { tests }),
    ...(explain !== undefined && { explain }),
  };
}

function codeOptions(values: ReturnType<typeof parsed>['values']): Partial<Arguments> {
  const { 'wait-for-ready': waitForReady, cursor, depth, branching, direction } = values;
  return {
    ...(waitForReady !== undefined && { waitForReady }),
    ...(cursor !== undefined && { cursor }),
    ...(depth !== undefined && { depth: countOf('--depth', depth) }),
    ...(branching !== undefined && { branching: countOf('--branching', branching) }),
    ...(direction !== undefined && { direction }),
  };
}

/** What is said of tests, for a verb's request; throws a UserError `usage` where both are said. */
export function testsOf({ tests, noTests }: Arguments): { readonly includeTests?: boolean } {
  if (tests && noTests) throw new UserError('usage', t('Give one of --tests and --no-tests.'));
  if (tests) return { includeTests: true };
  return noTests ? { includeTests: false } : {};
}

function countOf(option: string, value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new UserError('usage', t('{0} takes a whole number from 1 up; "{1}" is not one.', option, value));
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : t('The options cannot be read');
    throw new UserError('usage', t('{0}. "pith help" lists the options.', reason), { cause: error });
  }
}

function levelOf(value: string): Level {
  const level = LEVELS.find((name) => name === value);
  if (level) return level;
  throw new UserError('usage', t('--level takes one of {0}; "{1}" is none of them.', LEVELS.join(', '), value));
}

function budgetOf(value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new UserError('usage', t('--budget takes a whole number of tokens from 1 up; "{0}" is not one.', value));
}

function rateOf(value: string): number | 'auto' {
  if (value === 'auto') return value;
  const rate = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (rate > 0 && rate <= 1) return rate;
  throw new UserError(
    'usage',
    t('--rate takes the share to keep, over 0 and up to 1 (0.3 keeps 30 %), or auto; "{0}" is neither.', value),
  );
}
