// Why a verb could not answer, in the words that tools share (features B16), and what to do about it.

export const FAILURES = [
  'BACKEND_UNAVAILABLE',
  'INDEX_MISSING',
  'INDEX_STALE',
  'WORKSPACE_NOT_READY',
  'TIMEOUT',
  'RATE_LIMITED',
  'SYMBOL_NOT_FOUND',
  'SYMBOL_DELETED',
  'SCOPE_INVALID',
  'ALIAS_CYCLE',
  'ALIAS_CHAIN_TOO_DEEP',
  'BUDGET_EXCEEDED',
  'INTERNAL_ERROR',
] as const;
export type Failure = (typeof FAILURES)[number];

export interface Fix {
  readonly description: string;
  /** A command of a terminal. */
  readonly command: string;
  /** Changes nothing that cannot be made again. */
  readonly safe: boolean;
  /** What VS Code runs instead. */
  readonly editorCommand?: string;
}
