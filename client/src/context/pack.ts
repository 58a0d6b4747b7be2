// A context as its user shapes it: what was asked, what the server chose, and what was changed since. Changes are counted
// at once from the rungs of the blocks; the server's answer puts the exact count in their place.

import type {
  CodeHit,
  ContextBlock,
  GetContextParams,
  GetContextResult,
  Level,
  PackedBlock,
  Purpose,
} from '../../../server/src/protocol.js';

/** What a context answers. Without `budgetTokens` it is the budget of the settings. */
export type Asked = Pick<GetContextParams, 'query' | 'budgetTokens' | 'anchors' | 'includeTests'>;

export interface Pack {
  readonly asked: Asked;
  /** The last answer of the server. */
  readonly result: GetContextResult;
  /** As they are shown: those of the answer, with the changes it does not know yet. */
  readonly blocks: readonly ContextBlock[];
  readonly tokens: number;
  /** What it is held to: blocks that are chosen may be over it, and are then shown to be. */
  readonly budgetTokens: number;
  /** The count is the server's, not a sum of ours. */
  readonly isCounted: boolean;
  /** The blocks are the user's choice and no longer what the question finds. */
  readonly isEdited: boolean;
  /** What the user took out, the latest last. */
  readonly removed: readonly ContextBlock[];
}

export const packOf = (asked: Asked, result: GetContextResult): Pack => ({
  asked,
  result,
  blocks: result.blocks,
  tokens: result.tokens,
  budgetTokens: result.budgetTokens,
  isCounted: true,
  isEdited: false,
  removed: [],
});

/** The server's answer to the pack as it is. */
export function answered(pack: Pack, result: GetContextResult): Pack {
  const isThere = (block: PackedBlock) => result.blocks.some((each) => isSame(each, block));
  const removed = pack.removed.filter((block) => !isThere(block));
  return { ...pack, result, blocks: result.blocks, tokens: result.tokens, isCounted: true, removed };
}

export const isOverBudget = ({ tokens, budgetTokens }: Pack): boolean => tokens > budgetTokens;

/** The same place of the same file, at whatever rung. */
export const isSame = (a: PackedBlock, b: PackedBlock): boolean =>
  a.path === b.path && a.startLine === b.startLine && a.endLine === b.endLine;

export function withRung(pack: Pack, block: PackedBlock, rung: Level): Pack {
  return edited(pack, (blocks) =>
    blocks.map((each) => {
      if (!isSame(each, block)) return each;
      const tokens = each.rungs.find((known) => known.rung === rung)?.tokens ?? each.tokens;
      return { ...each, rung, tokens };
    }),
  );
}

export function without(pack: Pack, unwanted: readonly PackedBlock[]): Pack {
  const isUnwanted = (block: PackedBlock) => unwanted.some((each) => isSame(each, block));
  const removed = [...pack.removed, ...pack.blocks.filter(isUnwanted)];
  return { ...edited(pack, (blocks) => blocks.filter((block) => !isUnwanted(block))), removed };
}

export function withBack(pack: Pack, block: ContextBlock): Pack {
  const removed = pack.removed.filter((each) => !isSame(each, block));
  return { ...edited(pack, (blocks) => [...blocks.filter((each) => !isSame(each, block)), block]), removed };
}

/** The hit in full, in the place of a smaller rung of it that is there already. */
export function withHit(pack: Pack, hit: CodeHit): Pack {
  const { path, startLine, endLine, tokens, symbol, score } = hit;
  const block = { path, startLine, endLine, rung: 'full', role: 'match', tokens, score, handle: '' } as const;
  const rungs = [{ rung: 'full', tokens }] as const;
  return withBack(pack, { ...block, rungs, ranges: [[startLine, endLine]], ...(symbol !== undefined && { symbol }) });
}

/** Blocks that were chosen stay, over it or not; what the question finds is to be asked for anew. */
export const withBudget = (pack: Pack, budgetTokens: number): Pack => ({
  ...pack,
  budgetTokens,
  asked: { ...pack.asked, budgetTokens },
});

/** Gives up what was changed, for what the question finds. */
export const asAsked = (pack: Pack): Pack => ({ ...pack, isEdited: false, removed: [] });

/** Whether there is anything that it could be asked for by, besides its blocks. */
export const canBeAsked = ({ asked: { query, anchors } }: Pack): boolean =>
  query.trim() !== '' || (anchors?.selections?.length ?? 0) > 0;

/** The pack as it is: what the question finds within its budget, or exactly the blocks that were chosen. */
export function requestOf({ asked, blocks, isEdited }: Pack, purpose: Purpose): GetContextParams {
  const { budgetTokens, ...rest } = asked;
  if (isEdited) return { ...rest, blocks: blocks.map(packed), explain: true, purpose };
  return { ...rest, ...(budgetTokens !== undefined && { budgetTokens }), explain: true, purpose };
}

export const packed = ({ path, startLine, endLine, rung }: PackedBlock): PackedBlock => ({
  path,
  startLine,
  endLine,
  rung,
});

function edited(pack: Pack, change: (blocks: readonly ContextBlock[]) => readonly ContextBlock[]): Pack {
  const blocks = change(pack.blocks);
  const sum = (all: readonly ContextBlock[]) => all.reduce((total, { tokens }) => total + tokens, 0);
  // What stands between the blocks stays as it is until the server has counted.
  const tokens = blocks.length === 0 ? 0 : Math.max(0, pack.tokens + sum(blocks) - sum(pack.blocks));
  return { ...pack, blocks, tokens, isCounted: false, isEdited: true };
}
