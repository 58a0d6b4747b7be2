// Which chunks are worth ranking.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { CorpusFacts } from '../../../server/src/retrieval/corpus.js';
import { type Question, questionOf, type QuestionPlace } from '../../../server/src/retrieval/question.js';
import { filesNamed, recall, withWholeFiles } from '../../../server/src/retrieval/recall.js';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.js';

/** Chunks of their own: small neighbours are put together. */
const long = (name: string, says = '') =>
  [`export function ${name}() {`, ...Array.from({ length: 24 }, (_, at) => `  step${at}(${says});`), '}'].join('\n  ');

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await openWorkspace(`
  //- src/upload.ts
  ${long('sendFile', 'retryPolicy')}
  ${long('openSocket')}
  //- src/limits.ts
  // the body of a length that is at its max
  ${long('measure', 'body, length, max')}
  //- src/sizes.ts
  ${long('maxBodyLength')}
  //- src/a/index.ts
  ${long('first')}
  //- src/b/index.ts
  ${long('second')}
  //- test/upload.test.ts
  ${long('testsSendFile', 'retryPolicy')}
  //- notes.md
  Of the retry policy.
  `);
});
afterAll(() => workspace.close());

const corpus = () => {
  const { store } = workspace;
  return { store, facts: new CorpusFacts(store), textOf: () => undefined, history: undefined };
};
const recalled = (text: string, includeTests = false) => recall(corpus(), questionOf(text), { includeTests });
const places = ({ candidates }: ReturnType<typeof recalled>) =>
  candidates.map(({ file, chunk }) => `${file.name}:${chunk.startLine}`);
const NO_TESTS = { includeTests: false };
const asking = (place: QuestionPlace): Question => ({ ...questionOf(''), places: [place] });
const check = (text: string, expected: readonly string[], includeTests = false) =>
  expect(places(recalled(text, includeTests))).toEqual(expected);

test('full text finds words, in order of files and places', () => {
  check('policy', ['notes.md:1', 'src/upload.ts:1']);
  check('openSocket', ['src/upload.ts:27']);
});

test('tests are left out unless they are asked for', () => {
  check('policy', ['notes.md:1', 'src/upload.ts:1', 'test/upload.test.ts:1'], true);
  expect(places(recalled('policy in test/upload.test.ts'))).toContain('test/upload.test.ts:1');
  expect(recalled('policy', true).candidates.map(({ isTest }) => isTest)).toEqual([false, false, true]);
});

test('a name of several words is found by its words side by side', () => {
  const { facts, store } = corpus();
  const [compound] = questionOf('maxBodyLength').compounds;
  const hits = store.search(`"${compound?.word}"`, 10);
  expect(hits.map(({ file }) => facts.fileOf(file)?.name)).toEqual(['src/sizes.ts']);
  check('maxBodyLength', ['src/limits.ts:1', 'src/sizes.ts:1']);
});

test('a name that is declared is found, whatever else is asked', () => {
  expect(places(recalled('the measure'))).toEqual(['src/limits.ts:1']);
});

test('a file that is named is found: its chunks, or the one at the line', () => {
  const { store, facts } = corpus();
  // No word of it leads there.
  const at = (line?: number) => {
    const place = { path: 'srv/app/src/upload.ts', kind: 'trace', ...(line !== undefined && { line }) } as const;
    return places(recall({ store, facts, textOf: () => undefined, history: undefined }, asking(place), NO_TESTS));
  };
  expect(at()).toEqual(['src/upload.ts:1', 'src/upload.ts:27']);
  expect(at(30)).toEqual(['src/upload.ts:27']);
  expect(at(900)).toEqual([]);
});

test.each<[path: string, expected: readonly string[]]>([
  ['src/upload.ts', ['src/upload.ts']],
  ['upload.ts', ['src/upload.ts']],
  ['home/u/app/src/upload.ts', ['src/upload.ts']],
  ['lib/upload.ts', []],
  ['a/index.ts', ['src/a/index.ts']],
  ['index.ts', ['src/a/index.ts', 'src/b/index.ts']],
  ['pload.ts', []],
  ['', []],
  ['/', []],
])('%j names %j', (path, expected) =>
  expect(filesNamed(workspace.store, path).map(({ name }) => name)).toEqual(expected),
);

test('words that tell most come first, those of nowhere not at all', () => {
  const { terms } = recalled('step1 policy nowhere');
  expect(terms.map(({ word, frequency, isTop }) => `${word} ${frequency} ${isTop}`)).toEqual([
    'policy 3 true',
    'step1 7 true',
  ]);
});

test('nothing is found of stop words, of nothing and of words that stand nowhere', () => {
  for (const text of ['the of and', '', 'nowhere', '"" OR *', '"policy']) {
    const isFound = text.includes('policy');
    expect(places(recalled(text)).length > 0, text).toBe(isFound);
  }
});

test('of likely files all chunks are ranked', () => {
  const file = workspace.store.file('src/upload.ts');
  const first = recalled('openSocket');
  expect(places(withWholeFiles(corpus(), first, file ? [file] : []))).toEqual(['src/upload.ts:1', 'src/upload.ts:27']);
});
