// Ladders in, context out: one rung for every block, rendered to one text that is never over its budget
// and never larger than the originals. It does not read files and masks nothing.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import { fit, type Option } from '../budget/fit.js';
import type { Ladder } from '../compression/compress.js';
import { bm25 } from '../compression/terms.js';
import {
  type Budget,
  type Context,
  LEVELS,
  type Level,
  type Omission,
  type PlacedBlock,
  type Rung,
} from '../model/block.js';
import type { TokenCounter } from '../tokens/counter.js';
import { isMention, joinOriginals, mentionOf, renderBlocks } from './render.js';

/** How the rungs are chosen: one level for all, whatever fits a budget, or the smallest that still says the same. */
export type Choice =
  | { readonly by: 'level'; readonly level: Level }
  | { readonly by: 'budget'; readonly budget: Budget; readonly question?: string }
  | { readonly by: 'faithfulness'; readonly least: number };

/** What a block is worth at each level, as a share of its full text; only the order and the spacing matter. */
const WORTH: Readonly<Record<Level, number>> = { full: 1, tidy: 0.98, focus: 0.8, skeleton: 0.55, outline: 0.25 };

/** So much more is the block worth that answers the question best: it is shown in full before others get an outline. */
const ASKED_WEIGHT = 19;

/** A mention says no more than that something was left out. */
const MENTION_WORTH = 0.01;

export async function assemble(ladders: readonly Ladder[], choice: Choice, counter: TokenCounter): Promise<Context> {
  const unchanged = { ...place(ladders, originalsOf(ladders), counter), ...plain(ladders, counter) };
  if (choice.by === 'budget') return withinBudget(ladders, choice, unchanged, counter);
  const rungs = await Promise.all(
    ladders.map((ladder) =>
      choice.by === 'level' ? ladder.rung(choice.level) : smallestFaithful(ladder, choice.least),
    ),
  );
  const context = place(ladders, rungs, counter);
  return context.tokens < unchanged.tokens ? context : unchanged;
}

/** The originals as they are, one after the other: what comes back where nothing is saved. */
function plain(ladders: readonly Ladder[], counter: TokenCounter): Pick<Context, 'text' | 'tokens'> {
  const [only, ...others] = originalsOf(ladders);
  if (only && others.length === 0) return { text: only.text, tokens: only.tokens };
  const text = joinOriginals(originalsOf(ladders).map((rung) => rung.text));
  return { text, tokens: counter.count(text) };
}

const originalsOf = (ladders: readonly Ladder[]): readonly Rung[] => ladders.map(({ original }) => original);

/** One alone has been counted already, and can be large. */
function place(
  ladders: readonly Ladder[],
  rungs: readonly Rung[],
  counter: TokenCounter,
  budgetExceeded = false,
): Context {
  const blocks = ladders.flatMap((ladder, at): PlacedBlock[] => {
    const rung = rungs[at];
    return rung ? [{ block: ladder.block, rung }] : [];
  });
  const text = renderBlocks(blocks);
  const omissions = blocks.flatMap((placed) => placed.rung.omissions);
  const [only, ...others] = blocks;
  const tokens = only && others.length === 0 ? only.rung.tokens : counter.count(text);
  return { text, tokens, blocks, omissions, budgetExceeded };
}

async function smallestFaithful(ladder: Ladder, least: number): Promise<Rung> {
  let smallest = ladder.original;
  for (const level of LEVELS) {
    const rung = await ladder.rung(level);
    if (rung.faithfulness >= least && rung.tokens < smallest.tokens) smallest = rung;
  }
  return smallest;
}

/**
 * Chooses rungs by `fit`, counts the rendered text, and gives back what rendering added until it holds.
 * Throws a UserError `budget-too-small` where not even the mentions fit.
 */
async function withinBudget(
  ladders: readonly Ladder[],
  { budget, question }: Extract<Choice, { by: 'budget' }>,
  unchanged: Context,
  counter: TokenCounter,
): Promise<Context> {
  const limit = budget.tokens - budget.safetyMargin;
  if (unchanged.tokens <= limit) return unchanged;
  const sizes = await Promise.all(ladders.map((ladder) => sizesOf(ladder, counter)));
  const weights = weightsFor(ladders, question);
  const options = sizes.map((rungs, at) => rungs.map((rung) => optionOf(rung, ladders[at], weights[at])));
  for (let target = limit; target > 0; ) {
    const chosen = fit(options, target);
    if (!chosen) break;
    const rungs = chosen.map((option, at) => sizes[at]?.[option]).filter((rung) => rung !== undefined);
    const context = place(ladders, rungs, counter, rungs.some(isMention));
    if (context.tokens <= limit) return context;
    target -= context.tokens - limit;
  }
  const least = place(
    ladders,
    sizes.map((rungs) => smallestOf(rungs)),
    counter,
    true,
  );
  if (least.tokens <= limit) return least;
  throw new UserError(
    'budget-too-small',
    t(
      'A budget of {0} tokens is too small, even for handles alone. Use at least {1}, or fewer files.',
      budget.tokens,
      least.tokens + budget.safetyMargin,
    ),
  );
}

/** All rungs of a ladder and, where it is smaller than them, the mention of the block. */
async function sizesOf(ladder: Ladder, counter: TokenCounter): Promise<readonly Rung[]> {
  const rungs = [];
  for (const level of LEVELS) rungs.push(await ladder.rung(level));
  return [...rungs, mention(ladder, counter)];
}

function mention({ block, original }: Ladder, counter: TokenCounter): Rung {
  const text = mentionOf(block);
  const omission: Omission = {
    handle: block.handle,
    reason: 'budget-exceeded',
    ...(block.path !== undefined && { path: block.path }),
    startLine: block.startLine,
    endLine: block.endLine,
    tokens: original.tokens,
  };
  return { level: 'outline', text, tokens: counter.count(text), omissions: [omission], faithfulness: 0 };
}

/** 1 for blocks that have nothing to do with the question, and more the better they answer it, their paths included. */
function weightsFor(ladders: readonly Ladder[], question: string | undefined): number[] {
  const textOf = ({ block, original }: Ladder) => `${block.path ?? ''}\n${original.text}`;
  const scores = [...bm25(question, ladders.length, (at) => (ladders[at] ? textOf(ladders[at]) : ''))];
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return scores.map((score) => 1 + (best > 0 ? (ASKED_WEIGHT * score) / best : 0));
}

function optionOf(rung: Rung, ladder: Ladder | undefined, weight = 1): Option {
  const worth = isMention(rung) ? MENTION_WORTH : WORTH[rung.level];
  return { tokens: rung.tokens, utility: weight * worth * Math.max(1, ladder?.original.tokens ?? 1) };
}

function smallestOf(rungs: readonly Rung[]): Rung {
  const [first, ...rest] = rungs;
  if (!first) throw new RangeError('A ladder has at least one rung');
  return rest.reduce((least, rung) => (rung.tokens < least.tokens ? rung : least), first);
}
