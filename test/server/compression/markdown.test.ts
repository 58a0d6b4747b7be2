import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMarkdown } from '../../../server/src/compression/markdown.js';
import { checkFixture, DRAFTED, draftOf, fixturesOf, textAt } from '../../support/blocks.js';

test.for(fixturesOf('markdown'))('markdown: $name', async (fixture) => {
  await checkFixture(openMarkdown, fixture);
});

const check = async (text: string, tidy: string) => expect(await textAt(openMarkdown, text, 'tidy')).toBe(tidy);

test('G44: trailing space and blank runs go, the last line end stays', async () => {
  await check('hello   \n\n\nworld\t\t\n', 'hello\n\nworld\n');
  await check('hello   \r\n\r\n\r\n\r\nworld', 'hello\r\n\r\nworld');
});

test('fenced code stays byte for byte', async () => {
  const fenced = '```\na  \n\n\n\n<!-- b -->\n[![x](y)](z)\n```\n';
  await check(fenced, fenced);
  await check('~~~~\n```\n\n\n\n', '~~~~\n```\n\n\n\n');
});

test('comments, badges and unused link definitions go; used ones and hard breaks stay', async () => {
  await check('a\n\n<!-- one\ntwo -->\n\nb\n', 'a\n\nb\n');
  await check('a `<!-- code -->` b\n', 'a `<!-- code -->` b\n');
  await check('a <!-- never closed\n', 'a <!-- never closed\n');
  await check('[![b](c)](d) ![e](https://img.shields.io/f)\n\nText\n', '\nText\n');
  await check(
    'See [this][one].\n\n[one]: https://example.org\n[two]: https://example.org\n',
    'See [this][one].\n\n[one]: https://example.org\n',
  );
  await check('one  \ntwo\n', 'one  \ntwo\n');
});

test('the skeleton has each heading, first sentences, short code and orders', async () => {
  const long = 'This sentence is only here to be left out of the skeleton, and it is long. '.repeat(6);
  const text = `Title\n=====\n\nFirst. ${long}\n\n## Next\n\nSecond one. ${long}You MUST NOT skip this. ${long}\n\n\`\`\`sh\nrun it\n\`\`\`\n`;
  expect(await textAt(openMarkdown, text, 'skeleton')).toBe(
    'Title\n=====\n\nFirst. … 1 line pith:482913750216:c20-469\n\n## Next\n\n' +
      'Second one. … 1 line pith:482913750216:c493-942 You MUST NOT skip this. … 1 line pith:482913750216:c967-1416\n\n' +
      '```sh\nrun it\n```\n',
  );
});

test('a section that the question is about stays whole', async () => {
  const section = (name: string) =>
    `## ${name}\n\n${`About ${name} there is much to say, and here it is said. `.repeat(12)}\n\n`;
  const text = ['Install', 'Ferry', 'Upgrade'].map(section).join('');
  const shown = await textAt(openMarkdown, text, 'focus', 'when does the ferry leave?');
  expect(shown).toContain(section('Ferry').trimEnd());
  expect(shown).not.toContain(section('Install').trimEnd());
});

test('the outline has the lines of each section', async () => {
  const text = `# A\n${'text\n'.repeat(30)}## B\n${'text\n'.repeat(30)}\`\`\`\n# no heading\n\`\`\`\n`;
  expect(await textAt(openMarkdown, text, 'outline')).toBe('… 65 lines pith:482913750216:1-65\n# A 1-31\n## B 32-65\n');
});

const piece = fc.constantFrom(
  '# A\n',
  'Title\n===\n',
  'Some words here. And more of them follow. ',
  '\n',
  '\n\n',
  '```\n',
  'code  \n',
  '| a | b |\n',
  '|---|---|\n',
  '<!-- x -->',
  '<!--\n',
  '- item one. Two.\n',
  '[a]: b\n',
  '[![a](b)](c)\n',
  '---\n',
  '   \n',
  '。中文。',
  '\ud800',
  'never do this\n',
  '\r\n',
);

test('drafts of any Markdown are well formed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 120 }), async (pieces) => {
      for (const level of DRAFTED) await draftOf(openMarkdown, pieces.join(''), level, 'words');
    }),
    { numRuns: 100 },
  );
});
