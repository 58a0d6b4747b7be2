// The verb `getCallGraph`: who calls a symbol, and whom it calls.

import { z } from 'zod';
import { CALL_DIRECTIONS, type GetCallGraphRequest, type GetCallGraphResult } from '../model/insights.js';
import { symbol } from './inputs.js';
import type { Operation } from './operation.js';

export const getCallGraph: Operation<GetCallGraphRequest, GetCallGraphResult> = {
  summary: 'Follow the callers and callees of a symbol, each step with how sure it is.',
  input: z.object({
    symbol,
    direction: z.enum(CALL_DIRECTIONS).exactOptional(),
    depth: z.number().int().min(1).max(6).exactOptional(),
    branching: z.number().int().min(1).max(10_000).exactOptional(),
    limit: z.number().int().min(1).max(10_000).exactOptional(),
    includeTests: z.boolean().exactOptional(),
  }),
  isQuery: true,
  run: (engine, request, signal) => engine.index.getCallGraph(request, signal),
};
