// The built server as its users start it: a process with arguments, streams, a data folder and an exit code.
// Tests of the rest call the engine; these are for what only a process shows.

import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'dist/server/main.js');

export interface Ran {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder with files, a data folder, and ways to start Pith there. */
export interface Place {
  readonly folder: string;
  readonly data: string;
  /** Path of a file that is written. */
  write(name: string, content: string | Uint8Array): string;
  /** A started process; the caller sees to its end. */
  start(args: readonly string[], options?: RunOptions): ChildProcessWithoutNullStreams;
  pith(args: readonly string[], options?: RunOptions): Promise<Ran>;
}

/** Builds what is not built, and gives every test of the file the same place. */
export function usePlace(): Place {
  const base = mkdtempSync(join(tmpdir(), 'pith-host-'));
  const [folder, data] = [join(base, 'files'), join(base, 'data')];
  mkdirSync(folder);
  beforeAll(
    () => void execFileSync(process.execPath, [join(root, '.tools/run.mjs'), 'build'], { stdio: 'inherit' }),
    300_000,
  );
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  const start = (args: readonly string[], { env = {} }: RunOptions = {}) =>
    spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, PITH_HOME: data, ...env } });
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  const pith = (args: readonly string[], options: RunOptions = {}) => finished(start(args, options), options.stdin);
  return { folder, data, write, start, pith };
}

async function finished(child: ChildProcessWithoutNullStreams, stdin: string | Uint8Array = ''): Promise<Ran> {
  const code = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  // A process that refuses its arguments does not read its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  // Not as text at once, which would cut a byte order mark off.
  const [out, err] = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  return { code: await code, out: out.toString('utf8'), err: err.toString('utf8') };
}

/** Real code of a size worth making smaller: functions that differ, with bodies. */
export const code = (functions: number, name = 'step'): string =>
  Array.from({ length: functions }, (_, at) =>
    [
      `/** Step ${at} of the run. It logs what it does. */`,
      `export function ${name}${at}(input: readonly number[]): number {`,
      '  let sum = 0;',
      '  for (const value of input) {',
      `    if (value % ${at + 2} === 0) sum += value * ${at};`,
      "    else console.log('skipped', value, sum);",
      '  }',
      '  return sum;',
      '}',
      '',
    ].join('\n'),
  ).join('\n');

export function* logLines(): Generator<string> {
  for (let at = 0; ; at++) {
    const level = at % 997 === 500 ? 'ERROR' : at % 101 === 50 ? 'WARN' : 'INFO';
    const time = `2026-01-02T03:${String(Math.floor(at / 60) % 60).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}.${String((at * 7) % 1000).padStart(3, '0')}Z`;
    yield `${time} ${level} [worker-${at % 17}] request ${((at * 2_654_435_761) % 1_000_000_007).toString(16)} to /api/items/${(at * 31) % 99_991} took ${(at * 17) % 5_000} ms\n`;
  }
}

/** A log of about so many bytes. */
export function log(bytes: number): string {
  const lines: string[] = [];
  let length = 0;
  for (const line of logLines()) {
    if (length >= bytes) break;
    lines.push(line);
    length += line.length;
  }
  return lines.join('');
}
