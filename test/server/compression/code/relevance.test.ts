// Which part of a file a question is about. A subject is a line `name: body`; expected are names, best first.

import { describe, expect, test } from 'vitest';
import { scoresByUse, scoresForQuestion, type Subject } from '../../../../server/src/compression/code/relevance.js';
import { identifiers, questionTerms, termsOf } from '../../../../server/src/compression/code/terms.js';

interface Line extends Partial<Subject> {
  readonly name: string;
  readonly body: string;
}

/** The file that has a function for each line. */
function fileOf(lines: readonly Line[]) {
  let text = '';
  const subjects = lines.map(({ name, body, ...facts }): Subject => {
    const start = text.length;
    text += `function ${name}() {`;
    const bodyStart = text.length;
    text += ` ${body} }\n`;
    const rest = [{ start: bodyStart, end: text.length }];
    return { name, signature: { start, end: bodyStart }, rest, exported: false, isData: false, ...facts };
  });
  return { text, subjects };
}

const best = (lines: readonly Line[], scores: readonly number[]) =>
  lines
    .map(({ name }, index) => ({ name, score: scores[index] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);

describe('with a question', () => {
  const check = (lines: readonly Line[], question: string, expected: readonly string[]) => {
    const { text, subjects } = fileOf(lines);
    expect(best(lines, scoresForQuestion(text, subjects, question).scores)).toEqual(expected);
  };

  const lines = [
    { name: 'parseFiles', body: 'read and split' },
    { name: 'close', body: 'flush, then free the parsed tree' },
    { name: 'render', body: 'paint(screen)' },
    { name: 'paint', body: 'draw pixels' },
  ];

  test('words meet across case, underscores and endings', () => {
    check(lines, 'how is a file parsed?', ['parseFiles', 'close']);
    check(lines, 'FILE_PARSER', ['parseFiles', 'close']);
  });

  test('what the best match calls gets a share', () => check(lines, 'the screen', ['render', 'paint']));

  test('an exact name outweighs any number of words', () => {
    check(lines, 'when does `close` free the file parser, parsing and parsed files?', ['close', 'parseFiles']);
  });

  test('members of a named class count with it', () => {
    const members = [
      { name: 'OrderBook', body: '' },
      { name: 'add', body: 'push', container: 0 },
      { name: 'other', body: 'push' },
    ];
    check(members, 'what does OrderBook hold?', ['OrderBook', 'add']);
  });

  test('nothing in common, no words, no subjects', () => {
    check(lines, 'weather', []);
    check(lines, 'what is the of?', []);
    check(lines, '', []);
    check([], 'parse', []);
  });

  test('scripts without blanks are compared by pairs', () => {
    check(
      [
        { name: 'a', body: '天气预报' },
        { name: 'b', body: '火车' },
      ],
      '明天的天气',
      ['a'],
    );
  });
});

test('without a question: what is used and offered comes first, data last', () => {
  const lines = [
    { name: 'alone', body: '1' },
    { name: 'used', body: '1' },
    { name: 'first', body: 'used()' },
    { name: 'second', body: 'used()', exported: true },
    { name: 'table', body: '1', isData: true },
  ];
  const { text, subjects } = fileOf(lines);
  expect(best(lines, scoresByUse(text, subjects))).toEqual(['used', 'second', 'alone', 'first', 'table']);
});

test('names that everything has say nothing about who calls whom', () => {
  const lines = ['get', 'get', 'get', 'get', 'all'].map((name) => ({ name, body: name === 'all' ? 'get()' : '1' }));
  const { text, subjects } = fileOf(lines);
  expect(new Set(scoresByUse(text, subjects)).size).toBe(1);
});

test('terms of identifiers', () => {
  const { terms } = questionTerms('parsing HTTP responses 404 of stores');
  const check = (identifier: string, expected: readonly string[]) =>
    expect(termsOf(identifier, terms).map((number) => [...terms.numbers.keys()][number])).toEqual(expected);
  check('parseHTTPResponse404', ['pars', 'http', 'respons', '404']);
  check('response_store', ['respons', 'stor']);
  check('x', []);
  check('a'.repeat(300), []);
});

test('identifiers stop at the end of their span', () => {
  expect([...identifiers('ab cd ef', { start: 0, end: 5 })]).toEqual(['ab', 'cd']);
  expect([...identifiers('$a _b ünï 7 42')]).toEqual(['$a', '_b', 'ünï', '42']);
});
