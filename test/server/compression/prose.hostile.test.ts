// Every text compressor on every kind of text, the wrong ones too: detection can err, and what follows must still be true.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detect } from '../../../server/src/compression/detect.js';
import { openDiff } from '../../../server/src/compression/diff.js';
import { openJson } from '../../../server/src/compression/json.js';
import { openLogs } from '../../../server/src/compression/logs.js';
import { openMarkdown } from '../../../server/src/compression/markdown.js';
import { openProse } from '../../../server/src/compression/prose.js';
import { openTrace } from '../../../server/src/compression/trace.js';
import { checkDraft, DRAFTED, draftOf, fixturesOf, taskOf } from '../../support/blocks.js';

const OPENERS = { openDiff, openJson, openLogs, openMarkdown, openProse, openTrace };

test.for(Object.entries(OPENERS))('%s on any characters', async ([, open]) => {
  const anything = fc.string({ unit: 'binary', maxLength: 600 });
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const task = taskOf(text, 'a question of 3 words');
      const compressor = open(task);
      for (const level of DRAFTED) {
        const draft = await compressor.draft(level);
        if (draft) checkDraft(task, draft);
      }
    }),
    { numRuns: 40 },
  );
});

test.for(Object.entries(OPENERS))(
  '%s on fixtures of the other kinds, by their whole and by a part',
  async ([, open]) => {
    for (const kind of ['json', 'log', 'trace', 'diff', 'markdown', 'prose'])
      for (const { input } of fixturesOf(kind)) {
        const text = input.slice(0, 6_000);
        const part = { start: text.length >> 2, end: text.length - (text.length >> 2) };
        for (const task of [taskOf(text), taskOf(text.replaceAll('\n', '\r\n')), taskOf(text, 'disk', part)]) {
          const compressor = open(task);
          for (const level of DRAFTED) {
            const draft = await compressor.draft(level);
            if (draft) checkDraft(task, draft);
          }
        }
      }
  },
);

test('the same input gives the same bytes', async () => {
  const text = fixturesOf('log').find(({ name }) => name === 'service')?.input ?? '';
  for (const open of Object.values(OPENERS))
    for (const level of DRAFTED) {
      const [one, two] = [await draftOf(open, text, level, 'user'), await draftOf(open, text, level, 'user')];
      expect(one).toEqual(two);
    }
});

test('an aborted task stops', async () => {
  const controller = new AbortController();
  controller.abort();
  const task = { ...taskOf('line of a log\nline of another\n'.repeat(9_000)), signal: controller.signal };
  await expect(openLogs(task).draft('skeleton')).rejects.toThrow();
});

/** What made patterns slow before, and what might. */
const UNITS = [
  'a',
  ' ',
  '\n',
  '.',
  '. ',
  '"',
  '[',
  '{"a":',
  '\\',
  '-',
  '# ',
  '`',
  '```\n',
  '<!--',
  'a/',
  '1,',
  ':',
  '中',
  '。',
  '\r',
  '\u001b[',
  '\u001b]',
  '  at a\n',
  'error ',
  'exit ',
  '[a](',
  '[![',
  '|a|\n',
  '@@ -1 +1 @@\n',
  '\n\n \n',
  '\ud83d',
  '"a\\"',
  '  File "a", line 1\n    x\n',
];

test.for(UNITS)('40 KB of %j take their time by length, not by its square', async (unit) => {
  const text = unit.repeat(Math.ceil(40_000 / unit.length));
  const started = performance.now();
  detect({ text }, false);
  for (const open of Object.values(OPENERS)) {
    const compressor = open(taskOf(text, 'why a?'));
    for (const level of DRAFTED) await compressor.draft(level);
  }
  // Quadratic patterns took minutes; a busy machine takes a second.
  expect(performance.now() - started).toBeLessThan(15_000);
});
