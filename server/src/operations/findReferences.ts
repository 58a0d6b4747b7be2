// The verb `findReferences`: where a symbol is used.

import { z } from 'zod';
import { REFERENCE_BACKENDS, type FindReferencesRequest, type FindReferencesResult } from '../model/index.js';
import { cursor, symbol } from './inputs.js';
import type { Operation } from './operation.js';

export const findReferences: Operation<FindReferencesRequest, FindReferencesResult> = {
  summary: 'Find the uses of a symbol, each with how sure it is.',
  input: z.object({
    symbol,
    scope: z.string().min(1).max(4_000).exactOptional(),
    limit: z.number().int().min(1).max(1_000_000).exactOptional(),
    includeTests: z.boolean().exactOptional(),
    merge: z.enum(['prefer-first', 'union']).exactOptional(),
    backend: z.enum(REFERENCE_BACKENDS).exactOptional(),
    waitForReady: z.boolean().exactOptional(),
    cursor,
  }),
  isQuery: true,
  run: (engine, request, signal) => engine.index.findReferences(request, signal),
};
