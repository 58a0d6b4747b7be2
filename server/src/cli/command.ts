// What a command of the terminal is given, and what it is made of.

import type { Engine } from '../engine.js';
import type { Arguments, Option } from './args.js';
import type { Place } from './inputs.js';

/** What a terminal gives: streams and place. Injected, so that tests need no process. */
export interface Terminal extends Place {
  /** Standard output; resolves when the bytes are handed over, rejects with a UserError where they cannot be. */
  write(text: string): Promise<void>;
  /** Standard error. */
  say(text: string): void;
}

export interface Command {
  readonly takes: readonly Option[];
  run(engine: Engine, args: Arguments, terminal: Terminal): Promise<void>;
}
