import { describe, expect, it } from 'vitest';
import { encodingOf, SUGGESTED_MODELS } from '../../../server/src/tokens/models.js';

describe('the encoding of a model', () => {
  const check = (model: string, encoding: string, exact: boolean, factor: number): void =>
    expect(encodingOf(model)).toMatchObject({ encoding, exact, factor });

  it.each([
    ...['gpt-4o', 'gpt-4o-mini-2024-07-18', 'chatgpt-4o-latest', 'gpt-4.1-nano', 'gpt-4.5-preview', 'GPT-4O', 'gpt4o'],
    ...[
      'gpt-5',
      'gpt-5-mini',
      'gpt-5.1-codex',
      'openai/gpt-5',
      'copilot/gpt-5.2',
      'ft:gpt-4o-mini:acme::x1',
      ' gpt-5 ',
    ],
    ...['o1', 'o1-preview', 'o3-mini', 'o4-mini', 'openrouter/openai/o3', 'openai/gpt-oss-120b', 'codex-mini-latest'],
    'o200k_base',
  ])('%s is o200k_base', (model) => check(model, 'o200k_base', true, 1));

  it.each([
    ...['gpt-4', 'gpt-4-0613', 'gpt-4-32k', 'gpt-4-turbo', 'gpt-4-1106-preview', 'openai/gpt-4', 'azure/gpt-35-turbo'],
    ...['gpt-3.5-turbo', 'gpt-3.5-turbo-0125', 'text-embedding-3-small', 'text-embedding-ada-002', 'cl100k_base'],
  ])('%s is cl100k_base', (model) => check(model, 'cl100k_base', true, 1));

  it.each([
    ...['claude-2.1', 'claude-3-5-sonnet-20241022', 'claude-3-7-sonnet-latest', 'claude-3.7-sonnet', 'claude-v2'],
    ...[
      'claude-sonnet-4-20250514',
      'claude-opus-4-1',
      'claude-sonnet-4-5-20250929',
      'claude-haiku-4.5',
      'claude-opus-4.6',
    ],
    ...['us.anthropic.claude-3-haiku-20240307-v1:0', 'anthropic/claude-opus-4', 'claude-instant-1.2'],
  ])('%s is estimated with the tokenizer of Claude up to 4.6', (model) => check(model, 'o200k_base', false, 1.18));

  it.each([
    ...['claude-opus-4-7', 'claude-opus-4.8-20260601', 'anthropic.claude-opus-4-7-v1:0', 'claude-opus-4-10'],
    ...['claude-opus-5', 'claude-sonnet-5', 'Claude-Fable-5', 'claude', 'anthropic/claude-sonnet-5-1'],
  ])('%s is estimated with the tokenizer of Claude 4.7', (model) => check(model, 'o200k_base', false, 1.53));

  it.each([
    ['gemini-2.5-pro', 1.1],
    ['google/gemma-3-27b-it', 1.1],
    ['meta-llama/llama-4-maverick', 1],
    ['meta-llama/Llama-3.3-70B-Instruct', 1.05],
    ['mistral-large-latest', 1],
    ['mixtral-8x7b', 1],
    ['qwen/qwen3-235b-a22b', 1],
    ['deepseek-chat', 1],
    ['x-ai/grok-4', 1.05],
    ['gpt-6', 1],
    ['gpt-50', 1],
    ['my-own-model', 1],
    ['foo1', 1],
  ])('%s is an estimate of %s times o200k_base', (model, factor) => check(model, 'o200k_base', false, factor));

  it('names the source of every estimate, and says when a model is not known', () => {
    expect(encodingOf('claude-opus-5').source).toContain('sammcj/ingest');
    expect(encodingOf('my-own-model').source).toContain('not known');
  });

  it('knows every model that it suggests', () => {
    for (const model of SUGGESTED_MODELS) expect(encodingOf(model).source).not.toContain('not known');
  });

  it.each(['', '  \n'])('asks for a name where it gets %j', (model) => {
    expect(() => encodingOf(model)).toThrow(expect.objectContaining({ name: 'UserError', code: 'usage' }));
  });
});
