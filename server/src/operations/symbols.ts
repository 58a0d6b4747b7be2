// The verb `symbols`: symbols of the workspace by name.

import { z } from 'zod';
import type { SymbolsRequest, SymbolsResult } from '../model/index.js';
import type { Operation } from './operation.js';

export const symbols: Operation<SymbolsRequest, SymbolsResult> = {
  summary: 'Find functions, classes and other declarations by name or a part of it.',
  input: z.object({
    query: z.string().min(1).max(1_000),
    limit: z.number().int().min(1).max(100_000).exactOptional(),
  }),
  run: (engine, request) => engine.index.symbols(request),
};
