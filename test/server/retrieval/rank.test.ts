// A question to chunks in order, on a small workspace.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Corpus, CorpusFacts, type History } from '../../../server/src/retrieval/corpus.js';
import { explained, Ranker } from '../../../server/src/retrieval/rank.js';
import { SIGNALS } from '../../../server/src/retrieval/signals.js';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.js';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await openWorkspace(`
  //- src/upload.ts
  /** Sends a file again until the server takes it. */
  export function sendFile() { return retry(post); }
  //- src/retry.ts
  export function retry(work) { return work(); }
  //- src/parse.ts
  export function parseHeader(text) { return text.split(':'); }
  //- src/header.ts
  export function headerOf(request) { return parse(request); }
  //- test/retry.test.ts
  test('retry', () => retry(() => 1));
  //- README.md
  # How to retry
  Use retry.
  `);
});
afterAll(() => workspace.close());

const corpus = (history?: History): Corpus => ({
  store: workspace.store,
  facts: new CorpusFacts(workspace.store),
  textOf: ({ name }) => readFileSync(join(workspace.root, name), 'utf8'),
  history,
});
const ranked = (text: string, history?: History) => new Ranker().rank(corpus(history), text, { includeTests: false });
const files = (text: string, history?: History) => ranked(text, history).chunks.map(({ file }) => file.name);

test.each<[question: string, best: string]>([
  ['retry', 'src/retry.ts'],
  ['sendFile', 'src/upload.ts'],
  ['how is a file sent again?', 'src/upload.ts'],
  ['parse the header', 'src/parse.ts'],
  ['TypeError\n    at x (/srv/src/header.ts:1:5)', 'src/header.ts'],
])('%j is best answered by %s', (question, best) => expect(files(question)[0]).toBe(best));

test('a test comes only where it is asked for', () => {
  expect(files('retry')).not.toContain('test/retry.test.ts');
  expect(files('retry test/retry.test.ts')).toContain('test/retry.test.ts');
});

test('a file whose text is another one by now is no answer', () => {
  const without: Corpus = { ...corpus(), textOf: ({ name }) => (name === 'src/retry.ts' ? undefined : 'retry') };
  const names = new Ranker().rank(without, 'retry', { includeTests: false }).chunks.map(({ file }) => file.name);
  expect(names).toContain('src/upload.ts');
  expect(names).not.toContain('src/retry.ts');
});

test('what commits like the question changed rises', () => {
  const scoreWith = (words: string) => {
    const commits = [{ daysAgo: 400, words, files: ['src/header.ts'] }];
    return ranked('headerOf parse', { commits }).chunks.find(({ file }) => file.name === 'src/header.ts')?.score ?? 0;
  };
  expect(scoreWith('docs ')).toBeGreaterThan(0);
  expect(scoreWith('pars ')).toBeGreaterThan(scoreWith('docs '));
});

test('scores are shares, in falling order, and every signal is between 0 and 1', () => {
  const { chunks } = ranked('why does sendFile retry? see src/retry.ts:1');
  const scores = chunks.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  for (const { score, signals } of chunks) {
    expect(score > 0 && score < 1).toBe(true);
    for (const signal of SIGNALS) expect(signals[signal] >= 0 && signals[signal] <= 1, signal).toBe(true);
  }
});

test('what explains a chunk adds up to its score', () => {
  const [best] = ranked('why does sendFile retry?').chunks;
  if (!best) throw new Error('nothing found');
  const shares = explained(best.signals);
  const impacts = shares.map(({ value, weight }) => Math.abs(value * weight));
  expect(impacts).toEqual([...impacts].sort((a, b) => b - a));
  const worst = ranked('why does sendFile retry?').chunks.at(-1);
  const sum = (of: typeof shares) => of.reduce((total, { value, weight }) => total + value * weight, 0);
  const logit = (score: number) => Math.log(score / (1 - score));
  expect(sum(shares) - sum(explained(worst?.signals ?? best.signals))).toBeCloseTo(
    logit(best.score) - logit(worst?.score ?? 0),
    4,
  );
});

test('the same question gives the same list, also from a ranker that has seen others', () => {
  const ranker = new Ranker();
  const list = (text: string) =>
    ranker.rank(corpus(), text, { includeTests: false }).chunks.map(({ file, score }) => `${file.name} ${score}`);
  const first = list('how is a file sent again?');
  list('parse the header');
  expect(list('how is a file sent again?')).toEqual(first);
});

test('nothing comes of nothing', () => {
  for (const text of ['', 'the of', 'nowhere']) expect(ranked(text)).toMatchObject({ chunks: [], terms: [] });
});
