// A context as the answer of a verb: totals, blocks, route. Pure arithmetic over what `assemble` made.

import { t } from '@vscode/l10n';
import type { Context, Omission, PlacedBlock, Rung } from '../model/block.js';
import type { BlockSummary, CompressResult } from '../model/verbs.js';
import type { TokenCounter } from '../tokens/counter.js';
import type { Ladder } from '../compression/compress.js';
import { isMention } from './render.js';

export interface Delivered {
  readonly context: Context;
  readonly ladders: readonly Ladder[];
  /** Tokens of the originals. */
  readonly before: number;
  /** The text as it is handed out (masked) and its count. */
  readonly text: string;
  readonly after: number;
  readonly masked: number;
  /** What is left out besides the omissions of the blocks. */
  readonly besides: readonly Omission[];
  readonly notes: readonly string[];
  readonly elapsedMs: number;
  /** The originals are in the store, so that their handles open. */
  readonly isKept: boolean;
}

export function summarize(delivered: Delivered, counter: TokenCounter): CompressResult {
  const { context, before, after } = delivered;
  return {
    text: delivered.text,
    tokens: { before, after, tokenizer: counter.tokenizer, exact: counter.exact },
    keptRatio: before === 0 ? 1 : rounded(after / before),
    savedTokens: before - after,
    savedPercent: savedPercent(before, after),
    blocks: delivered.ladders.map((ladder, at) => ({
      ...summaryOf(ladder, context.blocks[at]?.rung ?? ladder.original),
      ...(delivered.isKept && { handle: ladder.block.handle }),
    })),
    omissions: [...context.omissions, ...delivered.besides],
    budgetExceeded: context.budgetExceeded,
    route: routeOf(context),
    faithfulness: rounded(faithfulnessOf(context)),
    elapsedMs: tenths(delivered.elapsedMs),
    masked: delivered.masked,
    notes: [...new Set([...delivered.notes, ...blockNotes(context)])],
  };
}

export const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Percent saved, one decimal, cut so that it is 100 only where nothing is left; negative where the text grew. */
export function savedPercent(before: number, after: number): number {
  return before === 0 ? 0 : Math.trunc((1000 * (before - after)) / before) / 10;
}

function summaryOf({ block, original }: Ladder, rung: Rung): BlockSummary {
  return {
    ...(block.path !== undefined && { path: block.path }),
    kind: block.kind,
    ...(block.language !== undefined && { language: block.language }),
    level: rung.text === original.text ? 'full' : rung.level,
    startLine: block.startLine,
    endLine: block.endLine,
    tokens: { before: original.tokens, after: rung.tokens },
    notes: notesOf({ block, rung }),
  };
}

/** What is to be said of a block however large it is, and of the size that was chosen. */
const notesOf = ({ block, rung }: PlacedBlock): readonly string[] =>
  rung.note === undefined ? block.notes : [...block.notes, rung.note];

/** Each note once; among several files with the first one it is about and the number of the others. */
function blockNotes({ blocks }: Context): readonly string[] {
  const paths = new Map<string, Set<string>>();
  for (const { block, rung } of blocks) {
    for (const note of notesOf({ block, rung }))
      paths.set(note, (paths.get(note) ?? new Set()).add(block.path ?? t('text')));
  }
  const isOneFile = new Set(blocks.map(({ block }) => block.path)).size === 1;
  return [...paths].map(([note, [first, ...others]]) => {
    if (isOneFile) return note;
    return others.length === 0 ? `${first}: ${note}` : t('{0} and {1} more: {2}', String(first), others.length, note);
  });
}

/** Each kind and level that was used, once, in order; `original` where nothing was changed. */
function routeOf({ blocks, omissions }: Context): string {
  const used = blocks
    .filter(({ rung }) => rung.level !== 'full')
    .map(({ block, rung }) => `${block.kind}:${isMention(rung) ? 'handle' : rung.level}`);
  return omissions.length === 0 || used.length === 0 ? 'original' : [...new Set(used)].join('+');
}

/** Mean over the blocks, each weighted by the tokens it holds. */
function faithfulnessOf({ blocks }: Context): number {
  const total = blocks.reduce((sum, { rung }) => sum + Math.max(1, rung.tokens), 0);
  return blocks.reduce((sum, { rung }) => sum + (rung.faithfulness * Math.max(1, rung.tokens)) / total, 0);
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
