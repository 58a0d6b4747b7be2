// Many folders as one line.
import { expect, test } from 'vitest';
import { type IndexState, summaryOf } from '../../../client/src/index/summary.js';

const folder = (state: IndexState, done = 1, total = 2) => ({ state, done, total, files: 10, symbols: 100, tokens: 7 });

test('numbers are added up', () => {
  expect(summaryOf([folder('ready'), folder('ready')])).toMatchObject({
    state: 'ready',
    files: 20,
    symbols: 200,
    tokens: 14,
  });
});

test('progress is that of the folders at work', () => {
  const summary = summaryOf([folder('ready', 5, 5), folder('indexing', 3, 9), folder('indexing', 1, 1)]);
  expect(summary).toMatchObject({ state: 'indexing', done: 4, total: 10 });
});

test.each<[IndexState[], IndexState]>([
  [['ready', 'incomplete'], 'incomplete'],
  [['incomplete', 'indexing'], 'indexing'],
  [['indexing', 'failed', 'ready'], 'failed'],
])('of %j the user hears of %s', (states, state) => {
  expect(summaryOf(states.map((each) => folder(each)))?.state).toBe(state);
});

test('no folder is no index', () => expect(summaryOf([])).toBeUndefined());
