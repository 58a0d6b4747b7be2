// `npm run train`: repositories in, weights of the ranker out. See README.md beside it.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openLanguages } from '../src/languages/open.js';
import { SIGNALS } from '../src/retrieval/signals.js';
import { fit, heldOut, type Weights } from './ranker/fit.js';
import { itemsOf } from './ranker/items.js';
import { type Answered, answersOf } from './ranker/signals.js';

const WEIGHTS_FILE = 'server/src/retrieval/weights.ts';
const USED_FILE = 'server/training/repositories.txt';
const WORK = join('.cache', 'training');

const { values } = parseArgs({
  options: {
    repos: { type: 'string' },
    reserved: { type: 'string' },
    per: { type: 'string', default: '14' },
    write: { type: 'boolean', default: false },
  },
});
const { repos, reserved, per, write } = values;
if (repos === undefined || reserved === undefined) {
  throw new Error('Usage: npm run train -- --repos DIR --reserved FILE [--per N] [--write]');
}

const listed = new Set(readFileSync(reserved, 'utf8').split(/\s+/));
const digits = (name: string): string => createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 16);
const isReserved = (repository: string): boolean =>
  listed.has(digits(repository)) || listed.has(digits(repository.split('/')[1] ?? ''));

mkdirSync(WORK, { recursive: true });
const languages = openLanguages({
  grammarsDirectory: resolve('grammars'),
  runtimeWasm: resolve('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
});
const answers: Answered[] = [];
const used: string[] = [];
for (const entry of readdirSync(repos).sort()) {
  const gitDirectory = [join(repos, entry, 'repo', '.git'), join(repos, entry, 'repo')].find((path) =>
    existsSync(join(path, 'HEAD')),
  );
  const repository = entry.replace('+', '/');
  if (gitDirectory === undefined) continue;
  if (isReserved(repository)) {
    process.stderr.write(`${repository} is reserved\n`);
    continue;
  }
  const found = await answersFrom(repository, resolve(gitDirectory));
  if (found.length > 0) used.push(repository);
  answers.push(...found);
}
languages.close();

/** Kept under what they were made with: a run that was ended goes on where it was. */
async function answersFrom(repository: string, gitDirectory: string): Promise<readonly Answered[]> {
  const kept = join(WORK, `${repository.replace('/', '+')}-${digits(`${per} ${SIGNALS.join()}`)}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as readonly Answered[];
  try {
    const items = itemsOf(gitDirectory, repository, Number(per));
    const found = await answersOf(items, { gitDirectory, work: resolve(WORK), languages });
    process.stderr.write(`${repository}: ${found.length} of ${items.length} items\n`);
    writeFileSync(kept, JSON.stringify(found));
    return found;
  } catch (error) {
    // A snapshot may lack objects that its history names.
    process.stderr.write(
      `${repository} is left out: ${error instanceof Error ? error.message.split('\n')[0] : error}\n`,
    );
    return [];
  }
}

const weights = fit(answers);
process.stdout.write(
  `${answers.length} items, mean reciprocal rank on unseen repositories ${heldOut(answers).toFixed(3)}\n`,
);
const source = sourceOf(weights);
if (write) {
  writeFileSync(WEIGHTS_FILE, source);
  writeFileSync(USED_FILE, `${used.join('\n')}\n`);
} else process.stdout.write(source);

function sourceOf({ bias, of }: Weights): string {
  const lines = SIGNALS.map((signal) => `  ${signal}: ${rounded(of[signal])},`).join('\n');
  return `// Weights of the ranker: a logistic regression over the signals of \`signals.ts\`, each 0–1 among the candidates.
// Written by \`npm run train\` (server/training) from ${answers.length} questions; not tuned by hand.

import type { Signal } from './signals.js';

export const BIAS = ${rounded(bias)};

export const WEIGHTS: Readonly<Record<Signal, number>> = {
${lines}
};
`;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
