import { expect, test } from 'vitest';
import { factsOf, faithfulness } from '../../../server/src/compression/faithfulness.js';

const check = (original: string, compressed: string, expected: number) =>
  expect(faithfulness(original, compressed)).toBeCloseTo(expected, 2);

test('G41: numbers that stay count, the first word of a sentence does not', () => {
  const original =
    'The API returns 200 for success. The API returns 404 for what is missing. It returns 500 for errors.';
  check(original, 'API: 200 success, 404 missing, 500 errors', 1);
  check(original, 'API: 200 success, 404 missing', 0.75);
});

test('no facts, nothing lost', () => {
  check('', '', 1);
  check('the sea is calm today', 'calm', 1);
  check('The sea. Is calm.', '', 1);
});

test('facts are numbers, names, paths, addresses, orders and what is negated', () => {
  const facts = (text: string) => [...factsOf(text)].sort();
  expect(facts('Use version v3.11, not 3.10.')).toEqual(['3.10', 'not 3.10', 'v3.11']);
  expect(facts('we call parseJson in src/lib/a.ts')).toEqual(['parseJson', 'src/lib/a.ts']);
  expect(facts('see https://example.org/a?b=1.')).toEqual(['https://example.org/a?b=1']);
  expect(facts('it MUST stay')).toEqual(['MUST']);
  expect(facts("it doesn't work without Redis")).toEqual(['Redis', "doesn't work", 'without redis']);
  expect(facts('meet Ada. Then go')).toEqual(['Ada']);
  expect(facts('costs 4.5% or 10:30')).toEqual(['10:30', '4.5%']);
});

test('a lost negation is noticed', () => {
  check('I never eat meat', 'I eat meat', 0);
  check('I never eat meat', 'never eat meat', 1);
});

test('numbers in markers are not facts', () => {
  check('It took 42 minutes', '… 42 lines pith:482913750216:1-42', 0);
});

test('the cost grows with the text, whatever it is', () => {
  for (const unit of ['a', '.', '-', '/', 'a/', '1', '1.', '_', "n't ", '…', ':', 'http://', ' ']) {
    const started = performance.now();
    factsOf(unit.repeat(300_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(5_000);
  }
});
