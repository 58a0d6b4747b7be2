// The terminal host in this process: a command line in, what it wrote and its exit code out.

import { runCli } from '../../server/src/cli/run.js';
import { openTestEngine } from './engine.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in a folder, over an engine of its own. */
export async function runIn(directory: string, argv: readonly string[], stdin = ''): Promise<Ran> {
  const written = { out: '', err: '' };
  const opened: ReturnType<typeof openTestEngine>[] = [];
  const code = await runCli(argv, {
    version: '0.0.0',
    openEngine: () => {
      const engine = openTestEngine();
      opened.push(engine);
      return engine.engine;
    },
    terminal: {
      directory,
      stdinIsTerminal: false,
      readStdin: async () => Buffer.from(stdin),
      write: async (text) => {
        written.out += text;
      },
      say: (text) => {
        written.err += text;
      },
    },
  });
  await Promise.all(opened.map(({ close }) => close()));
  return { code, ...written };
}
