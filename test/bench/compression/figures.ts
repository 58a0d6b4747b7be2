// What is reported of compression.
// `parses`: share of outputs without a syntax error that the original does not have (goal 1). `restores`: share of
// outputs whose omissions, expanded, make up the original again, byte for byte (goal 1). `kept`: median share of tokens
// left. `time`: all that is done for a rung, as a multiple of the parse of the same files in the same run (goal 3 at
// most); masking stands apart. `slowest`: the most expensive rung of a language.

import type { Output } from './outputs.js';
import { RUNGS, type Times } from './timing.js';

/** Nested by what the figures are of. */
export interface Figures {
  readonly [name: string]: number | Figures;
}

export interface FileResult {
  readonly path: string;
  readonly times: Times;
  readonly outputs: readonly Output[];
}

const TIMED = [...RUNGS, 'masking'] as const;

/** Of all files, then of each language. */
export function figuresOf(results: ReadonlyMap<string, readonly FileResult[]>): Figures {
  const languages = [...results.values()];
  const all = languages.flat();
  // Added up over all files, the one slow grammar among them would outweigh all others.
  const timeOf = (what: keyof Times): number => sum(languages.map((own) => timeRatio(own, what))) / languages.length;
  return {
    all: { ...qualityOf(all), time: byName(TIMED, timeOf) },
    ...Object.fromEntries([...results].map(([language, own]) => [language, figuresOfLanguage(own)])),
  };
}

function figuresOfLanguage(results: readonly FileResult[]): Figures {
  return { ...qualityOf(results), slowest: rounded(Math.max(...RUNGS.map((level) => timeRatio(results, level)))) };
}

function qualityOf(results: readonly FileResult[]): Figures {
  const outputs = results.flatMap((result) => result.outputs);
  const keptAt = (level: string): number =>
    median(outputs.filter((output) => output.level === level).map(({ keptRatio }) => keptRatio));
  return {
    files: results.length,
    parses: share(outputs, ({ newFault }) => newFault === undefined),
    restores: share(outputs, ({ loss }) => loss === undefined),
    kept: byName(RUNGS, keptAt),
  };
}

function timeRatio(results: readonly FileResult[], what: keyof Times): number {
  return sum(results.map(({ times }) => times[what])) / sum(results.map(({ times }) => times.parse));
}

const byName = <T extends string>(names: readonly T[], valueFor: (name: T) => number): Figures =>
  Object.fromEntries(names.map((name) => [name, rounded(valueFor(name))]));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const rounded = (value: number): number => Number(value.toPrecision(3));

/** Rounded down, so that one miss among thousands is not called none. */
const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  Math.floor((items.filter(holds).length / items.length) * 10_000) / 10_000;
