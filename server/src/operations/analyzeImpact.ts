// The verb `analyzeImpact`: what a change of a symbol touches.

import { z } from 'zod';
import type { AnalyzeImpactRequest, AnalyzeImpactResult } from '../model/insights.js';
import { symbol } from './inputs.js';
import type { Operation } from './operation.js';

export const analyzeImpact: Operation<AnalyzeImpactRequest, AnalyzeImpactResult> = {
  summary: 'Tell what a change of a symbol touches, how closely, and how risky it is.',
  input: z.object({
    symbol,
    depth: z.number().int().min(1).max(6).exactOptional(),
    limit: z.number().int().min(1).max(10_000).exactOptional(),
    includeTests: z.boolean().exactOptional(),
  }),
  isQuery: true,
  run: (engine, request, signal) => engine.index.analyzeImpact(request, signal),
};
