// Answers of a server that is not there.

import type { ContextBlock, GetContextResult } from '../../../server/src/protocol.js';

/** A block of ten lines that costs 100 tokens in full, 40 as skeleton and 5 as outline. */
export function block(path: string, startLine = 1, changes: Partial<ContextBlock> = {}): ContextBlock {
  return {
    path,
    startLine,
    endLine: startLine + 9,
    rung: 'full',
    role: 'match',
    ranges: [[startLine, startLine + 9]],
    tokens: 100,
    rungs: [
      { rung: 'full', tokens: 100 },
      { rung: 'skeleton', tokens: 40 },
      { rung: 'outline', tokens: 5 },
    ],
    score: 1,
    handle: 'pith:123456789012:1-10',
    ...changes,
  };
}

/** With 20 tokens around the blocks. */
export function answer(blocks: readonly ContextBlock[], changes: Partial<GetContextResult> = {}): GetContextResult {
  const tokens = 20 + blocks.reduce((sum, each) => sum + each.tokens, 0);
  return {
    text: 'text',
    tokens,
    tokenizer: 'o200k_base',
    exact: true,
    budgetTokens: 1_000,
    blocks,
    omissions: [],
    truncations: [],
    completeness: { score: 1, reason: 'full-backend' },
    confidence: { tier: 'high', score: 1 },
    provenance: { backends: [], repoState: 'a' },
    drilldowns: [],
    compared: { files: 1, filesTokens: 2_000, workspaceTokens: 9_000, savedTokens: 2_000 - tokens, savedPercent: 90 },
    masked: 0,
    notes: [],
    elapsedMs: 1,
    ...changes,
  };
}
