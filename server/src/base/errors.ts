// Errors that people can act on. Everything else that throws is a bug and is caught once, by the host.

/** An expected failure: says what is wrong and what to do next. `code` is stable for scripts and tests. */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(
    readonly code: UserErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

export type UserErrorCode =
  | 'empty-input'
  | 'not-text'
  | 'too-large'
  | 'not-found'
  | 'changed-while-read'
  | 'unreadable'
  | 'handle-invalid'
  | 'handle-unknown'
  | 'handle-gone'
  | 'handle-ambiguous'
  | 'budget-too-small'
  | 'cursor-invalid'
  | 'symbol-not-found'
  | 'symbol-gone'
  | 'scope-invalid'
  | 'index-missing'
  | 'workspace-not-ready'
  | 'usage'
  | 'storage'
  | 'output';

/** Errors lose their class when they cross a process, so they are known by name. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError' && 'code' in error;
}
