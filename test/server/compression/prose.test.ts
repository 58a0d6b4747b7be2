import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openProse } from '../../../server/src/compression/prose.js';
import { sentenceBounds } from '../../../server/src/compression/sentences.js';
import { checkFixture, DRAFTED, draftOf, fixturesOf, textAt } from '../../support/blocks.js';

test.for(fixturesOf('prose'))('prose: $name', async (fixture) => {
  await checkFixture(openProse, fixture);
});

const checkSentences = (marked: string) => {
  const text = marked.replaceAll('¦', '');
  const bounds = sentenceBounds(text, 0, text.length);
  expect(
    bounds
      .slice(1)
      .map((end, at) => text.slice(bounds[at], end))
      .join('¦'),
  ).toBe(marked);
};

test('sentences end where readers end them', () => {
  checkSentences('One. ¦Two! ¦Three? ¦Four');
  checkSentences('Version 3.11 of e.g. the tool by Dr. Ada costs 4.50 euros. ¦It is good.');
  checkSentences('He said "no." ¦Then (as J. R. said) he left... and came back.');
  checkSentences('今日は。¦元気？¦はい！¦Yes.');
  checkSentences('A title\n\n¦A paragraph\nof two lines. ¦And more.\n¦- an item\n¦- another');
  checkSentences('\n\n ¦text');
  checkSentences('');
  checkSentences('See No. 5 and vol. 2. ¦There is no. ¦Right');
  checkSentences('example.org is not two sentences. ¦Right');
});

const filler = (count: number) =>
  Array.from({ length: count }, (_, at) => `Filler sentence ${'abcdefghij'[at % 10]} says little about much.`).join(
    ' ',
  );

test('orders, and sentences that answer the question, stay word for word', async () => {
  const text = `${filler(20)} You MUST NOT restart it before 14:30. ${filler(20)} The ferry leaves at noon, except on Sundays. ${filler(20)}`;
  const shown = await textAt(openProse, text, 'skeleton', 'When does the ferry leave?');
  expect(shown).toContain('You MUST NOT restart it before 14:30.');
  expect(shown).toContain('The ferry leaves at noon, except on Sundays.');
  expect(shown).toMatch(/… \d+ sentences pith:482913750216:c\d+-\d+ /);
});

test('text of less than a hundred tokens stays', async () => {
  for (const level of DRAFTED) expect(await draftOf(openProse, filler(4), level)).toBeUndefined();
});

test('text in lines is kept or left out by lines', async () => {
  const text = Array.from({ length: 60 }, (_, at) => `  call(part${at}, "a. B");`).join('\n');
  const shown = await textAt(openProse, text, 'skeleton');
  for (const line of shown.split('\n')) expect(line).toMatch(/^ {2}call\(part\d+, "a\. B"\);$|^… \d+ lines? pith:/);
});

test('a handle never runs into the next word', async () => {
  const text = Array.from({ length: 40 }, (_, at) => `${at}年に港は新しい船を迎えた。`).join('');
  expect(await textAt(openProse, text, 'skeleton')).not.toMatch(/pith:\d{12}:c\d+-\d+(?![\d\s]|$)/);
});

const word = fc.constantFrom(
  'the',
  'ship',
  'never',
  'MUST',
  '12',
  'it.',
  'End.',
  '\n',
  '\n\n',
  '。',
  '港',
  '…',
  ' ',
  '\r\n\r\n',
  '- ',
  '\ud83d',
  'e.g.',
);
const anyText = fc.array(word, { maxLength: 400 }).map((words) => words.join(' '));

test('drafts of any text are well formed, and sentences tile it', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, fc.constantFrom(undefined, 'which ship?'), async (text, question) => {
      const bounds = sentenceBounds(text, 0, text.length);
      bounds.forEach((at, index) => {
        if (index > 0 && text !== '') expect(at).toBeGreaterThan(bounds[index - 1] ?? 0);
      });
      for (const level of DRAFTED) await draftOf(openProse, text, level, question);
    }),
    { numRuns: 100 },
  );
});
