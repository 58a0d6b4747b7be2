// Token counting against gpt-tokenizer, interleaved in one run, and the inputs that make other encoders hang.
// Speeds are ratios (ours over theirs, goal 1 or more), because times drift by a factor of two on shared machines.
// `cold` is the first count of a text with empty caches, `warm` a later one, `again` a later one by segments.
// Run from the repository root.

import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Encoder } from '../../server/src/tokens/encoder.js';
import { loadEncoder } from '../../server/src/tokens/encodings.js';
import { SegmentCounter } from '../../server/src/tokens/segments.js';
import { splitO200k } from '../../server/src/tokens/split.js';

/** By name: `<corpus>.<cold|warm|again>` ratios, `<what>.seconds`, `load.ratio`. */
export type Figures = Readonly<Record<string, number>>;

const ROUNDS = 5;
const MEGABYTE = 1_000_000;
const CORPUS_BYTES = { code: 4 * MEGABYTE, prose: MEGABYTE, cjk: MEGABYTE };
/** Packages in `node_modules` are read in order of name; these hold rank tables or minified bundles. */
const NOT_SOURCES = /^(?:js-tiktoken|gpt-tokenizer|\.)/;

export async function run(): Promise<Figures> {
  const figures: Record<string, number> = {};
  const ours = await timeOf(async () => (await loadEncoder('o200k_base')).count('a'));
  const theirs = await timeOf(async () => (await import('gpt-tokenizer/encoding/o200k_base')).countTokens('a'));
  figures['load.ratio'] = theirs / ours;
  figures['load.seconds'] = ours / 1_000;
  const { default: table } = await import('js-tiktoken/ranks/o200k_base');
  const peer = await import('gpt-tokenizer/encoding/o200k_base');
  const peerCount = (text: string): number => peer.countTokens(text, { disallowedSpecial: new Set() });
  for (const [name, text] of Object.entries(corpora(table.bpe_ranks))) {
    const cold: number[] = [];
    const warm: number[] = [];
    const again: number[] = [];
    const speeds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const encoder = new Encoder(table.bpe_ranks, splitO200k);
      const segments = new SegmentCounter((segment) => encoder.count(segment));
      peer.clearMergeCache();
      const [coldTime, peerColdTime] = timesOf([() => encoder.count(text), () => peerCount(text)], round);
      const [warmTime, peerWarmTime] = timesOf([() => encoder.count(text), () => peerCount(text)], round);
      segments.count(text);
      const [againTime, peerAgainTime] = timesOf([() => segments.count(text), () => peerCount(text)], round);
      cold.push(peerColdTime / coldTime);
      warm.push(peerWarmTime / warmTime);
      again.push(peerAgainTime / againTime);
      speeds.push(Buffer.byteLength(text) / 1_000 / warmTime);
      if (segments.count(text) !== peerCount(text)) throw new Error(`${name}: the counts differ.`);
    }
    figures[`${name}.cold`] = median(cold);
    figures[`${name}.warm`] = median(warm);
    figures[`${name}.again`] = median(again);
    figures[`${name}.megabytesPerSecond`] = median(speeds);
  }
  return { ...figures, ...(await pathological()) };
}

/** A megabyte (or a million characters) of one thing. */
async function pathological(): Promise<Figures> {
  const encoder = await loadEncoder('o200k_base');
  const random = randomFrom(1);
  const noise = Buffer.from(Uint8Array.from({ length: (MEGABYTE * 3) / 4 }, () => random() * 256));
  const inputs = {
    letter: 'a'.repeat(MEGABYTE),
    spaces: ' '.repeat(MEGABYTE),
    equals: '='.repeat(MEGABYTE),
    base64: noise.toString('base64'),
    ideograph: '漢'.repeat(MEGABYTE),
  };
  const figures: Record<string, number> = {};
  for (const [name, text] of Object.entries(inputs))
    figures[`${name}.seconds`] = (await timeOf(async () => encoder.count(text))) / 1_000;
  return figures;
}

function corpora(table: string): Readonly<Record<string, string>> {
  return {
    code: readCorpus(/(?<!\.min)\.(?:js|mjs|cjs|ts)$/, CORPUS_BYTES.code),
    prose: readCorpus(/^readme.*\.md$/i, CORPUS_BYTES.prose),
    cjk: ideographs(table, CORPUS_BYTES.cjk),
  };
}

/** Files of `node_modules` by path until there are enough bytes; at most 200 kB of each, so that many packages count. */
function readCorpus(pattern: RegExp, bytes: number): string {
  const parts: string[] = [];
  let size = 0;
  const visit = (folder: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (size >= bytes) return;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !NOT_SOURCES.test(entry.name)) visit(path);
      else if (entry.isFile() && pattern.test(entry.name)) {
        const text = readFileSync(path, 'utf8').slice(0, 200_000);
        parts.push(text);
        size += Buffer.byteLength(text);
      }
    }
  };
  visit('node_modules');
  return parts.join('\n');
}

/** Sentences of words from the vocabulary itself, the frequent ones more often (Zipf), from a fixed seed. */
function ideographs(table: string, bytes: number): string {
  const words = table
    .split(' ')
    .slice(2)
    .map((token) => Buffer.from(token, 'base64').toString())
    .filter((token) => /^\p{Script=Han}+$/u.test(token));
  const random = randomFrom(2);
  let text = '';
  while (text.length * 3 < bytes) {
    for (let length = 2 + random() * 10; length > 0; length--)
      text += words[Math.floor(words.length ** random()) - 1] ?? '';
    text += random() < 0.5 ? '，' : random() < 0.8 ? '。' : '。\n';
  }
  return text;
}

/** Runs both in alternating order and answers their times in the order given. */
function timesOf(tasks: readonly [() => number, () => number], round: number): [number, number] {
  const times: [number, number] = [0, 0];
  for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
    const start = performance.now();
    tasks[index]();
    times[index] = performance.now() - start;
  }
  return times;
}

async function timeOf(task: () => Promise<number>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Numbers in [0, 1): a linear congruential generator (Numerical Recipes), the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const [name, value] of Object.entries(await run())) console.log(`${name.padEnd(26)} ${value.toFixed(2)}`);
}
