// Failures that the user is told of as they stand. Anything else that is thrown is a bug and reaches the guard of
// `commands/command.ts`.

import type { Fix } from '../../server/src/protocol.js';

/** `code` is a UserErrorCode of the server, or one of the client's own below. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly code: string,
    message: string,
    /** What can be done about it, the likeliest first. */
    readonly fixes: readonly Fix[] = [],
  ) {
    super(message);
  }
}

/** The server is down: the message comes with a button that restarts it. */
export const SERVER_STOPPED = 'server-stopped';

/** The server failed in a way it did not foresee: the message comes with a button that shows the log. */
export const INTERNAL = 'internal';
