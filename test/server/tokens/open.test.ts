import { describe, expect, it } from 'vitest';
import { openCounter } from '../../../server/src/tokens/open.js';

/** 4 tokens in o200k_base. */
const text = 'Hello, world!';

describe('a counter', () => {
  it.each([
    ['gpt-5', 'o200k_base', true, 4],
    ['gpt-4', 'cl100k_base', true, 4],
    ['claude-opus-5', 'o200k_base', false, 7],
    ['gemini-2.5-pro', 'o200k_base', false, 5],
    ['unheard-of', 'o200k_base', false, 4],
  ])('for %s counts with %s', async (model, tokenizer, exact, tokens) => {
    const counter = await openCounter(model);
    expect(counter).toMatchObject({ model, tokenizer, exact });
    expect(counter.count(text)).toBe(tokens);
    expect(counter.count('')).toBe(0);
  });

  it('rounds up estimates, but not by an error of the arithmetic', async () => {
    const counter = await openCounter('gemini-2.5-pro');
    expect(counter.count('a\n'.repeat(50))).toBe(110);
  });

  it('refuses an empty name', async () => {
    await expect(openCounter('')).rejects.toMatchObject({ name: 'UserError', code: 'usage' });
  });
});
