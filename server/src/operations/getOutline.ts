// The verb `getOutline`: the skeleton of a file, a folder or the workspace within a budget.

import { z } from 'zod';
import type { GetOutlineRequest, GetOutlineResult } from '../model/insights.js';
import { budgetTokens, model } from './inputs.js';
import type { Operation } from './operation.js';

export const getOutline: Operation<GetOutlineRequest, GetOutlineResult> = {
  summary: 'Give the skeleton of a file, a folder or the workspace within a budget of tokens.',
  input: z.object({
    path: z.string().min(1).max(4_000).exactOptional(),
    budgetTokens,
    model,
  }),
  isQuery: true,
  run: (engine, request, signal) => engine.index.getOutline(request, signal),
};
