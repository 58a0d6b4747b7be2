// The table of verbs: LSP requests, CLI commands and tools are loops over it.

import { t } from '@vscode/l10n';
import { UserError } from '../base/errors.js';
import type { Engine } from '../engine.js';
import { compress } from './compress.js';
import { count } from './count.js';
import { deleteData } from './deleteData.js';
import { doctor } from './doctor.js';
import { expand } from './expand.js';
import { findReferences } from './findReferences.js';
import { getContext } from './getContext.js';
import { getModuleOverview } from './getModuleOverview.js';
import { analyzeImpact } from './analyzeImpact.js';
import { getCallGraph } from './getCallGraph.js';
import { getOutline } from './getOutline.js';
import { getStatus } from './getStatus.js';
import { index } from './indexing.js';
import { ladder } from './ladder.js';
import { meter } from './meter.js';
import type { Operation } from './operation.js';
import { savings } from './savings.js';
import { searchCode } from './searchCode.js';
import { searchSymbols } from './searchSymbols.js';

export const operations = {
  compress,
  ladder,
  expand,
  count,
  meter,
  savings,
  index,
  getStatus,
  doctor,
  searchSymbols,
  findReferences,
  getContext,
  searchCode,
  getModuleOverview,
  analyzeImpact,
  getCallGraph,
  getOutline,
  deleteData,
} as const;

export type OperationName = keyof typeof operations;

/** Parses untrusted `input` and runs the verb. Throws a UserError `usage` that names what is wrong with the input. */
export async function runOperation<Request, Result>(
  operation: Operation<Request, Result>,
  engine: Engine,
  input: unknown,
  signal?: AbortSignal,
): Promise<Result> {
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return operation.run(engine, parsed.data, signal);
  const problems = parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '));
  throw new UserError('usage', t('The request is not valid. {0}', problems.join('; ')));
}
