// Opens the counter for a model: the only door to this folder for the layers above, with the table of models.

import { t } from '@vscode/l10n';
import type { TokenCounter } from './counter.js';
import { Encoder } from './encoder.js';
import { type Encoding, loadEncoder } from './encodings.js';
import { encodingOf } from './models.js';
import type { RankTables } from './ranks.js';
import { SegmentCounter } from './segments.js';
import { splitO200k } from './split.js';

/** One for each encoding and process, so that all models that share an encoding share what has been counted. */
const counters = new Map<Encoding, SegmentCounter>();

/** A counter for `model`; the tables it needs are loaded at the first call. Throws a UserError for an empty name. */
export async function openCounter(model: string): Promise<TokenCounter> {
  const { encoding, exact, factor, isKnown } = encodingOf(model);
  const encoder = await loadEncoder(encoding);
  const counter = counters.get(encoding) ?? new SegmentCounter((text) => encoder.count(text));
  counters.set(encoding, counter);
  return {
    model,
    tokenizer: encoding,
    exact,
    ...(!isKnown && { note: t('The model "{0}" is not known to Pith: counts are those of {1}.', model, encoding) }),
    count: exact ? (text) => counter.count(text) : (text) => estimateOf(counter.count(text), factor),
  };
}

/** Counts the parts of a text in one pass. */
export interface PartCounter {
  readonly tokenizer: string;
  /** See `Encoder.countBefore`. */
  countBefore(text: string, offsets: ArrayLike<number>): Uint32Array;
}

export type PartTables = RankTables;

/** What `openPartCounter` of another thread takes, so that it needs not be made there again. */
export const partTables = async (): Promise<PartTables> => (await loadEncoder('o200k_base')).tables;

/** What the index counts with: o200k_base, the tokenizer of most models; a query counts what it chose once more. */
export async function openPartCounter(tables?: PartTables): Promise<PartCounter> {
  const encoder = tables ? new Encoder(tables, splitO200k) : await loadEncoder('o200k_base');
  return { tokenizer: 'o200k_base', countBefore: (text, offsets) => encoder.countBefore(text, offsets) };
}

/** Rounded up, in hundredths so that 100 tokens times 1.1 are 110 and not 111. */
const estimateOf = (tokens: number, factor: number): number => Math.ceil((tokens * Math.round(factor * 100)) / 100);
