// The verb `doctor`: what is wrong with the index and its surroundings, and what to do.

import { z } from 'zod';
import { DOCTOR_CHECKS, type DoctorRequest, type DoctorResult } from '../model/index.js';
import type { Operation } from './operation.js';

export const doctor: Operation<DoctorRequest, DoctorResult> = {
  summary: 'Check everything the index needs, with fixes that can be run.',
  input: z.object({ check: z.enum(DOCTOR_CHECKS).exactOptional() }),
  run: (engine, request) => engine.index.doctor(request),
};
