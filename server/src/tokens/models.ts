// Which encoding counts for which model, and how sure we are of it.
// Models without a public tokenizer get the o200k_base count times a factor. Each factor names where it comes from;
// it is one number for all texts, so an estimate can be off by a tenth or two either way on a given text.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Encoding } from './encodings.js';

export interface ModelEncoding {
  readonly encoding: Encoding;
  /** True where the encoding is the model's own. */
  readonly exact: boolean;
  /** What the count is multiplied by (then rounded up); 1 where it is exact. */
  readonly factor: number;
  /** Where encoding and factor come from, in words for the user. */
  readonly source: string;
  /** False where the name says nothing and the count is only the best guess. */
  readonly isKnown: boolean;
}

/** Suggestions for the setting `pith.model`; any other name is taken as well. */
export const SUGGESTED_MODELS: readonly string[] = [
  'gpt-5',
  'gpt-5-mini',
  'gpt-4.1',
  'gpt-4o',
  'o3',
  'o4-mini',
  'gpt-oss-120b',
  'gpt-4',
  'gpt-3.5-turbo',
  'claude-opus-5',
  'claude-sonnet-5',
  'claude-opus-4-7',
  'claude-sonnet-4-5',
  'claude-haiku-4-5',
  'gemini-3-pro',
  'gemini-2.5-pro',
  'gemini-2.5-flash',
  'llama-4-maverick',
  'llama-3.3-70b',
  'mistral-medium-3.1',
  'qwen3-235b',
  'deepseek-v3',
  'grok-code-fast-1',
];

const own = (encoding: Encoding, source: string): ModelEncoding => ({
  encoding,
  exact: true,
  factor: 1,
  source,
  isKnown: true,
});

const estimate = (factor: number, source: string): ModelEncoding => ({
  encoding: 'o200k_base',
  exact: false,
  factor,
  source,
  isKnown: true,
});

const TIKTOKEN = "OpenAI's tiktoken, table of models";
/**
 * Tokens that each provider's service reported for the same English text, over those of gpt-4o-mini, rounded up to the
 * next twentieth and never below 1. Code was not measured. Other languages were, and can cost up to 1.6 times as much.
 */
const KORCHASA = 'github.com/korchasa/tldr, llm/tokens-size/results/token_results.md, English';
const LIKE_LLAMA = 'no usable measurement found: the factor of Llama 3, the nearest tokenizer with one';

const UNKNOWN = { ...estimate(1, 'model not known to Pith: the o200k_base count as it is'), isKnown: false };

/** The first pattern found in the name decides, so longer names stand before their prefixes. Names are in lower case. */
const MODELS: readonly (readonly [RegExp, ModelEncoding])[] = [
  [named('o200k_(?:base|harmony)'), own('o200k_base', 'the encoding itself')],
  [named('cl100k_base'), own('cl100k_base', 'the encoding itself')],
  [named('gpt-?oss'), own('o200k_base', 'openai/gpt-oss: o200k_harmony, whose tokens of text are those of o200k_base')],
  [named('(?:chat)?gpt-?4(?:o|\\.1|\\.5)'), own('o200k_base', TIKTOKEN)],
  [named('gpt-?5(?!\\d)'), own('o200k_base', TIKTOKEN)],
  [named('o[134](?![\\d.])'), own('o200k_base', TIKTOKEN)],
  [named('codex-mini'), own('o200k_base', 'a version of o4-mini')],
  [named('gpt-?(?:4|3\\.?5)(?![\\d.])'), own('cl100k_base', TIKTOKEN)],
  [named('text-embedding-(?:3|ada-002)'), own('cl100k_base', TIKTOKEN)],
  // Claude 1 to 4.6, with the number before or behind the name: claude-3-5-sonnet, claude-sonnet-4-20250514.
  [
    named('claude(?:-[a-z]+)*-v?(?:[1-3](?!\\d)|4(?![\\d])(?![-.](?:[7-9]|[1-9]\\d)(?!\\d)))'),
    estimate(
      1.18,
      "github.com/sammcj/ingest pull request 65: Anthropic's count_tokens against o200k_base, Claude up to 4.6",
    ),
  ],
  [
    named('claude'),
    estimate(
      1.53,
      "github.com/sammcj/ingest pull request 65: Anthropic's count_tokens against o200k_base, Claude 4.7 and 5",
    ),
  ],
  [
    named('gem(?:ini|ma)'),
    estimate(1.1, `docs.rs/lean-ctx-patterns, TokenizerFamily::Gemini; prose alone is nearer 0.95 (${KORCHASA})`),
  ],
  [named('(?:meta-)?llama-?4'), estimate(1, `${KORCHASA}: 0.99, Llama 4 Maverick`)],
  [named('(?:meta-|code)?llama'), estimate(1.05, `${KORCHASA}: 1.04, Llama 3.3`)],
  [named('(?:mi(?:s|x|nis)tral|codestral|devstral|magistral)'), estimate(1, `${KORCHASA}: 1.00, Mistral Medium 3.1`)],
  [named('(?:qwen|qwq)'), estimate(1, `${KORCHASA}: 1.00, Qwen3`)],
  [named('deepseek'), estimate(1, `${KORCHASA}: 0.98, DeepSeek V3`)],
  [named('phi-?\\d'), estimate(1, `${KORCHASA}: 1.00, Phi-4`)],
  [named('(?:grok|kimi|glm|command|nova|minimax)'), estimate(1.05, LIKE_LLAMA)],
];

/** A pattern for names that start with `pattern`, alone or behind a vendor: `openai/…`, `us.anthropic.…`, `ft:…`. */
function named(pattern: string): RegExp {
  return new RegExp(`(?:^|[/:._@\\s-])${pattern}`);
}

/** How tokens are counted for `model`. A name nobody knows is an estimate; an empty one is a UserError. */
export function encodingOf(model: string): ModelEncoding {
  const name = model.trim().toLowerCase().replaceAll(/\s+/g, '-');
  if (name === '')
    throw new UserError(
      'usage',
      t('No model is named. Set pith.model, or --model, to one such as {0}.', String(SUGGESTED_MODELS[0])),
    );
  return MODELS.find(([pattern]) => pattern.test(name))?.[1] ?? UNKNOWN;
}
