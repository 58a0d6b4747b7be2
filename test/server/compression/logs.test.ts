import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLogs } from '../../../server/src/compression/logs.js';
import { errorLike, errorTemplate, stripControls } from '../../../server/src/compression/logs/signals.js';
import { checkFixture, DRAFTED, draftOf, fixturesOf, textAt } from '../../support/blocks.js';

test.for(fixturesOf('log'))('log: $name', async (fixture) => {
  await checkFixture(openLogs, fixture);
});

const numbered = (count: number, errors: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_, at) => errors[at + 1] ?? `line ${at + 1}`)
    .join('\n')
    .concat('\n');

test('G49: around an error thirty lines, at the end eighty, two gaps', async () => {
  const text = await textAt(openLogs, numbered(300, { 100: 'ERROR no disk' }), 'focus');
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(143);
  expect(lines[0]).toBe('… 69 lines pith:482913750216:1-69');
  expect(lines[1]).toBe('line 70');
  expect(lines[31]).toBe('ERROR no disk');
  expect(lines[61]).toBe('line 130');
  expect(lines[62]).toBe('… 90 lines pith:482913750216:131-220');
  expect(lines[63]).toBe('line 221');
  expect(lines.at(-1)).toBe('line 300');
});

test('G49: eighty lines stay as they are', async () => {
  for (const level of DRAFTED)
    if (level !== 'outline') expect(await draftOf(openLogs, numbered(80, { 3: 'ERROR' }), level)).toBeUndefined();
});

test('errors in the output of tools are seen', () => {
  const errors = [
    'src/a.ts(12,5): error TS2304: Cannot find name "x".',
    "main.c:4:10: fatal error: 'x.h' file not found",
    'E       assert 1 == 2',
    'FAILED tests/test_a.py::test_b - KeyError',
    'npm ERR! code ELIFECYCLE',
    'npm error code 1',
    '  ● cart › adds a line',
    '    ✕ adds a line (3 ms)',
    'error[E0308]: mismatched types',
    '  --> src/main.rs:4:9',
    '--- FAIL: TestPick (0.00s)',
    'panic: runtime error: index out of range',
    'Process finished with exit code 137',
    'Traceback (most recent call last):',
    'java.lang.NullPointerException',
    '03-17 16:13:38.811  1702  2395 E ActivityManager: gone',
    'E0102 12:00:00.000000       1 main.go:4] gone',
    '{"level":50,"msg":"gone"}',
    'level=critical msg=gone',
    'Segmentation fault (core dumped)',
    'make: *** [Makefile:31: all] Error 1',
    'undefined reference to `pick`',
    'not ok 3 - adds',
    '127.0.0.1 - - "GET / HTTP/1.1" 502 12',
  ];
  expect(errors.filter((line) => !errorLike(line))).toEqual([]);
  const fine = [
    '0 errors',
    '12 passed, 0 failed',
    'no failures',
    'errors: 0',
    'exit code 0',
    'INFO started',
    'failover ready',
  ];
  expect(fine.filter(errorLike)).toEqual([]);
});

test('the same error with other numbers stays once, another error always', async () => {
  const errors = Object.fromEntries(
    Array.from({ length: 400 }, (_, at) => [at * 5 + 3, `2026-01-01 10:00:0${at % 10} ERROR lost 10.0.0.${at % 256}`]),
  );
  const text = numbered(2_100, { ...errors, 777: 'ERROR the other one', 1500: 'ERROR TS2345', 1502: 'ERROR TS2304' });
  for (const level of DRAFTED) {
    const shown = await textAt(openLogs, text, level);
    for (const error of ['lost 10.0.0.', 'ERROR the other one', 'ERROR TS2345', 'ERROR TS2304'])
      expect(shown).toContain(error);
  }
  expect(await textAt(openLogs, text, 'skeleton')).toMatch(/… \d+ lines, \d+ like errors shown pith:/);
});

const line = fc.oneof(
  fc.constantFrom(
    '',
    '  ',
    'INFO ok',
    'INFO ok',
    'a\tb  ',
    '\u001b[32mok\u001b[0m',
    '10%\r20%\r100%',
    'WARN slow',
    '\u001b[0',
  ),
  fc.constantFrom(
    'ERROR disk',
    'FATAL out',
    'Error: x is 4',
    'E   assert 1 == 2',
    'panic: at 3',
    '\u001b[31mFAILED\u001b[0m a',
  ),
  fc.nat(50).map((n) => `request ${n} served`),
  fc.string({ maxLength: 12 }),
);
const log = fc
  .tuple(fc.array(line, { minLength: 60, maxLength: 300 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, ended]) => lines.join(end) + (ended ? end : ''));

test('no error is ever lost, at any level', async () => {
  await fc.assert(
    fc.asyncProperty(log, async (text) => {
      const plain = (from: string) => from.split(/\r?\n/).map((one) => stripControls(one).trim());
      const wanted = new Set(plain(text).filter(errorLike).map(errorTemplate));
      for (const level of DRAFTED) {
        const shown = await textAt(openLogs, text, level);
        const kept = new Set(plain(shown).map((one) => errorTemplate(one.replace(/^\d+ (?:×\d+ )?/, ''))));
        const raw = new Set(plain(shown).map(errorTemplate));
        for (const error of wanted) expect(kept.has(error) || raw.has(error)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('drafts of any log are well formed', async () => {
  await fc.assert(
    fc.asyncProperty(log, fc.constantFrom(undefined, 'why was request 7 slow?'), async (text, question) => {
      for (const level of DRAFTED) await draftOf(openLogs, text, level, question);
    }),
    { numRuns: 60 },
  );
});

test('repeats are counted, colours and overwritten progress go', async () => {
  const check = async (text: string, tidy: string) => expect(await textAt(openLogs, text, 'tidy')).toBe(tidy);
  await check('waiting for the lock to be free\n'.repeat(9), 'waiting for the lock to be free\n… ×8 more\n');
  await check('\u001b[1m\u001b[32mdone\u001b[0m  \r\n', 'done\r\n');
  await check('10 %\r20 %\r100 %\n', '100 %\n');
  await check('error here\rgone\n', 'error here\rgone\n');
  await check('\u001b]0;title\u0007text\n\n\n\nend', 'text\n\nend');
});

test('a long line keeps its ends and what is around its errors', async () => {
  const data = 'abcdefgh '.repeat(4_000);
  const shown = await textAt(openLogs, `start ${data}connection refused by host ${data}end\n`, 'skeleton');
  expect(shown).toMatch(/^start abc/);
  expect(shown).toContain('connection refused by host');
  expect(shown).toMatch(/end\n$/);
  expect(shown.length).toBeLessThan(2_500);
  expect(shown.match(/… \d+ characters pith:482913750216:c\d+-\d+ …/g)).toHaveLength(2);
});

test('lines that answer the question stay', async () => {
  const text = numbered(500, { 200: 'user Lindholm signed in' });
  expect(await textAt(openLogs, text, 'skeleton', 'When did Lindholm sign in?')).toContain('line 199\nuser Lindholm');
});
