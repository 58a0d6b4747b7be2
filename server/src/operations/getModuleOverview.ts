// The verb `getModuleOverview`: the modules of a workspace, or what one of them is for and how it is connected.

import { z } from 'zod';
import type { GetModuleOverviewRequest, GetModuleOverviewResult } from '../model/insights.js';
import type { Operation } from './operation.js';

export const getModuleOverview: Operation<GetModuleOverviewRequest, GetModuleOverviewResult> = {
  summary:
    'List the modules of the workspace, or tell what one is for, what it gives and takes, and what changed in it last.',
  input: z.object({
    module: z.string().min(1).max(4_000).exactOptional(),
    limit: z.number().int().min(1).max(10_000).exactOptional(),
  }),
  isQuery: true,
  run: (engine, request, signal) => engine.index.getModuleOverview(request, signal),
};
