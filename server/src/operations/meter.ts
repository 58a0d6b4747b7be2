// The verb `meter`: what a selection costs and what the configured level would make of it.

import { z } from 'zod';
import type { MeterRequest, MeterResult } from '../model/verbs.js';
import { documentInput } from './inputs.js';
import type { Operation } from './operation.js';

export const meter: Operation<MeterRequest, MeterResult> = {
  summary: 'Count a selection, now and at the configured level.',
  input: z.object({ input: documentInput }),
  run: (engine, request, signal) => engine.meter(request, signal),
};
