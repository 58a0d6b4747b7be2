// The verb `getContext`: the code that matters for a question, as one text within a budget.

import { t } from '@vscode/l10n';
import { z } from 'zod';
import { LEVELS } from '../model/block.js';
import type { GetContextRequest, GetContextResult } from '../model/query.js';
import { anchors, model, query } from './inputs.js';
import type { Operation } from './operation.js';

const line = z.number().int().min(1);

const block = z.object({ path: z.string().min(1), startLine: line, endLine: line, rung: z.enum(LEVELS) });

export const getContext: Operation<GetContextRequest, GetContextResult> = {
  summary: 'Get the code that a question needs, within a budget of tokens, with a handle for everything left out.',
  input: z.object({
    query,
    budgetTokens: z
      .number()
      .int()
      .min(0, { error: () => t('a budget is not negative; 0 stands for the default') })
      .exactOptional(),
    model,
    anchors,
    blocks: z.array(block).min(1).max(2_000).exactOptional(),
    includeTests: z.boolean().exactOptional(),
    explain: z.boolean().exactOptional(),
    purpose: z.enum(['clipboard', 'output', 'preview']).default('output'),
  }),
  isQuery: true,
  run: (engine, request, signal) => engine.getContext(request, signal),
};
