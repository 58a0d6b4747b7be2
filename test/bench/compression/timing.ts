// Times of one file: its parse and each rung, interleaved, so that what disturbs one disturbs all.
// The least of several rounds counts: the machine can only make a round slower.

import { silentLog } from '../../../server/src/base/log.js';
import { sha256, sourceIdOf } from '../../../server/src/base/hash.js';
import { openLadder } from '../../../server/src/compression/compress.js';
import { defaultSettings } from '../../../server/src/config.js';
import type { SecretMasker } from '../../../server/src/indexing/secrets.js';
import type { Languages } from '../../../server/src/languages/languages.js';
import type { Level } from '../../../server/src/model/block.js';
import type { TokenCounter } from '../../../server/src/tokens/counter.js';
import { SegmentCounter } from '../../../server/src/tokens/segments.js';
import type { CorpusFile } from './corpus.js';
import type { Syntax } from './syntax.js';

export const RUNGS = ['tidy', 'focus', 'skeleton', 'outline'] as const satisfies readonly Level[];
export type Timed = (typeof RUNGS)[number] | 'parse' | 'masking';
export type Times = Readonly<Record<Timed, number>>;

export interface Measured {
  readonly languages: Languages;
  readonly syntax: Syntax;
  /** Makes a new one: a masker remembers the texts it has seen. */
  readonly openMasker: () => SecretMasker;
  readonly countTokens: (text: string) => number;
}

/** Milliseconds. */
export async function timesOf(file: CorpusFile, measured: Measured, rounds: number): Promise<Times> {
  const works: readonly Timed[] = ['parse', ...RUNGS, 'masking'];
  const times = Object.fromEntries(works.map((work) => [work, Infinity])) as Record<Timed, number>;
  for (let round = 0; round < rounds; round++) {
    for (const [at] of works.entries()) {
      const work = works[(at + round) % works.length] ?? 'parse';
      const run = prepared(work, file, measured);
      const start = performance.now();
      await run();
      times[work] = Math.min(times[work], performance.now() - start);
    }
  }
  return times;
}

function prepared(
  work: Timed,
  file: CorpusFile,
  { syntax, openMasker, languages, countTokens }: Measured,
): () => unknown {
  const { text } = file;
  if (work === 'parse') return () => syntax.parse(text);
  if (work === 'masking') return () => openMasker().mask(text, [text]);
  // A new one each time, so that nothing is remembered from the other rungs; a server makes one in its life.
  const segments = new SegmentCounter(countTokens);
  const counter = { ...COUNTER, count: (part: string): number => segments.count(part) };
  return () => compress(file, work, counter, languages);
}

/** All that a rung costs but masking: structure, drafts, checks, counts. */
async function compress({ path, text }: CorpusFile, level: Level, counter: TokenCounter, languages: Languages) {
  const source = { id: sourceIdOf(sha256(text)), text, path };
  const task = { source, span: { start: 0, end: text.length }, counter };
  const services = { languages, maxParseLength: defaultSettings.limits.maxParseBytes, log: silentLog };
  const ladder = await openLadder(task, services);
  return ladder.rung(level);
}

const COUNTER = { model: 'gpt-5', tokenizer: 'o200k_base', exact: true };
