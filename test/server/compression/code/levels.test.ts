// Every level of a small file in five languages, as a reviewer can read them in `fixtures/blocks/code`.
// Update with `vitest run -u`.

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCounter } from '../../../../server/src/tokens/open.js';
import { draftAt, LEVELS, textAt } from './support.js';

const root = join(import.meta.dirname, '../../../fixtures/blocks/code');
const counter = await openCounter('gpt-5');

describe.each(readdirSync(root))('%s', (name) => {
  const folder = join(root, name);
  const file = readdirSync(folder).find((entry) => entry.startsWith('input.')) ?? '';
  const text = readFileSync(join(folder, file), 'utf8');
  const extension = extname(file);

  test.each(LEVELS)('%s', async (level) => {
    await expect(await textAt(level, { text, path: file })).toMatchFileSnapshot(join(folder, `${level}${extension}`));
  });

  test('focus with a question', async () => {
    const question = readFileSync(join(folder, 'question.txt'), 'utf8');
    const focused = await textAt('focus', { text, path: file, question });
    await expect(focused).toMatchFileSnapshot(join(folder, `focus.question${extension}`));
  });

  test('each level is smaller than the one before it, and signatures survive all but the outline', async () => {
    let before = counter.count(text);
    for (const level of LEVELS) {
      const draft = await draftAt(level, { text, path: file });
      const tokens = draft ? counter.count(draft.text) : Infinity;
      expect(tokens).toBeLessThan(before);
      expect(draft?.faithfulness).toBe(level === 'outline' ? 0 : 1);
      before = tokens;
    }
  });
});
