// The verb `searchSymbols`: symbols of the workspace by name.

import { z } from 'zod';
import type { SearchSymbolsRequest, SearchSymbolsResult } from '../model/index.js';
import { cursor } from './inputs.js';
import type { Operation } from './operation.js';

export const searchSymbols: Operation<SearchSymbolsRequest, SearchSymbolsResult> = {
  summary: 'Find functions, classes and other declarations by name or a part of it.',
  input: z.object({
    query: z.string().min(1).max(1_000),
    limit: z.number().int().min(1).max(100_000).exactOptional(),
    cursor,
  }),
  isQuery: true,
  run: (engine, request) => engine.index.searchSymbols(request),
};
