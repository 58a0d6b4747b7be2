// How long Pith holds up the extension host: loading the built extension and its `activate()`, each time in a fresh
// process with a stand-in for `vscode` that costs nothing. Goal: 50 ms. A real VS Code adds its own work to both.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface Figures {
  readonly loadMilliseconds: number;
  readonly activateMilliseconds: number;
}

/** Odd, so that there is a median. */
const PROCESSES = 11;

export async function run(): Promise<Figures> {
  const host = join('test', 'bench', 'activation', 'host.mjs');
  const runs = Array.from({ length: PROCESSES }, () => {
    const [load = Number.NaN, activate = Number.NaN] = JSON.parse(
      execFileSync(process.execPath, [host], { encoding: 'utf8' }),
    );
    return { load, activate };
  });
  return {
    loadMilliseconds: rounded(median(runs.map(({ load }) => load))),
    activateMilliseconds: rounded(median(runs.map(({ activate }) => activate))),
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const rounded = (value: number): number => Number(value.toPrecision(3));
